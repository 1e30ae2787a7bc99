"""Rain in a lane at lamp-lighting: a hooded rickshaw, umbrellas, the street a mirror."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from dataclasses import replace

from body import Look
from headgear import umbrella
from nature import mist
from paper import Sheet, darker, line, mix
from people import person
from poses import WALKING
from vehicles import rickshaw


def _far(s: Sheet) -> None:
    """What is furthest away."""
    s.rect(-20, -20, 1640, 560, s.fade((0, "#3f5a73", 1), (1, "#a5b5b0", 1)))
    for x, w, h, tone in ((700, 150, 250, "#8299a3"), (820, 130, 210, "#8ca2a8"), (920, 150, 270, "#7b929e")):
        s.rect(x, 500 - h, w, h, tone)
        for k in range(6):
            s.rect(
                x + 18 + (k % 3) * 40,
                524 - h + (k // 3) * 70,
                20,
                30,
                s.chance.choice(("#ffdf9c", "#60798a", "#60798a")),
            )
    mist(s, 500, 120, "#c5cfc6", 0.7)
    s.rect(-20, 500, 1640, 420, s.fade((0, "#9aa9a5", 1), (0.3, "#5d7480", 1), (1, "#22374c", 1)))
    for left, tone, edge in ((True, "#8f4f3f", 620), (False, "#3f6a73", 1010)):
        for i in range(3):
            near = i / 2
            x0, x1 = (
                (-40 + (2 - i) * 0, edge - 0)
                if False
                else ((-60, 260), (260, 450), (450, 590))[2 - i]
                if left
                else ((1350, 1660), (1160, 1350), (1030, 1160))[2 - i]
            )
            top, foot = 190 - near * 200, 540 + near * 130
            base = mix(mix(tone, ("#b98a4d", "#4d5f86", "#7a5a6d")[i], 0.45), "#8fa0a3", 0.5 - near * 0.42)
            far_y = top + 60
            a, b = (x0, x1) if left else (x1, x0)
            s.shape(line([(a, top), (b, far_y), (b, foot - 66), (a, foot)], True), s.lit(base, 0.2))
            for k in range(2):
                for r in range(2):
                    t = 0.2 + k * 0.42
                    wx = a + (b - a) * t
                    ww = abs(b - a) * 0.24
                    wy = top + 66 + r * (foot - top) * 0.3
                    glow = s.chance.random() < 0.55
                    s.rect(
                        min(wx, wx + (ww if left else -ww)),
                        wy,
                        ww,
                        (foot - top) * 0.17,
                        "#ffd98c" if glow else darker(base, 0.5),
                    )
                    s.rect(
                        min(wx, wx + (ww if left else -ww)) - 5,
                        wy + (foot - top) * 0.17,
                        ww + 10,
                        7,
                        darker(base, 0.25),
                    )
            s.shape(
                line(
                    [
                        (a, foot - (foot - top) * 0.3),
                        (b, foot - 66 - (foot - top) * 0.24),
                        (b + (44 if left else -44), foot - 60 - (foot - top) * 0.19),
                        (a + (60 if left else -60), foot - (foot - top) * 0.24),
                    ],
                    True,
                ),
                ("#c9432f", "#e0a53c", "#2f7d86")[(i + left) % 3],
            )
            lamp_x = (a + b) / 2
            s.oval(lamp_x, foot - (foot - top) * 0.17, 130, 100, s.glow("#ffcf7a", 0.7))
            s.rect(
                lamp_x - abs(b - a) * 0.28,
                foot - 30 - (foot - top) * 0.17,
                abs(b - a) * 0.56,
                (foot - top) * 0.15,
                "#ffcf85",
                0.85,
            )


def _middle(s: Sheet) -> None:
    """What stands between."""
    s.stroke("M-20,120Q500,230 1640,90", "#22303d", 3, 0.7)
    s.stroke("M-20,170Q700,250 1640,150", "#22303d", 2.4, 0.6)
    for _ in range(150):
        depth = s.chance.random() ** 1.2
        y = 540 + depth * 350
        side = s.chance.choice(
            (s.chance.uniform(-20, 640), s.chance.uniform(960, 1620), s.chance.uniform(0, 1600))
        )
        tone = s.chance.choice(("#ffd98c", "#ffd98c", "#c9d6d3", "#e08a5a", "#8fb3bd"))
        s.dash(side, y, 30 + 150 * depth, 3 + 7 * depth, tone, s.chance.uniform(0.2, 0.6))
    for x, y, h, tone, f, look in (
        (760, 590, 130, "#22303d", 1, Look("shirt", "lungi", top="#cfc7b2", bottom="#3b5b7a", pose=WALKING)),
        (880, 606, 146, "#b8432f", -1, Look("blouse", "sari", top="#274a52", bottom="#d9932f", pose=WALKING)),
        (640, 640, 186, "#2f7d6b", 1, Look("panjabi", "trousers", top="#e9e0cb", bottom="#e0d5bb", pose=WALKING)),
    ):  # fmt: skip
        joints = person(
            s,
            x,
            y,
            h,
            replace(look, pose={**WALKING, "elbow_b": (0.95, 5.1), "hand_b": (0.75, 5.9)}),
            f,
        )
        umbrella(s, x + 4 * f, y - h * 1.2, h * 0.86, tone, joints["hand_b"])
        for k in range(7):
            s.dash(x, y + 5 + k * h * 0.08, h * 0.36 * (1 - k / 8), 6, tone, 0.5)
    rickshaw(s, 1100, 812, 330, "#c8402f")
    for k in range(14):
        s.dash(
            1110 + s.chance.uniform(-70, 70),
            822 + k * 6,
            300 - k * 13,
            7,
            s.chance.choice(("#7d2a2c", "#1a2433", "#c8402f")),
            0.45,
        )


def _near(s: Sheet) -> None:
    """What is nearest."""
    girl = Look(
        "blouse",
        "sari",
        top="#5b2440",
        bottom="#e0b13c",
        border="#b3392f",
        head="plait",
        pose={**WALKING, "elbow_b": (1.0, 5.1), "hand_b": (0.8, 5.95)},
    )
    joints = person(s, 410, 860, 470, girl, 1)
    umbrella(s, 430, 318, 400, "#c8342f", joints["hand_b"])
    boy = Look("shirt", "shorts", top="#f4ead2", bottom="#2b4f7d", pose=WALKING)
    person(s, 530, 862, 270, boy, 1)
    for k in range(14):
        s.dash(
            450 + s.chance.uniform(-50, 50),
            868 + k * 4,
            230 - k * 10,
            6,
            s.chance.choice(("#e0b13c", "#8f2a2c", "#22303d")),
            0.45,
        )
    for _ in range(260):
        x, y, h = s.chance.uniform(-60, 1640), s.chance.uniform(-60, 900), s.chance.uniform(26, 90)
        s.stroke(
            f"M{x:.0f},{y:.0f}l{-h * 0.2:.0f},{h:.0f}",
            "#e9f2f0",
            s.chance.uniform(0.8, 1.9),
            s.chance.uniform(0.18, 0.5),
        )
    for _ in range(46):
        x, y = s.chance.uniform(0, 1600), s.chance.uniform(640, 890)
        s.stroke(f"M{x - 12:.0f},{y:.0f}q12,-7 24,0q-12,7 -24,0", "#e9f2f0", 1.6, 0.55)


def rain() -> Sheet:
    """Rain in a lane at lamp-lighting: a hooded rickshaw, umbrellas, the street a mirror."""
    s = Sheet("rain", light=-1)
    _far(s)
    _middle(s)
    _near(s)
    return s
