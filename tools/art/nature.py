"""Sky, light, water and ground."""

from collections.abc import Sequence

from paper import Point, Sheet, curve, darker


def sky(s: Sheet, colours: Sequence[str], horizon: float) -> None:
    """Paint the sky from top to horizon and a little below it."""
    steps = len(colours) - 1
    paint = s.fade(*((i / steps, colour, 1) for i, colour in enumerate(colours)))
    s.rect(-20, -20, s.width + 40, horizon + 120, paint)


def sun(s: Sheet, x: float, y: float, radius: float, colour: str, halo: str, reach: float = 7) -> None:
    """Hang a sun or moon with its halo."""
    s.oval(x, y, radius * reach, radius * reach, s.glow(halo, 0.85))
    s.oval(x, y, radius, radius, colour)


def clouds(s: Sheet, colour: str, top: float, bottom: float, count: int, opacity: float = 0.5) -> None:
    """Lay long flat clouds, thinner towards the horizon."""
    for _ in range(count):
        y = s.chance.uniform(top, bottom)
        near = 1 - (y - top) / (bottom - top + 1)
        length = s.chance.uniform(180, 460) * (0.5 + near)
        x = s.chance.uniform(-100, s.width + 100)
        for part in range(5):
            wide = length * s.chance.uniform(0.3, 0.75)
            shift = s.chance.uniform(-0.45, 0.45) * length
            s.dash(x + shift, y + part * (3 + 5 * near), wide, 12 + 22 * near, colour, opacity)


def birds(s: Sheet, x: float, y: float, colour: str, count: int = 7, size: float = 16) -> None:
    """Let a few birds go by in a loose line."""
    for i in range(count):
        bx, by = (
            x + i * size * 2.6 + s.chance.uniform(-9, 9),
            y - abs(i - 2) * size * 0.8 + s.chance.uniform(-9, 9),
        )
        wing = size * s.chance.uniform(0.7, 1.1)
        lift = wing * s.chance.uniform(0.25, 0.6)
        data = (
            f"M{bx - wing:.1f},{by - lift:.1f}Q{bx - wing * 0.4:.1f},{by - lift * 1.1:.1f} {bx:.1f},{by:.1f}"
            f"Q{bx + wing * 0.4:.1f},{by - lift * 1.1:.1f} {bx + wing:.1f},{by - lift:.1f}"
            f"Q{bx + wing * 0.4:.1f},{by - lift * 0.6:.1f} {bx:.1f},{by + 3:.1f}"
            f"Q{bx - wing * 0.4:.1f},{by - lift * 0.6:.1f} {bx - wing:.1f},{by - lift:.1f}Z"
        )
        s.shape(data, colour, 0.85)


def water(s: Sheet, top: float, colours: Sequence[str], bottom: float | None = None) -> None:
    """Fill with water from `top` down."""
    end = s.height + 20 if bottom is None else bottom
    steps = len(colours) - 1
    s.rect(-20, top, s.width + 40, end - top, s.fade(*((i / steps, c, 1) for i, c in enumerate(colours))))


def ripples(
    s: Sheet,
    top: float,
    bottom: float,
    colour: str,
    count: int,
    opacity: float = 0.5,
    span: tuple[float, float] | None = None,
) -> None:
    """Cut ripples, small at the horizon and long near the eye; `span` keeps them between two x."""
    left, right = span or (-40.0, s.width + 40.0)
    for _ in range(count):
        depth = s.chance.random() ** 1.5
        y = top + depth * (bottom - top)
        length = (14 + 130 * depth) * s.chance.uniform(0.5, 1.3)
        s.dash(
            s.chance.uniform(left, right),
            y,
            length,
            1.6 + 6 * depth,
            colour,
            opacity * s.chance.uniform(0.4, 1),
        )


def glitter(
    s: Sheet, x: float, top: float, bottom: float, colour: str, spread: float = 90, count: int = 150
) -> None:
    """Lay the road of light that a low sun or a lamp lays on water."""
    for _ in range(count):
        depth = s.chance.random() ** 1.2
        y = top + depth * (bottom - top)
        off = s.chance.gauss(0, 0.35) * (spread * 0.35 + spread * depth)
        length = (10 + 70 * depth) * s.chance.uniform(0.5, 1.3)
        s.dash(x + off, y, length, 1.8 + 5 * depth, colour, s.chance.uniform(0.25, 0.95) * (1 - 0.35 * depth))


def mist(s: Sheet, y: float, thick: float, colour: str, opacity: float = 0.7) -> None:
    """Lay a bank of mist about y."""
    s.rect(
        -20,
        y - thick,
        s.width + 40,
        thick * 2,
        s.fade((0, colour, 0), (0.5, colour, opacity), (1, colour, 0)),
    )


def hill(s: Sheet, points: Sequence[Point], colour: str, deep: str | None = None) -> None:
    """Lay ground under a line of points down to the bottom of the sheet."""
    low = s.height + 30
    data = curve([(-60, points[0][1]), *points, (s.width + 60, points[-1][1])], closed=False)
    s.shape(
        f"{data}L{s.width + 60},{low}L-60,{low}Z",
        s.fade((0, colour, 1), (1, deep or darker(colour, 0.35), 1)),
    )


def shadow(s: Sheet, x: float, y: float, wide: float, high: float, opacity: float = 0.3) -> None:
    """Lay a soft shadow on the ground."""
    s.oval(x, y, wide, high, s.glow("#0c1020", opacity * 1.6))
