"""Stars and lamps."""

from paper import Sheet


def stars(s: Sheet, low: float, count: int) -> None:
    for _ in range(count):
        r = s.chance.choice((1.2, 1.6, 2.2, 2.8))
        s.oval(
            s.chance.uniform(0, s.width),
            s.chance.uniform(0, low),
            r,
            r,
            "#fdf3d0",
            s.chance.uniform(0.3, 0.9),
        )


def lamp(s: Sheet, x: float, y: float, size: float, reach: float = 9) -> None:
    """Hang a lamp with its light."""
    s.oval(x, y, size * reach, size * reach, s.glow("#ffcf7a", 0.75))
    s.oval(x, y, size * 0.7, size, "#fff6d8")
