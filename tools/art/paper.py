"""The sheet a picture is drawn on: colours, lines drawn as by hand, light, and the grain of print."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Point = tuple[float, float]


def mix(one: str, other: str, part: float) -> str:
    """Return the colour `part` of the way from one `#rrggbb` to the other."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def lighter(colour: str, part: float = 0.15) -> str:
    """Return the colour nearer to warm white."""
    return mix(colour, "#fff4dd", part)


def darker(colour: str, part: float = 0.2) -> str:
    """Return the colour nearer to a blue black."""
    return mix(colour, "#10131f", part)


def line(points: Sequence[Point], closed: bool = False) -> str:
    """Return path data of straight lines."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + ("Z" if closed else "")


def curve(points: Sequence[Point], closed: bool = True, tension: float = 6.0) -> str:
    """Return path data of a smooth line through the points (Catmull and Rom's)."""
    count = len(points)
    data = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        data.append(
            f"C{b[0] + (c[0] - a[0]) / tension:.1f},{b[1] + (c[1] - a[1]) / tension:.1f} "
            f"{c[0] - (d[0] - b[0]) / tension:.1f},{c[1] - (d[1] - b[1]) / tension:.1f} {c[0]:.1f},{c[1]:.1f}"
        )
    return "".join(data) + ("Z" if closed else "")


def taper(points: Sequence[Point], widths: Sequence[float]) -> str:
    """Return path data of a limb, trunk or stroke along the points, as wide at each as told."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for i, ((x, y), width) in enumerate(zip(points, widths, strict=True)):
        (x0, y0), (x1, y1) = points[max(i - 1, 0)], points[min(i + 1, last)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        half = width / 2
        cap = half * 0.8 if i == last else -half * 0.8 if i == 0 else 0.0
        tip = (x + ux * cap, y + uy * cap)
        if i == 0:
            right.append(tip)
        left.append((x - uy * half + ux * cap * 0.4, y + ux * half + uy * cap * 0.4))
        right.append((x + uy * half + ux * cap * 0.4, y - ux * half + uy * cap * 0.4))
        if i == last:
            left.append(tip)
    return curve([*left, *reversed(right)])


class Sheet:
    """A picture in the making: what is added first lies below."""

    def __init__(self, name: str, width: int = 1600, height: int = 900, light: int = 1) -> None:
        """`light` is the side it comes from: -1 left, 1 right."""
        self.width, self.height, self.light = width, height, light
        self.chance = random.Random(name)
        self._defs: dict[str, str] = {}
        self._marks: list[str] = []

    def add(self, *marks: str) -> None:
        """Lay marks on top."""
        self._marks.extend(marks)

    def _define(self, mark: str) -> str:
        found = self._defs.setdefault(mark, f"d{len(self._defs)}")
        return f"url(#{found})"

    def fade(self, *stops: tuple[float, str, float], across: bool = False) -> str:
        """Return a paint running down (or across) its shape: (place, colour, opacity)."""
        direction = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        inner = "".join(f'<stop offset="{at}" stop-color="{c}" stop-opacity="{o}"/>' for at, c, o in stops)
        return self._define(f"<linearGradient ID {direction}>{inner}</linearGradient>")

    def glow(self, colour: str, strength: float = 1.0) -> str:
        """Return a paint that is bright in the middle of its shape and gone at its edge."""
        stops = ((0, strength), (0.25, strength * 0.62), (0.55, strength * 0.22), (1, 0))
        inner = "".join(
            f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{o:.3f}"/>' for at, o in stops
        )
        return self._define(f"<radialGradient ID>{inner}</radialGradient>")

    def lit(self, colour: str, depth: float = 0.2) -> str:
        """Return a paint of the colour that is lighter towards the light."""
        near, far = lighter(colour, depth * 0.75), darker(colour, depth)
        one, other = (near, far) if self.light < 0 else (far, near)
        return self.fade((0, one, 1), (0.55, colour, 1), (1, other, 1), across=True)

    def shape(self, data: str, fill: str, opacity: float = 1.0, more: str = "") -> None:
        """Lay a filled shape."""
        faint = f' opacity="{opacity}"' if opacity < 1 else ""
        self.add(f'<path d="{data}" fill="{fill}"{faint}{more}/>')

    def stroke(self, data: str, colour: str, width: float, opacity: float = 1.0) -> None:
        """Lay a line of one width."""
        self.add(
            f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width}" opacity="{opacity}"'
            ' stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def rect(self, x: float, y: float, w: float, h: float, fill: str, opacity: float = 1.0) -> None:
        """Lay a rectangle."""
        self.add(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}" opacity="{opacity}"/>'
        )

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1.0) -> None:
        """Lay an ellipse round (x, y)."""
        self.add(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" opacity="{opacity}"/>'
        )

    def dash(self, x: float, y: float, length: float, thick: float, fill: str, opacity: float = 1.0) -> None:
        """Lay one cut of the knife: a level stroke, thick in the middle and sharp at both ends."""
        h, t = length / 2, thick / 2
        data = f"M{x - h:.1f},{y:.1f}Q{x:.1f},{y - t:.1f} {x + h:.1f},{y:.1f}Q{x:.1f},{y + t:.1f} {x - h:.1f},{y:.1f}Z"
        self.shape(data, fill, opacity)

    @contextmanager
    def group(self, **attributes: object) -> Iterator[None]:
        """Everything added inside shares the attributes (`_` stands for `-`)."""
        inside = " ".join(
            f'{key.rstrip("_").replace("_", "-")}="{value}"' for key, value in attributes.items()
        )
        self.add(f"<g {inside}>")
        yield
        self.add("</g>")

    def soft(self, radius: float) -> str:
        """Return a filter that blurs by the radius."""
        return self._define(
            f'<filter ID x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="{radius}"/></filter>'
        )

    def clip(self, data: str) -> str:
        """Return a clip to the shape."""
        return self._define(f'<clipPath ID><path d="{data}"/></clipPath>')

    def svg(self, rough: float = 3.0, grain: float = 0.2) -> str:
        """Return the whole picture with the edges of a hand-cut block and the grain of paper."""
        defs = "".join(mark.replace(" ID", f' id="{name}"', 1) for mark, name in self._defs.items())
        size = f'width="{self.width}" height="{self.height}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {self.width} {self.height}"><defs>{defs}'
            '<filter id="cut" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">'
            '<feTurbulence type="fractalNoise" baseFrequency=".045" numOctaves="2" seed="4"/>'
            f'<feDisplacementMap in="SourceGraphic" scale="{rough}" xChannelSelector="R" yChannelSelector="G"/></filter>'
            '<filter id="grain" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">'
            '<feTurbulence type="fractalNoise" baseFrequency=".55" numOctaves="2" seed="9"/>'
            '<feColorMatrix values=".9 .9 0 0 -.4 .9 .9 0 0 -.4 .9 .9 0 0 -.4 0 0 0 0 1"/></filter></defs>'
            f'<g filter="url(#cut)"><rect x="-20" y="-20" width="{self.width + 40}" height="{self.height + 40}"/>'
            f"{''.join(self._marks)}</g>"
            f'<rect {size} filter="url(#grain)" opacity="{grain}" style="mix-blend-mode:soft-light"/></svg>'
        )
