"""The weekly hat under its great tree: awnings, umbrellas, baskets of greens and red pepper."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

import math
from dataclasses import replace

from body import Look
from headgear import umbrella
from nature import clouds, hill, shadow, sky
from paper import Sheet, darker, lighter, line, mix, taper
from people import person
from plants import crown, treeline
from poses import HAND_OUT, SITTING, WALKING


def _basket(s: Sheet, x: float, y: float, r: float, fruit: str) -> None:
    """Draw a round bamboo basket heaped with something."""
    shadow(s, x, y + r * 0.52, r * 1.3, r * 0.3)
    for _ in range(44):
        a, d = s.chance.uniform(math.pi, math.tau), math.sqrt(s.chance.random())
        px, py = x + math.cos(a) * r * 0.82 * d, y - r * 0.02 + math.sin(a) * r * 0.46 * d
        s.oval(px, py, r * 0.15, r * 0.13, mix(darker(fruit, 0.25), lighter(fruit, 0.3), s.chance.random()))
        s.oval(px - r * 0.04, py - r * 0.04, r * 0.04, r * 0.03, lighter(fruit, 0.6), 0.8)
    data = f"M{x - r:.1f},{y:.1f}Q{x:.1f},{y + r * 0.28:.1f} {x + r:.1f},{y:.1f}Q{x + r * 0.9:.1f},{y + r * 0.62:.1f} {x:.1f},{y + r * 0.64:.1f}Q{x - r * 0.9:.1f},{y + r * 0.62:.1f} {x - r:.1f},{y:.1f}Z"
    s.shape(data, s.lit("#b98648", 0.35))
    with s.group(clip_path=s.clip(data)):
        for i in range(6):
            s.stroke(
                f"M{x - r},{y + r * 0.1 * i}Q{x},{y + r * (0.28 + 0.1 * i)} {x + r},{y + r * 0.1 * i}",
                "#70481f",
                2.4,
                0.6,
            )
        for i in range(15):
            px = x - r + 2 * r * i / 14
            s.stroke(line([(px, y), (x + (px - x) * 0.8, y + r)]), "#70481f", 2, 0.4)
    s.stroke(f"M{x - r},{y}Q{x},{y + r * 0.28} {x + r},{y}", "#dcb06b", r * 0.09)


def _stall(
    s: Sheet, x: float, y: float, wide: float, heaps: tuple[str, ...], seller: Look, wood: str
) -> None:
    """Draw a seller sitting behind mats heaped with goods."""
    shadow(s, x, y + 56, wide * 0.66, 36)
    person(s, x, y + 6, 230, replace(seller, pose=SITTING), 1 if x < 800 else -1)
    s.shape(
        line(
            [
                (x - wide * 0.46, y - 4),
                (x + wide * 0.46, y - 4),
                (x + wide * 0.52, y + 60),
                (x - wide * 0.52, y + 60),
            ],
            True,
        ),
        s.fade((0, "#d9bb82", 1), (1, wood, 1)),
    )
    for i, tone in enumerate(heaps):
        hx = x - wide * 0.32 + i * wide * 0.32
        for row in range(5):
            for k in range(9 - row * 2):
                px = hx + (k - (8 - row * 2) / 2) * wide * 0.031
                s.oval(
                    px + s.chance.uniform(-2, 2),
                    y + 38 - row * 13 + s.chance.uniform(-2, 2),
                    wide * 0.024,
                    wide * 0.021,
                    mix(darker(tone, 0.25), lighter(tone, 0.28), s.chance.random()),
                )


def _far(s: Sheet) -> None:
    """What is further away."""
    sky(s, ("#6db4c4", "#cfe4cf", "#f6e8bf"), 330)
    clouds(s, "#ffffff", 30, 220, 9, 0.55)
    treeline(s, 350, 90, "#8fb89a")
    hill(s, [(0, 356), (800, 348), (1600, 360)], "#dcbf86", "#b08653")
    for x, w in ((180, 260), (470, 220), (1370, 300)):
        s.shape(
            line([(x - w / 2, 300), (x - w * 0.36, 236), (x + w * 0.36, 236), (x + w / 2, 300)], True),
            s.fade((0, "#9aa7a8", 1), (1, "#6f8286", 1)),
        )
        for i in range(12):
            s.stroke(
                line([(x - w * 0.36 + w * 0.72 * i / 12, 238), (x - w / 2 + w * i / 12, 299)]),
                "#566a70",
                1.6,
                0.6,
            )
        s.rect(x - w * 0.44, 300, w * 0.88, 76, "#8b6a4c")
        for i in range(3):
            s.rect(x - w * 0.4 + i * w * 0.28, 312, w * 0.2, 64, "#3d2d29")
    s.shape(taper([(830, 470), (815, 300), (820, 120)], [120, 82, 60]), s.lit("#6d5342", 0.4))
    for x, w in ((748, 8), (900, 10), (948, 6)):
        s.shape(taper([(x, 130), (x + 5, 280), (x - 3, 420)], [w, w * 0.7, w * 1.3]), "#5b4436")
    for x, y, w, h in (
        (560, 110, 240, 120),
        (1090, 110, 250, 125),
        (700, 40, 260, 140),
        (960, 40, 270, 150),
        (830, 110, 260, 110),
    ):
        crown(s, x, y, w, h, "#4b8a4c", 24)


def _near(s: Sheet) -> None:
    """What is nearer."""
    looks = (
        Look("panjabi", "lungi", top="#f2ead6", bottom="#486b78", head="tupi", cloth="#f2ead6"), Look("shirt", "lungi", top="#3f7d86", bottom="#8f4a3a", checks=True),
        Look("blouse", "sari", top="#6f2438", bottom="#d1453b", border="#f3cf6b", head="veil"), Look("shirt", "trousers", top="#e4a23f", bottom="#38434f"),
        Look("blouse", "sari", top="#274a52", bottom="#2f8a7a", border="#f6dd9c", head="bun"), Look("vest", "lungi", top="#f3ead3", bottom="#2f5d7b", head="gamchha", wrap="#c8402f"),
        Look("blouse", "sari", top="#8a5a1f", bottom="#e3ad3d", border="#9c2f33", head="veil"), Look("panjabi", "trousers", top="#8fb3ae", bottom="#efe6d0"),
    )  # fmt: skip
    for i in range(17):
        x, y = 60 + i * 94 + s.chance.uniform(-22, 22), 440 + s.chance.uniform(-16, 20)
        shadow(s, x, y, 30, 8)
        person(s, x, y, 132 + (y - 440) * 0.5, looks[(i * 5 + 2) % 8], 1 if i % 3 else -1)
    for x, tone in ((240, "#d8432f"), (690, "#f1b73f"), (1150, "#2f7f8f"), (1500, "#c8402f")):
        umbrella(s, x, 300, 250, tone, (x, 480))
    _stall(s, 250, 610, 400, ("#d0392b", "#7aa642", "#f0c24b"), looks[5], "#8d5a3a")
    _stall(
        s,
        800,
        590,
        380,
        ("#e98a34", "#6d3a66", "#9cc04f"),
        replace(looks[2], bottom="#66508f", border="#f1d9a0"),
        "#7a4c33",
    )
    _stall(s, 1330, 612, 400, ("#f3e0a8", "#4d8b45", "#c9342c"), looks[1], "#8d5a3a")
    for x, y, h, k, f in ((540, 760, 330, 6, -1), (1060, 776, 340, 0, 1), (1180, 752, 316, 4, -1)):
        shadow(s, x, y, 80, 18)
        joints = person(s, x, y, h, replace(looks[k], pose=HAND_OUT if k != 0 else WALKING), f)
        if k == 6:
            bx, by = joints["hand_b"]
            _basket(s, bx - 6, by + 70, 58, "#5f9a48")
            s.stroke(line([(bx, by), (bx - 40, by + 62)]), "#5b3b28", 4)
            s.stroke(line([(bx, by), (bx + 34, by + 62)]), "#5b3b28", 4)
    for x, y, r, tone in (
        (110, 850, 96, "#c9342c"),
        (330, 880, 104, "#f0c24b"),
        (760, 872, 100, "#6aa04a"),
        (1380, 866, 104, "#e98a34"),
        (1560, 846, 86, "#7d3f6d"),
    ):
        _basket(s, x, y, r, tone)


def market() -> Sheet:
    """The weekly hat under its great tree: awnings, umbrellas, baskets of greens and red pepper."""
    s = Sheet("market", light=-1)
    _far(s)
    _near(s)
    return s
