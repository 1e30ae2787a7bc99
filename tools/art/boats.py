"""Boats of the delta, seen from the side: the hull's line is what tells them apart."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from paper import Point, Sheet, curve, darker, lighter, line, taper


def hull(
    s: Sheet,
    x: float,
    y: float,
    length: float,
    colour: str,
    bow: float = 0.13,
    stern: float = 0.2,
    depth: float = 0.085,
    flip: int = 1,
) -> None:
    """Draw a hull on the waterline y; `bow` and `stern` say how high the ends rise, as parts of the length."""
    h = length / 2

    def p(px: float, py: float) -> Point:
        return (x + px * h * flip, y - py * length)

    top = [
        p(-1.0, stern),
        p(-0.72, stern * 0.5),
        p(-0.3, 0.055),
        p(0.2, 0.05),
        p(0.68, bow * 0.48),
        p(1.0, bow),
    ]
    low = [
        p(0.93, bow * 0.62),
        p(0.55, -depth * 0.2),
        p(0.1, -depth * 0.5),
        p(-0.4, -depth * 0.45),
        p(-0.8, stern * 0.1),
        p(-0.96, stern * 0.62),
    ]
    data = curve([*top, *low], tension=7)
    s.shape(data, s.fade((0, lighter(colour, 0.16), 1), (0.5, colour, 1), (1, darker(colour, 0.5), 1)))
    with s.group(clip_path=s.clip(data)):
        for i in range(3):
            shift = 0.028 + i * 0.026
            s.stroke(
                curve([(px, py + shift * length) for px, py in top], closed=False),
                darker(colour, 0.45),
                length * 0.004,
                0.7,
            )
    s.stroke(curve(top, closed=False, tension=7), lighter(colour, 0.35), length * 0.009)
    s.dash(x, y + depth * length * 0.42, length * 0.9, length * 0.035, darker(colour, 0.65), 0.55)


def canopy(s: Sheet, x: float, y: float, wide: float, high: float, colour: str) -> None:
    """Draw the chhoi, the woven bamboo roof, standing on y."""
    data = f"M{x - wide / 2:.1f},{y:.1f}C{x - wide * 0.52:.1f},{y - high * 1.3:.1f} {x + wide * 0.52:.1f},{y - high * 1.3:.1f} {x + wide / 2:.1f},{y:.1f}Z"
    s.shape(data, s.lit(colour, 0.3))
    with s.group(clip_path=s.clip(data)):
        for i in range(9):
            cx = x - wide / 2 + wide * (i + 0.5) / 9
            s.stroke(
                f"M{cx:.1f},{y:.1f}Q{cx + (x - cx) * 0.1:.1f},{y - high * 0.7:.1f} {cx + (x - cx) * 0.3:.1f},{y - high:.1f}",
                darker(colour, 0.35),
                wide * 0.012,
                0.6,
            )
        for i in range(4):
            s.stroke(
                f"M{x - wide:.1f},{y - high * i * 0.27:.1f}h{wide * 2:.1f}",
                darker(colour, 0.3),
                wide * 0.01,
                0.5,
            )
    s.shape(
        f"M{x + wide * 0.28:.1f},{y:.1f}C{x + wide * 0.3:.1f},{y - high * 0.9:.1f} {x + wide * 0.49:.1f},{y - high * 0.75:.1f} {x + wide / 2:.1f},{y:.1f}Z",
        darker(colour, 0.6),
        0.7,
    )


def square_sail(
    s: Sheet,
    x: float,
    foot: float,
    wide: float,
    high: float,
    colour: str,
    patches: tuple[str, ...] = (),
    flip: int = 1,
) -> None:
    """Draw the big square sail of a pal boat, bellied by the wind, with the mast behind it."""
    s.shape(taper([(x, foot + high * 0.12), (x, foot - high * 1.1)], [wide * 0.03, wide * 0.018]), "#2b2018")
    w = wide / 2
    corners = [
        (x - w * 0.86, foot - high),
        (x + w * 0.86, foot - high * 1.02),
        (x + w * 1.06, foot),
        (x - w * 0.94, foot - high * 0.03),
    ]
    belly = wide * 0.13 * flip
    data = (
        f"M{corners[0][0]:.1f},{corners[0][1]:.1f}Q{x:.1f},{foot - high * 1.06:.1f} {corners[1][0]:.1f},{corners[1][1]:.1f}"
        f"Q{corners[1][0] + belly:.1f},{foot - high * 0.45:.1f} {corners[2][0]:.1f},{corners[2][1]:.1f}"
        f"Q{x:.1f},{foot - high * 0.13:.1f} {corners[3][0]:.1f},{corners[3][1]:.1f}"
        f"Q{corners[0][0] + belly * 1.4:.1f},{foot - high * 0.45:.1f} {corners[0][0]:.1f},{corners[0][1]:.1f}Z"
    )
    s.shape(data, s.lit(colour, 0.28))
    with s.group(clip_path=s.clip(data)):
        for i, patch in enumerate(patches):
            px = x - w + wide * ((i * 0.37 + 0.1) % 0.8)
            py = foot - high + high * ((i * 0.29 + 0.12) % 0.75)
            s.shape(
                line(
                    [
                        (px, py),
                        (px + wide * 0.24, py + high * 0.02),
                        (px + wide * 0.26, py + high * 0.2),
                        (px + wide * 0.02, py + high * 0.19),
                    ],
                    True,
                ),
                patch,
                0.9,
            )
        for i in range(1, 6):
            sx = x - w * 0.9 + wide * 0.92 * i / 6
            s.stroke(
                f"M{sx:.1f},{foot - high * 1.1:.1f}Q{sx + belly:.1f},{foot - high * 0.5:.1f} {sx + belly * 0.2:.1f},{foot + 5:.1f}",
                darker(colour, 0.4),
                wide * 0.006,
                0.6,
            )
        s.shape(
            f"M{x - w * 1.2:.1f},{foot - high * 1.1:.1f}h{wide * 0.42:.1f}Q{x - w * 0.1:.1f},{foot - high * 0.5:.1f} {x - w * 0.5:.1f},{foot + 10:.1f}h{-wide * 0.5:.1f}Z",
            darker(colour, 0.45),
            0.25,
        )
    s.stroke(
        line([(corners[0][0] - 8, corners[0][1]), (corners[1][0] + 8, corners[1][1])]),
        "#2b2018",
        wide * 0.022,
    )
    for cx, cy in corners[2:]:
        s.stroke(line([(cx, cy), (x - w * 1.2 * flip, foot + high * 0.24)]), "#2b2018", 1.6, 0.6)


def oar(s: Sheet, hand: Point, blade: Point, thick: float, colour: str) -> None:
    """Draw an oar from beyond the hand down to its blade."""
    hx, hy = hand
    bx, by = blade
    s.shape(
        taper(
            [(hx - (bx - hx) * 0.15, hy - (by - hy) * 0.15), hand, blade], [thick * 0.8, thick, thick * 0.9]
        ),
        colour,
    )
    near = (bx - (bx - hx) * 0.2, by - (by - hy) * 0.2)
    s.shape(
        taper([near, ((near[0] + bx) / 2, (near[1] + by) / 2), blade], [thick, thick * 2.8, thick * 1.8]),
        colour,
    )


def reflection(s: Sheet, x: float, y: float, length: float, colour: str, count: int = 22) -> None:
    """Lay a boat's broken reflection below the waterline."""
    for i in range(count):
        down = i / count
        wide = length * (0.9 - 0.55 * down) * s.chance.uniform(0.3, 0.75)
        s.dash(
            x + s.chance.uniform(-0.2, 0.2) * length * (1 - down),
            y + 6 + down * length * 0.3,
            wide,
            5,
            colour,
            0.5 * (1 - down),
        )
