"""The last light on the village field: a kick, long shadows, dust, the goal of bamboo."""

import math

from body import Look
from crowd import watchers
from nature import clouds, hill, sky, sun
from paper import Sheet, line, taper
from people import person
from plants import grass, treeline
from poses import BOTH_UP, KICKING, RUNNING


def _long_shadow(s: Sheet, x: float, y: float, long: float) -> None:
    s.shape(
        taper(
            [(x + 6, y), (x - long * 0.5, y + long * 0.07), (x - long * 1.15, y + long * 0.16)],
            [long * 0.09, long * 0.12, long * 0.05],
        ),
        "#1c2430",
        0.32,
    )


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#3b5f8f", "#a98ba0", "#f0a56f", "#ffd08a"), 400)
    sun(s, 1180, 352, 58, "#fff2cc", "#ffc070", 8)
    clouds(s, "#f3a98a", 40, 300, 13, 0.4)
    treeline(s, 406, 92, "#7a7a78")
    treeline(s, 416, 128, "#4c5f57", -30, 760)
    hill(s, [(0, 418), (800, 410), (1600, 420)], "#b59a4e", "#3f5a34")
    for _i in range(120):
        depth = s.chance.random() ** 1.4
        y = 424 + depth * 470
        s.dash(
            s.chance.uniform(0, 1600),
            y,
            60 + 260 * depth,
            3 + 9 * depth,
            s.chance.choice(("#e2bd66", "#5d7a3c", "#8a9445")),
            0.3,
        )
    watchers(s, 20, 1600, 440, ("#8d3f3c", "#e1c590", "#3f5f74", "#6b7a55", "#c9853d"), "#8a6a55")
    for x0, x1, top, foot in ((120, 390, 470, 640),):
        for x in (x0, x1):
            s.shape(taper([(x, foot), (x, top - 30)], [13, 11]), "#d9b777")
        s.shape(taper([(x0 - 16, top - 20), (x1 + 16, top - 24)], [11, 11]), "#d9b777")
    keeper = Look(
        "shirt",
        "shorts",
        top="#3f6d5a",
        bottom="#22303a",
        pose={
            **BOTH_UP,
            "knee_a": (-0.9, 2.1),
            "foot_a": (-1.1, 0.3),
            "knee_b": (0.9, 2.1),
            "foot_b": (1.2, 0.2),
        },
    )
    _long_shadow(s, 255, 632, 150)
    person(s, 255, 632, 186, keeper, 1)
    _long_shadow(s, 520, 596, 130)
    person(s, 520, 596, 176, Look("shirt", "shorts", top="#2d5f86", bottom="#f0e6cf", pose=RUNNING), 1)
    _long_shadow(s, 1400, 610, 130)
    person(s, 1400, 610, 190, Look("shirt", "shorts", top="#2d5f86", bottom="#f0e6cf", pose=RUNNING), -1)
    _long_shadow(s, 1120, 690, 190)
    person(s, 1120, 690, 258, Look("shirt", "shorts", top="#d9432f", bottom="#f6e7c4", pose=RUNNING), -1)
    _long_shadow(s, 830, 830, 300)


def _near(s: Sheet) -> None:
    """What is nearer."""
    for _ in range(26):
        s.oval(
            s.chance.gauss(700, 80),
            s.chance.gauss(812, 14),
            s.chance.uniform(8, 30),
            s.chance.uniform(4, 13),
            "#f3d095",
            0.22,
        )
    person(
        s,
        850,
        826,
        420,
        Look("shirt", "shorts", top="#d9432f", bottom="#f6e7c4", skin="#85533a", pose=KICKING),
        -1,
    )
    bx, by, r = 575, 640, 38
    s.oval(bx, by, r, r, s.lit("#f4ead5", 0.4))
    with s.group(clip_path=s.clip(f"M{bx - r},{by}a{r},{r} 0 1 0 {2 * r},0a{r},{r} 0 1 0 {-2 * r},0Z")):
        for a in range(5):
            t = math.tau * a / 5 + 0.3
            px, py = bx + math.cos(t) * r * 0.86, by + math.sin(t) * r * 0.86
            s.shape(
                line(
                    [
                        (px + math.cos(math.tau * k / 5 + t) * 12, py + math.sin(math.tau * k / 5 + t) * 12)
                        for k in range(5)
                    ],
                    True,
                ),
                "#2a2a33",
            )
            s.stroke(line([(bx, by), (px, py)]), "#2a2a33", 2.4)
        s.shape(
            line(
                [
                    (bx + math.cos(math.tau * k / 5 + 0.3) * 13, by + math.sin(math.tau * k / 5 + 0.3) * 13)
                    for k in range(5)
                ],
                True,
            ),
            "#2a2a33",
        )
    for i in range(4):
        s.dash(bx + 70 + i * 26, by + 26 + i * 20, 76 - i * 10, 4, "#fff0c8", 0.6 - i * 0.1)
    grass(s, -20, 1620, 916, 46, "#3d5c31", 190)


def football() -> Sheet:
    """The last light on the village field: a kick, long shadows, dust, the goal of bamboo."""
    s = Sheet("football", light=1)
    _far(s)
    _near(s)
    return s
