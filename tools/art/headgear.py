"""What is held or wound over heads: umbrellas and turbans."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from paper import Point, Sheet, curve, darker, line


def umbrella(s: Sheet, x: float, y: float, wide: float, colour: str, hand: Point | None = None) -> None:
    """Open an umbrella with its middle top at (x, y)."""
    if hand is not None:
        s.stroke(line([(x, y), hand]), "#241c1a", max(2.0, wide * 0.025))
    high = wide * 0.36
    half = wide / 2
    dome = f"M{x - half:.1f},{y + high:.1f}C{x - half * 0.9:.1f},{y - high * 0.05:.1f} {x - half * 0.35:.1f},{y - high * 0.15:.1f} {x:.1f},{y - high * 0.15:.1f}"
    dome += f"C{x + half * 0.35:.1f},{y - high * 0.15:.1f} {x + half * 0.9:.1f},{y - high * 0.05:.1f} {x + half:.1f},{y + high:.1f}"
    for i in range(4):
        ax = x + half - wide * (i + 0.5) / 4
        ex = x + half - wide * (i + 1) / 4
        dome += f"Q{ax:.1f},{y + high * 0.66:.1f} {ex:.1f},{y + high:.1f}"
    s.shape(dome + "Z", s.lit(colour, 0.3))
    for i in (1, 2, 3):
        ex = x - half + wide * i / 4
        s.stroke(
            f"M{x:.1f},{y - high * 0.15:.1f}Q{(x + ex) / 2 + (ex - x) * 0.32:.1f},{y + high * 0.2:.1f} {ex:.1f},{y + high:.1f}",
            darker(colour, 0.35),
            max(1.2, wide * 0.012),
            0.7,
        )
    s.stroke(f"M{x:.1f},{y - high * 0.15:.1f}v{-high * 0.2:.1f}", "#241c1a", max(2.0, wide * 0.02))


def turban(s: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """Wind a turban round a head whose middle is (x, y)."""
    data = curve(
        [
            (x - size * 0.72, y - size * 0.18),
            (x - size * 0.74, y - size * 0.62),
            (x - size * 0.3, y - size * 1.06),
            (x + size * 0.3, y - size * 1.04),
            (x + size * 0.76, y - size * 0.6),
            (x + size * 0.7, y - size * 0.14),
            (x, y - size * 0.34),
        ],
        tension=6,
    )
    s.shape(data, s.lit(colour, 0.3))
    with s.group(clip_path=s.clip(data)):
        for i in range(5):
            shift = size * (0.1 + i * 0.22)
            s.stroke(
                f"M{x - size:.1f},{y - shift + size * 0.1:.1f}Q{x:.1f},{y - shift - size * 0.34:.1f} {x + size:.1f},{y - shift * 0.6 - size * 0.3:.1f}",
                darker(colour, 0.32),
                size * 0.05,
                0.7,
            )
