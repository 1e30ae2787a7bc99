"""Winter evening: steam rises from the clay stove where rice cakes are made."""

from body import Look
from lights import lamp, stars
from nature import hill, mist, shadow, sky
from paper import Sheet, curve, line, taper
from people import person
from plants import far_palm, treeline
from poses import HAND_OUT, SITTING, WALKING


def _plate(s: Sheet, x: float, y: float) -> None:
    s.oval(x + 16, y - 4, 40, 10, "#d9e0d8")
    s.shape(curve([(x - 8, y - 8), (x + 16, y - 30), (x + 40, y - 8)], tension=5), "#fbf0dc")


def _far(s: Sheet) -> None:
    """What is furthest away."""
    sky(s, ("#16234a", "#3a3f6b", "#8a5f72"), 520)
    stars(s, 240, 60)
    treeline(s, 520, 120, "#222b4d")
    for x, h in ((120, 360), (250, 300), (1500, 350)):
        far_palm(s, x, 540, h, "#1b2344")
    hill(s, [(0, 536), (800, 526), (1600, 540)], "#4d3f4a", "#1d1a2c")
    mist(s, 540, 60, "#a98490", 0.45)
    s.shape(
        line([(900, 250), (1290, 120), (1640, 230), (1640, 300), (1290, 196), (870, 330)], True),
        s.fade((0, "#a5794a", 1), (1, "#5d3f33", 1)),
    )
    for i in range(30):
        x = 880 + i * 26
        s.stroke(
            line(
                [
                    (x, 318 - abs(i - 15) * -2 - min(i, 15) * 8),
                    (x + 14, 210 - min(i, 15) * 5 + max(0, i - 15) * 8),
                ]
            ),
            "#6d4a34",
            3,
            0.35,
        )
    s.rect(950, 300, 660, 330, s.fade((0, "#6b4438", 1), (1, "#8f5a3f", 1)))
    for i in range(12):
        s.stroke(line([(950, 322 + i * 26), (1610, 318 + i * 26)]), "#4a2f2c", 2, 0.5)
    s.rect(1330, 360, 130, 270, "#2c1c22")
    s.rect(1050, 380, 130, 110, "#ffcf7a")
    for k in range(1, 4):
        s.rect(1050 + k * 32, 380, 5, 110, "#4a2f2c")
    s.oval(1115, 435, 220, 190, s.glow("#ffcf7a", 0.5))
    s.oval(720, 700, 720, 400, s.glow("#ff9d45", 0.8))
    waiting = {**HAND_OUT, "hand_b": (1.5, 4.9)}
    child = Look("long", "skirt", top="#c9432f", bottom="#2f5d73", skin="#8a5638", head="plait", pose=waiting)
    man = Look(
        "panjabi",
        "lungi",
        top="#c9b48c",
        bottom="#3b4f6b",
        skin="#96603f",
        head="gamchha",
        cloth="#8f3340",
        wrap="#8f3340",
        pose=waiting,
    )
    shadow(s, 290, 782, 90, 18)
    joints = person(s, 290, 780, 430, man, 1)
    _plate(s, *joints["hand_b"])
    shadow(s, 430, 800, 60, 14)
    person(s, 440, 802, 270, child, 1)


def _middle(s: Sheet) -> None:
    """What stands between."""
    lady = Look(
        "blouse",
        "sari",
        top="#3d5f5a",
        bottom="#c9703a",
        border="#f3cf7a",
        skin="#8f5b3c",
        head="bun",
        pose=WALKING,
        wrap="#5b3a5d",
    )
    shadow(s, 1240, 780, 80, 18)
    person(s, 1240, 780, 400, lady, -1)
    making = {
        **SITTING,
        "head": (0.35, 4.02),
        "elbow_b": (1.25, 2.2),
        "hand_b": (2.0, 2.2),
        "elbow_a": (0.5, 2.1),
        "hand_a": (1.7, 1.75),
    }
    shadow(s, 900, 842, 200, 30)
    person(
        s,
        900,
        840,
        520,
        Look(
            "blouse",
            "sari",
            top="#274a52",
            bottom="#a8323a",
            border="#f1c65a",
            skin="#9a6340",
            head="veil",
            pose=making,
        ),
        -1,
    )
    s.shape(
        curve([(560, 850), (580, 742), (640, 722), (740, 722), (800, 742), (824, 850)], tension=7),
        s.lit("#9a5e3d", 0.4),
    )


def _near(s: Sheet) -> None:
    """What is nearest."""
    s.shape("M640,850Q642,782 692,780Q742,782 746,850Z", "#2a1216")
    for _ in range(15):
        x = 692 + s.chance.uniform(-36, 36)
        h = s.chance.uniform(20, 58)
        s.shape(
            taper([(x, 850), (x + 4, 850 - h * 0.6), (x + s.chance.uniform(-8, 8), 850 - h)], [17, 12, 1]),
            s.chance.choice(("#ffb03a", "#ff7a2d", "#ffe08a")),
            0.9,
        )
    for x0, x1, y in ((560, 700, 862), (600, 730, 874), (700, 850, 866)):
        s.shape(taper([(x0, y), (x1, y - 12)], [15, 12]), "#4a2c22")
    s.oval(692, 690, 78, 48, s.lit("#6d4434", 0.5))
    s.oval(692, 660, 54, 15, "#3d2420")
    s.shape(
        curve([(654, 656), (668, 628), (692, 620), (716, 628), (730, 656), (692, 664)], tension=6), "#fbf3e0"
    )
    s.oval(702, 632, 17, 8, "#c98a4a")
    for i in range(11):
        x = 650 + i * 8
        drift = (i - 5) * 9 + s.chance.uniform(-8, 8)
        turn = s.chance.choice((-1, 1)) * s.chance.uniform(10, 24)
        way = [
            (x, 618),
            (x + turn, 530),
            (x + drift - turn, 420),
            (x + drift * 1.7 + turn, 300),
            (x + drift * 2.4, 170 + s.chance.uniform(-50, 60)),
        ]
        with s.group(filter=s.soft(11), opacity=0.34):
            s.shape(taper(way, [8, 17, 24, 32, 12]), "#fdebd3")
    s.shape(line([(1060, 838), (1240, 838), (1262, 872), (1040, 872)], True), "#6d432b")
    for i in range(6):
        x = 1076 + (i % 3) * 54 + (i // 3) * 26
        y = 836 - (i // 3) * 20
        s.shape(
            curve(
                [(x - 25, y), (x - 18, y - 18), (x, y - 25), (x + 18, y - 18), (x + 25, y), (x, y + 6)],
                tension=6,
            ),
            "#fbf0dc",
        )
        s.oval(x + 2, y - 17, 10, 5, "#c98a4a")
    s.stroke(line([(900, 300), (900, 350)]), "#20141c", 3)
    lamp(s, 900, 366, 15, 11)


def pitha() -> Sheet:
    """Winter evening: steam rises from the clay stove where rice cakes are made."""
    s = Sheet("pitha", light=1)
    _far(s)
    _middle(s)
    _near(s)
    return s
