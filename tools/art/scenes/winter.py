"""A winter dawn: date palms with pots for their sap, a man up in one of them, mist on the fields."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from body import Look
from nature import birds, hill, mist, shadow, sky, sun
from paper import Sheet, curve, darker, line
from people import person
from plants import far_palm, grass, palm, treeline
from poses import WALKING


def _pot(s: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """Draw an earthen pot hung by its neck."""
    s.oval(x, y, size, size * 0.95, s.lit(colour, 0.4))
    s.rect(x - size * 0.42, y - size * 1.22, size * 0.84, size * 0.42, s.lit(colour, 0.4))
    s.oval(x, y - size * 1.22, size * 0.56, size * 0.17, darker(colour, 0.4))
    s.oval(x, y - size * 1.22, size * 0.4, size * 0.1, darker(colour, 0.7))


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#8aa6b8", "#c9cfc8", "#f4ddbd", "#f6d0a8"), 640)
    sun(s, 1130, 430, 62, "#fff3da", "#ffdca6", 7)
    treeline(s, 560, 80, "#b9c0b8")
    mist(s, 560, 70, "#f3e3cc", 0.9)
    treeline(s, 606, 100, "#94a6a0", -30, 760)
    for x, h in ((1240, 260), (1330, 300), (1490, 250), (620, 230), (700, 260)):
        far_palm(s, x, 640, h, "#8b9d99")
    mist(s, 630, 80, "#f1e2cb", 0.95)
    hill(s, [(0, 660), (400, 650), (900, 672), (1600, 652)], "#c2bd94", "#7d8660")
    for i in range(70):
        y = 672 + 200 * (i / 70) ** 1.4
        s.dash(
            s.chance.uniform(0, 1600),
            y,
            s.chance.uniform(80, 320),
            3 + i / 14,
            s.chance.choice(("#e7dcae", "#8f9668", "#a9ac7a")),
            0.6,
        )
    palm(s, 1010, 706, 330, "#8d7c6d", "#8a9a7c", 0.02, 0.3, date=True)
    palm(s, 1440, 716, 380, "#84705f", "#7d9072", -0.03, 0.3, date=True)
    mist(s, 706, 46, "#f5e8d2", 0.85)
    walker = Look(
        "long",
        "lungi",
        top="#7f6a78",
        bottom="#6f7d86",
        skin="#5f4437",
        wrap="#a5564b",
        pose=WALKING,
        head="gamchha",
        cloth="#a5564b",
    )
    shadow(s, 1230, 770, 60, 12, 0.2)
    joints = person(s, 1230, 770, 190, walker, -1)
    ax, ay = joints["shoulder_b"]
    s.stroke(curve([(ax - 120, ay + 12), (ax, ay - 8), (ax + 120, ay + 12)], closed=False), "#5b4030", 6)
    for side in (-116, 116):
        s.stroke(line([(ax + side, ay + 12), (ax + side, ay + 66)]), "#5b4030", 2)
        _pot(s, ax + side, ay + 94, 27, "#9d5a3c")


def _near(s: Sheet) -> None:
    """What is nearer."""
    tip = palm(s, 420, 850, 690, "#5a4234", "#56714c", 0.05, 0.27, date=True)
    s.shape(
        line(
            [
                (tip[0] - 22, tip[1] + 58),
                (tip[0] + 20, tip[1] + 58),
                (tip[0] + 12, tip[1] + 110),
                (tip[0] - 14, tip[1] + 110),
            ],
            True,
        ),
        "#e2bd86",
    )
    _pot(s, tip[0] + 34, tip[1] + 140, 32, "#b4613c")
    climbing = {
        "head": (0.25, 6.75), "elbow_b": (0.95, 6.7), "hand_b": (1.35, 7.55), "elbow_a": (0.75, 5.2), "hand_a": (1.4, 5.5),
        "knee_a": (0.85, 2.95), "foot_a": (0.75, 1.2), "knee_b": (1.05, 3.2), "foot_b": (1.2, 1.75), "hip_a": (-0.5, 3.95), "hip_b": (0.1, 3.9),
    }  # fmt: skip
    person(
        s,
        362,
        520,
        250,
        Look(
            "shirt",
            "shorts",
            top="#c9553e",
            bottom="#3f5a5c",
            skin="#60402f",
            head="gamchha",
            cloth="#e0a24a",
            wrap="#e0a24a",
            pose=climbing,
        ),
        1,
    )
    s.stroke(curve([(346, 384), (396, 404), (470, 380), (470, 352)], closed=False), "#d9c08c", 6)
    _pot(s, 318, 476, 26, "#a9583a")
    palm(s, 90, 880, 540, "#4f3c32", "#4b6547", -0.06, 0.3, date=True)
    grass(s, -20, 720, 912, 70, "#6b7a4a", 120)
    grass(s, 700, 1620, 915, 44, "#7d8752", 120)
    birds(s, 800, 190, "#6d7f88", 6, 14)


def winter() -> Sheet:
    """A winter dawn: date palms with pots for their sap, a man up in one of them, mist on the fields."""
    s = Sheet("winter", light=1)
    _far(s)
    _near(s)
    return s
