"""Golden fibre drying on rails, stacks of bare sticks, and the water where the jute was steeped."""

from body import Look
from nature import birds, clouds, hill, ripples, shadow, sky, water
from paper import Sheet, curve, darker, lighter, line, mix, taper
from people import person
from plants import banana, grass, treeline
from poses import BOTH_UP, CARRYING, WALKING


def _far(s: Sheet) -> None:
    """What is furthest away."""
    sky(s, ("#4a98b5", "#a3d0c6", "#f0e8c4"), 400)
    clouds(s, "#ffffff", 40, 300, 15, 0.6)
    treeline(s, 408, 84, "#7fae8a")
    treeline(s, 420, 110, "#4f8f62", 600, 1640)
    hill(s, [(0, 430), (600, 418), (1200, 432), (1600, 420)], "#8fb25a", "#5d8a45")
    for i in range(46):
        s.dash(
            s.chance.uniform(0, 1600),
            436 + i * 2.2,
            s.chance.uniform(60, 260),
            4,
            s.chance.choice(("#a8c768", "#6b9a4c")),
            0.7,
        )
    for x, size in ((1240, 150), (1390, 185), (1540, 160)):
        for i in range(17):
            angle = (i - 8) / 8
            s.shape(
                taper(
                    [
                        (x + angle * size * 0.42, 560),
                        (x + angle * size * 0.1, 560 - size * 0.75),
                        (x - angle * size * 0.12, 560 - size * 1.2),
                    ],
                    [9, 7, 4],
                ),
                mix("#f1e3b8", "#a88f5d", abs(angle) * 0.6 + 0.15 * s.chance.random()),
            )
        s.dash(x, 560 - size * 0.8, size * 0.3, 10, "#9a7a44")
    bank = [(-60, 530), (380, 556), (760, 596), (1100, 566), (1680, 560)]
    hill(s, bank, "#b79a5f", "#6d5a3a")
    water(s, 690, ("#9fc5b6", "#4d8c8c", "#1f5563"))
    s.shape(
        curve(
            [(-60, 640), (300, 668), (700, 712), (1150, 700), (1680, 650), (1680, 560), (-60, 560)], tension=7
        ),
        "#a88b55",
    )


def _middle(s: Sheet) -> None:
    """What stands between."""
    ripples(s, 735, 900, "#d8ecdc", 90, 0.5)
    ripples(s, 735, 900, "#153f4d", 80, 0.4)
    for row, (y, tall, left, right, tone) in enumerate(
        ((512, 120, 90, 700, "#e2b24f"), (640, 190, 20, 1010, "#eebd55"))
    ):
        for post in range(left, right + 1, 150):
            s.shape(taper([(post, y + 40), (post + 4, y - tall)], [13, 11]), "#6b4a2c")
            s.shape(taper([(post + 46, y + 36), (post - 6, y - tall - 8)], [11, 9]), "#7d5834")
        s.shape(
            taper(
                [(left - 60, y - tall + 8), ((left + right) / 2, y - tall + 15), (right + 70, y - tall + 4)],
                [12, 12, 12],
            ),
            "#7d5834",
        )
        x: float = left - 44
        while x < right + 50:
            long = tall * s.chance.uniform(0.84, 1.04)
            wide = s.chance.uniform(15, 25)
            shade = mix(darker(tone, 0.22), lighter(tone, 0.45), s.chance.random())
            sway = s.chance.uniform(-7, 7)
            s.shape(
                taper(
                    [(x, y - tall + 2), (x + sway * 0.4, y - tall * 0.55), (x + sway, y - tall + long)],
                    [wide * 0.6, wide, wide * 0.5],
                ),
                shade,
            )
            for _ in range(2):
                sx = x + s.chance.uniform(-6, 6)
                s.stroke(
                    f"M{sx:.0f},{y - tall + 6:.0f}q{sway},{long * 0.5:.0f} {sway},{long * 0.9:.0f}",
                    darker(tone, 0.35 * row + 0.15),
                    1.4,
                    0.6,
                )
            x += wide * 0.62


def _near(s: Sheet) -> None:
    """What is nearest."""
    hanging = Look(
        "blouse", "sari", top="#7d2a35", bottom="#c8353f", border="#f3cf6b", head="veil", pose=BOTH_UP
    )
    shadow(s, 820, 700, 60, 14)
    person(s, 820, 700, 272, hanging, -1)
    carrying = Look(
        "bare",
        "lungi",
        bottom="#2f5d7b",
        checks=True,
        head="gamchha",
        cloth="#c8402f",
        pose={**WALKING, **CARRYING, "elbow_a": (-1.0, 6.3), "hand_a": (-0.5, 7.5)},
    )
    shadow(s, 1130, 706, 64, 14)
    joints = person(s, 1130, 706, 292, carrying, 1)
    hx, hy = joints["head"]
    for i in range(26):
        y0 = hy - 22 - (i % 6) * 8
        s.shape(
            taper(
                [
                    (hx - 190 + s.chance.uniform(-24, 24), y0 + 26),
                    (hx, y0 - 6),
                    (hx + 200 + s.chance.uniform(-30, 30), y0 + 34),
                ],
                [9, 20, 8],
            ),
            mix("#c58f35", "#fbdc8c", s.chance.random()),
        )
    for dx in (-70, 74):
        s.stroke(line([(hx + dx, hy - 78), (hx + dx - 4, hy)]), "#7d5834", 6)
    for i in range(20):
        x = 1240 + i * 20
        s.shape(
            taper([(x - 150, 850 - i * 3), (x, 838 - i * 4), (x + 190, 846 - i * 2)], [6, 13, 6]),
            mix("#4b5a3a", "#8b8752", s.chance.random()),
        )
    grass(s, -20, 520, 914, 80, "#3f7440", 120)
    banana(s, 1560, 480, 210, "#5b9c4a")
    birds(s, 240, 120, "#33566a", 5, 14)


def jute() -> Sheet:
    """Golden fibre drying on rails, stacks of bare sticks, and the water where the jute was steeped."""
    s = Sheet("jute", light=-1)
    _far(s)
    _middle(s)
    _near(s)
    return s
