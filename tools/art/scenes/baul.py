"""A baul sings on the field path at dusk, ektara raised, the full moon behind."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from body import Look
from headgear import turban
from lights import stars
from nature import clouds, hill, mist, shadow, sky, sun
from paper import Sheet, curve, line, taper
from people import person
from plants import grass, tree, treeline


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#27345f", "#6a5480", "#c9757a", "#f2b184"), 560)
    stars(s, 190, 50)
    sun(s, 1010, 330, 150, "#ffe9bd", "#ffcf95", 4)
    for x, y, r in ((960, 290, 26), (1050, 350, 34), (1000, 400, 18), (1070, 270, 16)):
        s.oval(x, y, r, r * 0.8, "#f6d39c", 0.5)
    clouds(s, "#e7a394", 160, 470, 10, 0.35)
    treeline(s, 572, 96, "#7b5d74")
    treeline(s, 584, 130, "#4d4462", -30, 620)
    mist(s, 580, 40, "#f2b48c", 0.5)
    hill(s, [(0, 600), (500, 588), (1000, 596), (1600, 580)], "#9a7a52", "#3a3340")
    for _i in range(90):
        depth = s.chance.random()
        s.dash(
            s.chance.uniform(0, 1600),
            606 + depth * 280,
            60 + 200 * depth,
            3 + 8 * depth,
            s.chance.choice(("#cf9f5d", "#6b5a4a", "#594a4f")),
            0.4,
        )
    s.shape(
        curve(
            [
                (1130, 590),
                (1080, 640),
                (1190, 720),
                (900, 940),
                (1480, 940),
                (1330, 720),
                (1180, 640),
                (1170, 590),
            ],
            tension=7,
        ),
        s.fade((0, "#e3b273", 1), (1, "#a5744f", 1)),
    )
    tree(s, 260, 730, 700, "#33263a", "#3d4a3c", 0.52)


def _near(s: Sheet) -> None:
    """What is nearer."""
    walk = {
        "head": (0.22, 6.95),
        "elbow_b": (1.2, 5.5),
        "hand_b": (1.45, 6.75),
        "elbow_a": (-1.1, 5.1),
        "hand_a": (-1.65, 5.8),
        "knee_a": (-0.5, 2.1),
        "foot_a": (-0.95, 0.2),
        "knee_b": (0.6, 2.15),
        "foot_b": (0.8, 0.08),
    }
    shadow(s, 1000, 862, 160, 26, 0.45)
    joints = person(
        s,
        1000,
        858,
        590,
        Look("panjabi", "lungi", top="#e58a2c", bottom="#d9722a", skin="#7f5138", pose=walk, wrap="#c2432f"),
        -1,
    )
    u = 590 / 7.5
    hx, hy = joints["head"]
    s.shape(
        curve(
            [
                (hx + u * 0.3, hy - u * 0.3),
                (hx + u * 0.62, hy + u * 0.1),
                (hx + u * 0.72, hy + u * 0.9),
                (hx + u * 0.46, hy + u * 1.2),
                (hx + u * 0.24, hy + u * 0.4),
            ],
            tension=6,
        ),
        "#2a2028",
    )
    beard = [
        (hx - u * 0.44, hy + u * 0.16),
        (hx - u * 0.5, hy + u * 0.62),
        (hx - u * 0.3, hy + u * 1.06),
        (hx - u * 0.04, hy + u * 0.72),
        (hx + u * 0.14, hy + u * 0.2),
        (hx - u * 0.06, hy + u * 0.34),
    ]
    s.shape(curve(beard, tension=6), s.lit("#e3d8c8", 0.3))
    s.stroke(
        f"M{hx - u * 0.4:.0f},{hy + u * 0.3:.0f}q{u * 0.14:.0f},{-u * 0.08:.0f} {u * 0.28:.0f},{u * 0.02:.0f}",
        "#f2e9dc",
        u * 0.09,
    )
    turban(s, hx + u * 0.04, hy - u * 0.1, u * 0.78, "#f0a43c")
    s.shape(
        taper(
            [(hx + u * 0.56, hy - u * 0.4), (hx + u * 0.86, hy + u * 0.2), (hx + u * 0.98, hy + u * 1.2)],
            [u * 0.2, u * 0.3, u * 0.16],
        ),
        s.lit("#e0902f"),
    )
    ax, ay = joints["hand_b"]
    s.shape(taper([(ax - 24, ay - 150), (ax - 12, ay + 20), (ax - 16, ay + 70)], [9, 9, 8]), "#7d4a2d")
    s.shape(taper([(ax + 22, ay - 150), (ax + 12, ay + 20), (ax + 12, ay + 70)], [9, 9, 8]), "#7d4a2d")
    s.shape(taper([(ax - 26, ay - 150), (ax + 24, ay - 150)], [15, 15]), "#9a5e38")
    s.stroke(line([(ax, ay - 150), (ax, ay + 90)]), "#fff1d0", 2.4)
    s.oval(ax - 2, ay + 92, 42, 46, s.lit("#a8632f", 0.4))
    s.oval(ax - 2, ay + 66, 37, 12, "#5b3324")
    s.oval(ax, ay, u * 0.19, u * 0.2, "#7f5138")
    grass(s, -20, 860, 914, 110, "#3d3f44", 160)
    grass(s, 1380, 1620, 914, 120, "#3d3f44", 80)


def baul() -> Sheet:
    """A baul sings on the field path at dusk, ektara raised, the full moon behind."""
    s = Sheet("baul", light=1)
    _far(s)
    _near(s)
    return s
