"""What a person wears, and a pose laid on the sheet. One head is one unit; a grown person has 7.5."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from collections.abc import Mapping
from dataclasses import dataclass, field

from paper import Point, Sheet, taper
from poses import STANDING


@dataclass(frozen=True)
class Look:
    """What a person wears: `upper` bare, vest, shirt, panjabi, blouse; `lower` lungi, sari, trousers, shorts, skirt."""

    upper: str = "shirt"
    lower: str = "lungi"
    top: str = "#d9d2c0"
    bottom: str = "#355c7d"
    border: str = ""
    skin: str = "#96603f"
    hair: str = "#16151c"
    head: str = "short"
    cloth: str = "#b2402e"
    wrap: str = ""
    checks: bool = False
    pose: Mapping[str, Point] = field(default_factory=dict)


class Body:
    """A pose laid on the sheet: gives places in the picture and widths in its scale."""

    def __init__(self, s: Sheet, x: float, y: float, height: float, look: Look, facing: int) -> None:
        self.s, self.look = s, look
        self.unit = height / 7.5
        self.x, self.y, self.facing = x, y, facing
        self.joints = {**STANDING, **look.pose}

    def at(self, name: str, dx: float = 0.0, dy: float = 0.0) -> Point:
        """Return the place of a joint, moved by heads."""
        px, py = self.joints[name]
        return self.put(px + dx, py + dy)

    def put(self, px: float, py: float) -> Point:
        """Return the place in the picture of a place in heads."""
        return (self.x + px * self.unit * self.facing, self.y - py * self.unit)

    def along(self, one: str, other: str, part: float) -> Point:
        """Return the place `part` of the way between two joints."""
        a, b = self.joints[one], self.joints[other]
        return self.put(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)

    def limb(self, names: tuple[str, ...], widths: tuple[float, ...], fill: str) -> None:
        """Lay a limb along joints, as wide at each as told in heads."""
        points = [self.at(name) for name in names]
        self.s.shape(taper(points, [w * self.unit for w in widths]), fill)
