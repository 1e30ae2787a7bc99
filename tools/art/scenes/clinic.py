"""A village clinic's veranda: a health worker listens to a child's chest, others wait on the bench."""

from body import Look
from nature import hill, shadow, sky
from paper import Sheet, curve, line, taper
from people import person
from plants import grass, palm, treeline
from poses import SITTING, WALKING


def _sky(s: Sheet) -> None:
    """What is furthest away."""
    sky(s, ("#79b9c2", "#cfe3d2", "#f7ecc8"), 420)
    treeline(s, 430, 120, "#8fbb98", -30, 700)
    palm(s, 130, 520, 430, "#8b6f55", "#4f9150", 0.05, 0.32)
    hill(s, [(0, 440), (600, 432)], "#b9c377", "#83934f")
    for i in range(30):
        s.dash(
            s.chance.uniform(0, 420),
            450 + i * 9,
            s.chance.uniform(40, 180),
            5,
            s.chance.choice(("#d3d58a", "#8fa557")),
            0.6,
        )
    s.rect(420, 120, 1240, 560, s.fade((0, "#f3e6c6", 1), (1, "#e3c994", 1)))
    s.rect(420, 520, 1240, 160, s.fade((0, "#3f978f", 1), (1, "#2c6f73", 1)))
    s.shape(
        line([(330, 150), (420, 30), (1660, 30), (1660, 150)], True),
        s.fade((0, "#c9694a", 1), (1, "#8f3f34", 1)),
    )
    for row in range(5):
        for i in range(40):
            x = 360 + i * 36 + (row % 2) * 18
            if x > 414 - row * 18:
                s.stroke(f"M{x},{48 + row * 22}q16,14 32,0", "#6d2c2a", 2.4, 0.55)
    s.rect(330, 148, 1330, 16, "#6d3a2c")
    s.rect(1000, 250, 190, 430, "#33434a")
    s.rect(1000, 250, 190, 430, s.glow("#fff0c4", 0.3))
    s.rect(986, 240, 218, 14, "#8b5e3b")
    for x in (986, 1190):
        s.rect(x, 240, 14, 440, "#8b5e3b")
    s.rect(1060, 380, 120, 9, "#d9e4dc")
    for i, tone in enumerate(("#e9dcc0", "#c9432f", "#2f7d86", "#f1c65a", "#e9dcc0", "#4d8b5a")):
        s.rect(1064 + i * 19, 346 + (i % 2) * 8, 13, 34 - (i % 2) * 8, tone)
    s.rect(1060, 470, 120, 9, "#d9e4dc")
    for i, tone in enumerate(("#2f7d86", "#e9dcc0", "#e9dcc0", "#c9432f")):
        s.rect(1066 + i * 28, 438, 20, 32, tone)


def _far(s: Sheet) -> None:
    """What comes next, towards the eye."""
    for x in (560, 1330):
        s.rect(x, 270, 200, 170, "#5d93a0")
        s.rect(x, 270, 200, 170, s.fade((0, "#d9efe9", 0.55), (1, "#3f6d80", 0.5)))
        for k in range(1, 6):
            s.rect(x + k * 33, 270, 5, 170, "#8b5e3b")
        for side in (-58, 200):
            s.rect(x + side, 262, 58, 186, s.lit("#2f7d86", 0.3))
            for k in range(9):
                s.rect(x + side + 7, 274 + k * 19, 44, 5, "#1f5860", 0.7)
        s.rect(x - 10, 440, 220, 14, "#8b5e3b")
    s.rect(420, 676, 1240, 60, s.fade((0, "#d9a873", 1), (1, "#a9734a", 1)))
    s.rect(380, 730, 1280, 190, s.fade((0, "#c08a5a", 1), (1, "#7d5238", 1)))
    for x in (470, 900, 1290, 1600):
        s.rect(x, 164, 24, 520, s.lit("#f7eed8", 0.3))
        s.rect(x - 6, 660, 36, 22, "#c9a873")
    s.rect(1150, 640, 420, 16, "#8b5e3b")
    for x in (1170, 1530):
        s.rect(x, 656, 16, 84, "#6d4630")
    bench = {
        **SITTING,
        "hip_a": (-0.4, 0.75),
        "knee_a": (0.5, 0.7),
        "foot_a": (0.6, -1.25),
        "hip_b": (0.3, 0.75),
        "knee_b": (1.0, 0.6),
        "foot_b": (1.05, -1.25),
        "hand_a": (0.3, 1.3),
        "hand_b": (0.9, 1.2),
    }
    person(
        s,
        1250,
        664,
        400,
        Look("panjabi", "lungi", top="#f2ead6", bottom="#486b78", hair="#d9d5cc", pose=bench, wrap="#8f3340"),
        -1,
    )
    person(
        s,
        1440,
        664,
        390,
        Look("blouse", "sari", top="#6f2438", bottom="#d9932f", border="#8f2f3a", head="veil", pose=bench),
        -1,
    )


def _middle(s: Sheet) -> None:
    """What stands in the middle."""
    mother = Look(
        "blouse",
        "sari",
        top="#274a52",
        bottom="#c23b4a",
        border="#f3cf6b",
        head="veil",
        pose={"elbow_b": (1.1, 5.0), "hand_b": (0.95, 4.4), "elbow_a": (-0.6, 4.8), "hand_a": (0.6, 4.3)},
    )
    shadow(s, 880, 826, 110, 20)
    joints = person(s, 880, 824, 520, mother, -1)
    u = 520 / 7.5
    bx, by = joints["hand_b"]
    s.shape(
        taper(
            [(bx - u * 0.1, by - u * 1.0), (bx + u * 0.1, by - u * 0.2), (bx + u * 0.4, by + u * 0.7)],
            [u * 0.8, u * 0.95, u * 0.5],
        ),
        s.lit("#f1c65a", 0.3),
    )
    s.oval(bx - u * 0.14, by - u * 1.42, u * 0.4, u * 0.43, s.lit("#8a5638", 0.3))
    s.shape(
        curve(
            [
                (bx - u * 0.5, by - u * 1.4),
                (bx - u * 0.36, by - u * 1.86),
                (bx + u * 0.14, by - u * 1.9),
                (bx + u * 0.3, by - u * 1.4),
                (bx, by - u * 1.64),
            ],
            tension=6,
        ),
        "#16151c",
    )
    s.shape(
        taper(
            [(bx + u * 0.9, by + u * 0.1), (bx + u * 0.2, by + u * 0.25), (bx - u * 0.3, by + u * 0.1)],
            [u * 0.27, u * 0.25, u * 0.18],
        ),
        "#96603f",
    )


def _near(s: Sheet) -> None:
    """What is nearest."""
    nurse = {
        "head": (0.25, 6.9),
        "elbow_b": (1.1, 5.2),
        "hand_b": (2.0, 5.35),
        "elbow_a": (-0.5, 4.6),
        "hand_a": (0.7, 4.4),
        "foot_b": (0.62, 0.08),
    }
    shadow(s, 630, 830, 110, 20)
    joints = person(
        s,
        630,
        828,
        535,
        Look("panjabi", "trousers", top="#f8f4ea", bottom="#3f8f94", skin="#8a5638", head="bun", pose=nurse),
        1,
    )
    nx, ny = joints["neck"]
    hx, hy = joints["hand_b"]
    s.stroke(
        curve(
            [(nx - 20, ny + 16), (nx + 6, ny + 74), (nx + 40, ny + 60), (hx - 30, hy + 34), (hx, hy + 4)],
            closed=False,
        ),
        "#26333d",
        6,
    )
    s.stroke(curve([(nx + 26, ny + 14), (nx + 32, ny + 50), (nx + 20, ny + 74)], closed=False), "#26333d", 6)
    s.oval(hx + 10, hy, 13, 13, "#c9d3d3")
    boy = Look("shirt", "shorts", top="#4d8b9a", bottom="#3a2f3a", pose=WALKING)
    shadow(s, 1040, 838, 60, 14)
    person(s, 1046, 838, 290, boy, -1)
    s.shape(line([(420, 800), (500, 800), (512, 860), (408, 860)], True), s.lit("#6d3f2c", 0.4))
    s.stroke("M436,800q24,-44 48,0", "#4a2a20", 8)
    grass(s, -20, 400, 905, 110, "#5d9444", 130)


def clinic() -> Sheet:
    """A village clinic's veranda: a health worker listens to a child's chest, others wait on the bench."""
    s = Sheet("clinic", light=-1)
    _sky(s)
    _far(s)
    _middle(s)
    _near(s)
    return s
