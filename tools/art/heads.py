"""Heads: face, hair and what is worn on it. Places are heads from the middle of the head, down and forwards."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from collections.abc import Callable, Mapping

from body import Body
from paper import Point, curve, darker, taper

NEAR_ENOUGH_FOR_A_FACE = 36  # units of the picture a head is high


def _round(b: Body, *places: Point) -> list[Point]:
    return [b.at("head", forwards, -down) for forwards, down in places]


def head(b: Body) -> None:
    """Draw the head; a face only where it is large enough to be seen."""
    u = b.unit
    face = _round(
        b,
        (-0.4, -0.1),
        (-0.28, -0.5),
        (0.2, -0.52),
        (0.42, -0.12),
        (0.5, 0.1),
        (0.38, 0.36),
        (0.14, 0.55),
        (-0.24, 0.34),
    )
    b.s.shape(curve(face), b.s.lit(b.look.skin, 0.13))
    if u > NEAR_ENOUGH_FOR_A_FACE:
        _features(b)
    crown = _round(
        b,
        (0.36, -0.2),
        (0.26, -0.58),
        (-0.2, -0.66),
        (-0.54, -0.2),
        (-0.46, 0.32),
        (-0.2, 0.24),
        (-0.1, -0.1),
    )
    b.s.shape(curve(crown), b.look.hair)
    if b.look.head in _WORN:
        _WORN[b.look.head](b)


def _features(b: Body) -> None:
    """Lay lowered eyes, brows, nose and mouth."""
    skin, u, f = b.look.skin, b.unit, b.facing
    for forwards, wide in ((0.26, 0.1), (-0.08, 0.12)):
        x, y = b.at("head", forwards, -0.02)
        w = wide * u
        b.s.stroke(
            f"M{x - w:.1f},{y:.1f}Q{x:.1f},{y + 0.07 * u:.1f} {x + w:.1f},{y:.1f}",
            darker(skin, 0.6),
            0.035 * u,
        )
        brow = f"M{x - w:.1f},{y - 0.12 * u:.1f}Q{x:.1f},{y - 0.19 * u:.1f} {x + w:.1f},{y - 0.13 * u:.1f}"
        b.s.stroke(brow, darker(skin, 0.6), 0.04 * u)
    x, y = b.at("head", 0.16, 0.02)
    b.s.stroke(
        f"M{x:.1f},{y:.1f}q{0.1 * u * f:.1f},{0.16 * u:.1f} {-0.01 * u * f:.1f},{0.2 * u:.1f}",
        darker(skin, 0.35),
        0.035 * u,
    )
    x, y = b.at("head", 0.06, -0.32)
    b.s.stroke(
        f"M{x:.1f},{y:.1f}q{0.1 * u * f:.1f},{0.05 * u:.1f} {0.2 * u * f:.1f},{-0.02 * u:.1f}",
        darker(skin, 0.5),
        0.045 * u,
    )


def _bun(b: Body) -> None:
    x, y = b.at("head", -0.62, -0.12)
    b.s.oval(x, y, 0.27 * b.unit, 0.27 * b.unit, b.look.hair)


def _plait(b: Body) -> None:
    way = _round(b, (-0.42, 0.1), (-0.62, 0.9), (-0.55, 2.1))
    b.s.shape(taper(way, [0.3 * b.unit, 0.24 * b.unit, 0.08 * b.unit]), b.look.hair)


def _veil(b: Body) -> None:
    """Draw the sari's end over the head."""
    over = _round(b, (0.22, -0.5), (-0.2, -0.76), (-0.64, -0.2), (-0.72, 0.8))
    edge = _round(b, (0.22, -0.5), (-0.12, 0), (0.02, 0.6))
    veil = [*over, b.at("shoulder_a", -0.2, -0.3), b.at("shoulder_b", -0.35, 0.1), edge[2], edge[1]]
    b.s.shape(curve(veil, tension=7), b.s.lit(b.look.bottom, 0.26))
    if b.look.border:
        b.s.stroke(curve(edge, closed=False), b.look.border, b.unit * 0.1)


def _gamchha(b: Body) -> None:
    """Draw a cloth tied round the head, its end hanging behind."""
    u = b.unit
    band = _round(b, (0.46, -0.22), (0.28, -0.72), (-0.3, -0.8), (-0.66, -0.2), (-0.4, -0.06))
    b.s.shape(curve(band), b.s.lit(b.look.cloth))
    end = _round(b, (-0.5, -0.2), (-0.8, 0.2), (-0.78, 0.7))
    b.s.shape(taper(end, [0.2 * u, 0.26 * u, 0.1 * u]), b.look.cloth)


def _cap(b: Body) -> None:
    u = b.unit
    top = _round(b, (0.46, -0.22), (0.3, -0.66), (-0.3, -0.7), (-0.56, -0.14))
    b.s.shape(curve(top, tension=5), b.s.lit(b.look.cloth))
    b.s.shape(taper(_round(b, (0.3, -0.26), (0.86, -0.16)), [0.2 * u, 0.1 * u]), darker(b.look.cloth))


def _tupi(b: Body) -> None:
    """Draw a close round cap without a brim."""
    top = _round(b, (0.38, -0.3), (0.28, -0.68), (-0.26, -0.74), (-0.54, -0.3), (-0.1, -0.24))
    b.s.shape(curve(top, tension=6), b.s.lit(b.look.cloth))


_WORN: Mapping[str, Callable[[Body], None]] = {
    "bun": _bun,
    "plait": _plait,
    "veil": _veil,
    "gamchha": _gamchha,
    "cap": _cap,
    "tupi": _tupi,
}
