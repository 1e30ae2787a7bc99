"""A night of jatra: the open stage under its canopy, lamps, the drum, and heads in the dark."""

import math

from body import Look
from headgear import turban
from lights import lamp, stars
from nature import shadow, sky
from paper import Sheet, curve, line, mix, taper
from people import person
from plants import treeline
from poses import SITTING


def _sky(s: Sheet) -> None:
    """What is furthest away."""
    sky(s, ("#0d1436", "#1d2450", "#4a2f5b"), 620)
    stars(s, 260, 90)
    treeline(s, 520, 150, "#151a38")
    s.rect(-20, 516, 1640, 420, s.fade((0, "#3a2440", 1), (1, "#120f22", 1)))
    s.oval(800, 470, 820, 430, s.glow("#ffb95c", 0.75))
    for x in (300, 1300):
        s.rect(x - 9, 200, 18, 400, s.lit("#7d4a2d", 0.4))
        for i in range(9):
            s.stroke(line([(x - 9, 230 + i * 42), (x + 9, 216 + i * 42)]), "#e9b64c", 6)
    back = [(330, 250), (1270, 250), (1270, 560), (330, 560)]
    s.shape(line(back, True), s.fade((0, "#6d1f35", 1), (1, "#a8323a", 1)))
    for i in range(24):
        x = 340 + i * 39
        s.shape(taper([(x, 250), (x + 8, 400), (x - 3, 560)], [8, 15, 22]), "#4d1429", 0.55)
    s.oval(800, 400, 120, 120, "#e9a83c", 0.9)
    for i in range(24):
        a = math.tau * i / 24
        s.shape(
            taper(
                [
                    (800 + math.cos(a) * 124, 400 + math.sin(a) * 124),
                    (800 + math.cos(a) * 150, 400 + math.sin(a) * 150),
                ],
                [20, 3],
            ),
            "#e9a83c",
            0.9,
        )
    s.oval(800, 400, 84, 84, "#a8323a")
    for i in range(12):
        a = math.tau * i / 12
        s.shape(
            taper(
                [
                    (800, 400),
                    (800 + math.cos(a) * 36, 400 + math.sin(a) * 36),
                    (800 + math.cos(a) * 74, 400 + math.sin(a) * 74),
                ],
                [3, 22, 3],
            ),
            "#f3cf7a",
        )


def _far(s: Sheet) -> None:
    """What comes next, towards the eye."""
    top = [(220, 236), (800, 70), (1380, 236)]
    s.shape(
        f"M{top[0][0]},{top[0][1]}Q800,30 {top[2][0]},{top[2][1]}L1330,262Q800,180 270,262Z",
        s.fade((0, "#f1b942", 1), (1, "#c9432f", 1)),
    )
    for i in range(9):
        x0 = 270 + i * 1060 / 9
        tone = ("#c9432f", "#f3e2b4", "#2f7d86")[i % 3]
        y = 262 - 62 * math.sin(math.pi * (i + 0.5) / 9)
        s.shape(f"M{x0},{y}Q{x0 + 59},{y + 92} {x0 + 118},{y}Z", s.lit(tone, 0.3))
    s.shape(
        line([(250, 560), (1350, 560), (1440, 650), (160, 650)], True),
        s.fade((0, "#d99a55", 1), (1, "#a3622f", 1)),
    )
    s.rect(160, 650, 1280, 46, "#5b2c23")
    for i in range(22):
        x = 170 + i * 59
        s.shape(line([(x, 650), (x + 29, 692), (x + 58, 650)], True), ("#e9b64c", "#2f7d86")[i % 2])
    for x, y in ((430, 300), (620, 262), (980, 262), (1170, 300)):
        s.stroke(line([(x, y - 60), (x, y)]), "#20141c", 3)
        lamp(s, x, y + 16, 15, 8)
    king = {
        "elbow_b": (1.3, 6.2),
        "hand_b": (1.75, 7.4),
        "elbow_a": (-1.1, 4.9),
        "hand_a": (-0.4, 4.4),
        "knee_b": (0.7, 2.1),
        "foot_b": (1.0, 0.1),
    }
    shadow(s, 640, 612, 90, 16)
    joints = person(
        s,
        640,
        612,
        300,
        Look(
            "panjabi", "trousers", top="#2c3f86", bottom="#e9c46a", skin="#8a5638", pose=king, wrap="#e9b64c"
        ),
        1,
    )
    turban(s, *joints["head"], 40, "#d8432f")
    hx, hy = joints["hand_b"]
    s.shape(taper([(hx - 8, hy + 22), (hx + 26, hy - 60), (hx + 40, hy - 150)], [9, 13, 2]), "#f3ecd6")


def _middle(s: Sheet) -> None:
    """What stands in the middle."""
    shadow(s, 930, 616, 90, 16)
    queen = {"elbow_b": (1.2, 5.4), "hand_b": (1.5, 6.3), "elbow_a": (-1.1, 5.0), "hand_a": (-0.2, 4.9)}
    joints = person(
        s,
        930,
        616,
        280,
        Look(
            "blouse",
            "sari",
            top="#f1c65a",
            bottom="#c22f55",
            border="#f6d67c",
            skin="#93603f",
            head="bun",
            pose=queen,
        ),
        -1,
    )
    hx, hy = joints["head"]
    s.shape(
        line(
            [
                (hx - 34, hy - 26),
                (hx - 28, hy - 62),
                (hx - 14, hy - 36),
                (hx, hy - 72),
                (hx + 14, hy - 36),
                (hx + 28, hy - 60),
                (hx + 32, hy - 22),
            ],
            True,
        ),
        "#f6d067",
    )
    person(s, 410, 642, 170, Look("panjabi", "lungi", top="#efe2c2", bottom="#7a3f3a", pose=SITTING), 1)
    s.shape(
        curve([(400, 596), (470, 586), (540, 600), (540, 632), (470, 646), (400, 634)], tension=6),
        s.lit("#9a5630", 0.4),
    )
    s.oval(540, 616, 12, 20, "#f1dcae")
    s.oval(400, 615, 12, 20, "#f1dcae")
    person(s, 1190, 642, 168, Look("panjabi", "lungi", top="#d9b36c", bottom="#3b4a6b", pose=SITTING), -1)


def _near(s: Sheet) -> None:
    """What is nearest."""
    s.shape(line([(1080, 610), (1150, 604), (1150, 646), (1080, 646)], True), s.lit("#7a3f2a", 0.4))
    for i in range(9):
        s.rect(1083 + i * 7.4, 612, 5, 14, "#f3e6c8")
    for row in range(4):
        y = 742 + row * 56
        size = 23 + row * 9
        x: float = -30 + row * 21
        while x < 1640:
            tone = mix("#3b2233", "#0d0b18", row / 3.4)
            gap = size * s.chance.uniform(2.5, 3.3)
            yy = y + s.chance.uniform(-9, 9)
            rim = 0.7 * max(0.0, 1 - abs(x - 800) / 900)
            s.shape(
                curve(
                    [
                        (x - size * 1.5, yy + size * 4),
                        (x - size * 1.35, yy + size * 1.5),
                        (x - size * 0.5, yy + size * 0.95),
                        (x + size * 0.5, yy + size * 0.95),
                        (x + size * 1.35, yy + size * 1.5),
                        (x + size * 1.5, yy + size * 4),
                    ],
                    tension=7,
                ),
                mix(tone, "#8a3f38", rim * 0.35),
            )
            s.oval(x, yy, size * 0.72, size * 0.86, mix(tone, "#e59a55", rim * 0.55))
            s.oval(x, yy + size * 0.14, size * 0.74, size * 0.86, tone)
            if s.chance.random() < 0.3:
                s.shape(
                    curve(
                        [
                            (x - size * 0.9, yy + size * 1.2),
                            (x - size * 0.8, yy - size * 0.3),
                            (x, yy - size * 0.98),
                            (x + size * 0.8, yy - size * 0.3),
                            (x + size * 0.9, yy + size * 1.2),
                        ],
                        tension=6,
                    ),
                    mix(tone, s.chance.choice(("#a8323a", "#2f4d63", "#8f5a3d")), 0.3),
                )
            x += gap


def theatre() -> Sheet:
    """A night of jatra: the open stage under its canopy, lamps, the drum, and heads in the dark."""
    s = Sheet("theatre", light=1)
    _sky(s)
    _far(s)
    _middle(s)
    _near(s)
    return s
