"""What grows: far banks, palms, broad trees, banana, grasses."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

import math

from paper import Point, Sheet, curve, darker, lighter, line, mix, taper


def treeline(
    s: Sheet, y: float, height: float, colour: str, left: float = -30, right: float = 1640, palms: bool = True
) -> None:
    """Grow a far bank: clumps of crowns with palms and bamboo above, on a thin line of earth."""
    for _ in range(max(2, int((right - left) / 210)) if palms else 0):
        far_palm(s, s.chance.uniform(left + 60, right - 60), y, height * s.chance.uniform(1.0, 1.5), colour)
    paint = mix(colour, lighter(colour), 0.35)
    x = left
    while x < right:
        ends = min((x - left) / 120, (right - x) / 120, 1)
        swell = 0.6 + 0.4 * math.sin(x / 97 + height) * math.sin(x / 41)
        rise = height * max(0.16, ends) * s.chance.uniform(0.5, 0.85) * swell
        tone = mix(colour, paint, s.chance.random())
        for _ in range(4):
            size = rise * s.chance.uniform(0.3, 0.5)
            off = s.chance.uniform(-0.6, 0.6) * rise
            s.oval(x + off, y - rise * s.chance.uniform(0.25, 0.75), size * 1.25, size, tone)
        s.oval(x, y - rise * 0.2, rise * 0.7, rise * 0.35, tone)
        x += height * s.chance.uniform(0.22, 0.4)
    s.dash((left + right) / 2, y, right - left, 7, mix(colour, "#d9b98a", 0.3))
    s.rect(left + 40, y - 3, right - left - 80, 4, colour)


def far_palm(s: Sheet, x: float, y: float, height: float, colour: str) -> None:
    """Draw a palm too far away for detail."""
    lean = s.chance.uniform(-0.12, 0.12) * height
    s.shape(
        taper(
            [(x, y), (x + lean * 0.4, y - height * 0.5), (x + lean, y - height)],
            [height * 0.05, height * 0.035, height * 0.03],
        ),
        colour,
    )
    for i in range(9):
        angle = math.pi * (0.02 + i / 8 * 0.96) + s.chance.uniform(-0.12, 0.12)
        reach = height * s.chance.uniform(0.24, 0.32)
        tx, ty = x + lean + math.cos(angle) * reach, y - height - math.sin(angle) * reach * 0.7 + reach * 0.34
        mx, my = x + lean + math.cos(angle) * reach * 0.55, y - height - math.sin(angle) * reach * 0.75
        s.shape(
            taper(
                [(x + lean, y - height), (mx, my), (tx, ty)], [height * 0.02, height * 0.045, height * 0.01]
            ),
            colour,
        )


def _frond(s: Sheet, x: float, y: float, angle: float, reach: float, droop: float, colour: str) -> None:
    """Draw one feathered leaf from (x, y)."""
    ribs = 17
    spine: list[Point] = []
    for i in range(ribs + 1):
        part = i / ribs
        spine.append(
            (x + math.cos(angle) * reach * part, y - math.sin(angle) * reach * part + droop * reach * part**2)
        )
    for i in range(2, ribs + 1):
        (x0, y0), (x1, y1) = spine[i - 1], spine[i]
        along = math.atan2(y1 - y0, x1 - x0)
        length = reach * 0.26 * math.sin(math.pi * (0.16 + 0.8 * i / ribs))
        for side in (-1, 1):
            turn = along + side * 0.75
            tip = (x1 + math.cos(turn) * length, y1 + math.sin(turn) * length + length * 0.28)
            s.shape(
                taper(
                    [(x1, y1), ((x1 + tip[0]) / 2, (y1 + tip[1]) / 2 - length * 0.05), tip],
                    [reach * 0.012, reach * 0.022, 0.6],
                ),
                colour,
            )
    s.stroke(curve(spine, closed=False), colour, reach * 0.02)


def palm(
    s: Sheet,
    x: float,
    y: float,
    height: float,
    trunk: str,
    leaf: str,
    lean: float = 0.0,
    crown: float = 0.33,
    date: bool = False,
) -> Point:
    """Draw a coconut palm, or with `date` a rough-stemmed date palm; returns the place under the crown."""
    tip = (x + lean * height, y - height)
    way = [
        (x, y + 4),
        (x + lean * height * 0.25, y - height * 0.36),
        (x + lean * height * 0.7, y - height * 0.74),
        tip,
    ]
    thick = height * (0.072 if date else 0.045)
    s.shape(taper(way, [thick * 1.25, thick, thick * 0.85, thick * 0.75]), s.lit(trunk, 0.35))
    rings = 26 if date else 20
    for i in range(1, rings):
        part = i / rings
        cx = x + lean * height * part**1.35
        cy = y - height * part
        width = thick * (1.15 - 0.42 * part)
        if date:
            side = -1 if i % 2 else 1
            s.shape(
                line(
                    [
                        (cx + side * width * 0.2, cy + 5),
                        (cx + side * width * 0.66, cy - 5),
                        (cx + side * width * 0.2, cy - 4),
                    ],
                    True,
                ),
                darker(trunk, 0.3),
            )
        s.dash(cx, cy, width, 2.4, darker(trunk, 0.45), 0.55)
    leaves = 19 if date else 15
    reach = height * crown
    for i in range(leaves):
        angle = -0.35 + (math.pi + 0.7) * (i / (leaves - 1)) + s.chance.uniform(-0.08, 0.08)
        shade = mix(darker(leaf, 0.28), lighter(leaf, 0.12), s.chance.random())
        stiff = 0.34 if date else 0.62
        _frond(
            s,
            tip[0],
            tip[1],
            angle,
            reach * s.chance.uniform(0.82, 1.1),
            stiff * s.chance.uniform(0.7, 1.2),
            shade,
        )
    return tip


def crown(s: Sheet, x: float, y: float, wide: float, high: float, colour: str, lobes: int = 22) -> None:
    """Draw a leafy crown in three tones, lighter towards the light, with cut leaves."""
    tones = (darker(colour, 0.34), colour, lighter(colour, 0.17))
    for level, tone in enumerate(tones):
        shift = level * wide * 0.05 * s.light
        scale = 1 - level * 0.2
        for i in range(lobes):
            angle = math.tau * i / lobes + s.chance.uniform(-0.2, 0.2)
            far = s.chance.uniform(0.45, 0.82) * scale
            size = s.chance.uniform(0.16, 0.27) * scale
            s.oval(
                x + shift + math.cos(angle) * wide * far * 0.75,
                y - level * high * 0.11 + math.sin(angle) * high * far * 0.72,
                wide * size,
                high * size * 1.05,
                tone,
            )
        if level == 0:
            s.oval(x, y, wide * 0.6, high * 0.6, tone)
        for _ in range(lobes * 5):
            angle, far = s.chance.uniform(0, math.tau), math.sqrt(s.chance.random()) * 0.86 * scale
            px, py = (
                x + shift + math.cos(angle) * wide * far,
                y - level * high * 0.11 + math.sin(angle) * high * far,
            )
            tilt = s.chance.uniform(-0.9, 0.9)
            size = wide * s.chance.uniform(0.03, 0.06)
            s.shape(
                taper(
                    [
                        (px - math.cos(tilt) * size, py - math.sin(tilt) * size),
                        (px, py - size * 0.2),
                        (px + math.cos(tilt) * size, py + math.sin(tilt) * size),
                    ],
                    [1, size * 0.55, 1],
                ),
                lighter(tone, 0.1) if s.chance.random() < 0.6 else darker(tone, 0.14),
                0.8,
            )


def tree(s: Sheet, x: float, y: float, height: float, trunk: str, leaf: str, wide: float = 0.5) -> None:
    """Draw a broad tree of the village: forked trunk and several crowns."""
    top = y - height * 0.56
    spread = height * wide
    s.shape(
        taper(
            [
                (x, y + 4),
                (x, y - height * 0.04),
                (x - height * 0.012, y - height * 0.13),
                (x - height * 0.01, y - height * 0.3),
                (x + height * 0.01, top),
            ],
            [height * 0.2, height * 0.145, height * 0.105, height * 0.08, height * 0.05],
        ),
        s.lit(trunk, 0.35),
    )
    for side in (-1, 1):
        s.shape(
            taper(
                [
                    (x, y - height * 0.24),
                    (x + side * spread * 0.28, y - height * 0.46),
                    (x + side * spread * 0.55, top - height * 0.06),
                ],
                [height * 0.06, height * 0.04, height * 0.02],
            ),
            s.lit(trunk, 0.35),
        )
    crown(s, x - spread * 0.52, top - height * 0.02, spread * 0.6, height * 0.23, darker(leaf, 0.12))
    crown(s, x + spread * 0.52, top - height * 0.04, spread * 0.6, height * 0.23, leaf)
    crown(s, x, top - height * 0.17, spread * 0.72, height * 0.27, leaf)


def banana(s: Sheet, x: float, y: float, height: float, leaf: str) -> None:
    """Draw a banana plant with torn leaves."""
    s.shape(
        taper(
            [(x, y + 4), (x + 3, y - height * 0.3), (x, y - height * 0.55)],
            [height * 0.11, height * 0.09, height * 0.06],
        ),
        s.lit(mix(leaf, "#c9b98a", 0.45)),
    )
    for i, angle in enumerate((2.75, 0.4, 2.2, 0.95, 1.6)):
        reach = height * s.chance.uniform(0.48, 0.62)
        droop = 0.62 if i < 2 else 0.34
        way = [(x, y - height * 0.52)]
        way += [
            (
                x + math.cos(angle) * reach * p,
                y - height * 0.52 - math.sin(angle) * reach * p + droop * reach * p * p,
            )
            for p in (0.35, 0.7, 1)
        ]
        tone = mix(darker(leaf, 0.2), lighter(leaf, 0.2), s.chance.random())
        s.shape(taper(way, [5, height * 0.15, height * 0.13, 3]), tone)
        s.stroke(curve(way, closed=False), lighter(tone, 0.35), 2, 0.8)


def grass(
    s: Sheet, left: float, right: float, y: float, height: float, colour: str, count: int, sway: float = 0.3
) -> None:
    """Grow tufts of blades with their feet about y."""
    for _ in range(count):
        x, rise = s.chance.uniform(left, right), height * s.chance.uniform(0.4, 1.1)
        bend = rise * sway * s.chance.uniform(-0.6, 1.2)
        foot = y + s.chance.uniform(-3, 8)
        tone = mix(darker(colour, 0.28), lighter(colour, 0.22), s.chance.random())
        s.shape(
            taper(
                [(x, foot), (x + bend * 0.3, foot - rise * 0.6), (x + bend, foot - rise)],
                [3 + height * 0.03, 2 + height * 0.02, 0.8],
            ),
            tone,
        )


def kash(
    s: Sheet, left: float, right: float, y: float, height: float, stem: str, plume: str, count: int
) -> None:
    """Grow kash grass with white plumes, bent by one wind."""
    for _ in range(count):
        x, rise = s.chance.uniform(left, right), height * s.chance.uniform(0.65, 1.1)
        bend = rise * s.chance.uniform(0.12, 0.34)
        foot = y + s.chance.uniform(-4, 14)
        s.stroke(
            f"M{x:.1f},{foot:.1f}Q{x + bend * 0.15:.1f},{foot - rise * 0.6:.1f} {x + bend:.1f},{foot - rise:.1f}",
            stem,
            2.4,
        )
        for i in range(15):
            part = i / 14
            px, py = x + bend * (0.62 + part * 0.5), foot - rise * (0.76 + part * 0.27)
            long = rise * 0.13 * (1.1 - 0.6 * part) * s.chance.uniform(0.7, 1.2)
            lean = s.chance.uniform(0.15, 1.0)
            tip = (px + long * lean, py - long * (1.1 - lean * 0.55))
            s.shape(
                taper(
                    [(px, py), ((px + tip[0]) / 2 + 1, (py + tip[1]) / 2 - 2), tip], [2, rise * 0.022, 0.8]
                ),
                plume,
                s.chance.uniform(0.6, 0.95),
            )
