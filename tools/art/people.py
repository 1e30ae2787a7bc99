"""People: joints make a pose, clothes hang on the joints."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from body import Body, Look
from heads import head
from paper import Point, Sheet, curve, darker, lighter, line, taper


def person(s: Sheet, x: float, y: float, height: float, look: Look, facing: int = 1) -> dict[str, Point]:
    """Draw a person with the feet at (x, y), looking right (1) or left (-1); returns where the joints came to lie."""
    b = Body(s, x, y, height, look, facing)
    _arm(b, "a", darker(look.skin, 0.22), darker(look.top, 0.2))
    _leg(b, "a", darker(look.skin, 0.22), darker(look.bottom, 0.22))
    _leg(b, "b", look.skin, look.bottom)
    if look.lower in ("lungi", "sari", "skirt"):
        _skirt(b)
    _torso(b)
    head(b)
    if look.lower == "sari":
        _pallu(b)
    _arm(b, "b", look.skin, look.top)
    if look.wrap:
        _wrap(b)
    return {name: b.at(name) for name in b.joints}


def _leg(b: Body, side: str, skin: str, cloth: str) -> None:
    lower = b.look.lower
    way = (f"hip_{side}", f"knee_{side}", f"foot_{side}")
    b.limb(way, (0.5, 0.36, 0.2), skin)
    fx, fy = b.at(f"foot_{side}", 0.14, -0.02)
    b.s.oval(fx, fy, 0.34 * b.unit, 0.12 * b.unit, darker(skin, 0.15))
    if lower == "trousers":
        b.limb(way, (0.62, 0.5, 0.42), b.s.lit(cloth))
    elif lower == "shorts":
        middle = b.along(f"knee_{side}", f"hip_{side}", 0.22)
        points = [b.at(f"hip_{side}"), middle]
        b.s.shape(taper(points, [0.66 * b.unit, 0.6 * b.unit]), b.s.lit(cloth))


def _arm(b: Body, side: str, skin: str, cloth: str) -> None:
    way = (f"shoulder_{side}", f"elbow_{side}", f"hand_{side}")
    b.limb(way, (0.34, 0.27, 0.17), skin)
    hx, hy = b.at(f"hand_{side}")
    b.s.oval(hx, hy, 0.15 * b.unit, 0.17 * b.unit, skin)
    upper = b.look.upper
    if upper in ("panjabi", "long"):
        points = [b.at(way[0]), b.at(way[1]), b.along(way[1], way[2], 0.82)]
        b.s.shape(taper(points, [0.44 * b.unit, 0.38 * b.unit, 0.32 * b.unit]), b.s.lit(cloth))
    elif upper in ("shirt", "blouse"):
        part = 0.72 if upper == "shirt" else 0.55
        points = [b.at(way[0]), b.along(way[0], way[1], part)]
        b.s.shape(taper(points, [0.44 * b.unit, 0.4 * b.unit]), b.s.lit(cloth))


def _torso(b: Body) -> None:
    look = b.look
    skin_only = look.upper == "bare"
    fill = look.skin if skin_only else look.top
    low = {"panjabi": -1.9, "shirt": -0.28}.get(look.upper, 0.1)
    flare = 0.34 if look.upper == "panjabi" else 0.02
    slim = 0.1 if look.lower in ("sari", "skirt") else 0.0
    points = [
        b.at("neck", -0.16, 0.02), b.at("shoulder_a", -0.1, 0.12), b.at("shoulder_a", 0.0, -0.5), b.at("waist", -0.5 + slim, 0.0),
        b.at("waist", -0.54 - flare, low), b.at("waist", 0.54 + flare, low),
        b.at("waist", 0.5 - slim, 0.0), b.at("shoulder_b", 0.0, -0.5), b.at("shoulder_b", 0.1, 0.12), b.at("neck", 0.16, 0.02),
    ]  # fmt: skip
    b.limb(("neck", "head"), (0.36, 0.3), darker(look.skin, 0.18))
    b.s.shape(curve(points, tension=7), b.s.lit(fill))
    if look.upper == "vest":
        for side in ("a", "b"):
            b.s.oval(*b.at(f"shoulder_{side}", 0, 0.02), 0.2 * b.unit, 0.26 * b.unit, look.skin)
    if look.upper in ("shirt", "panjabi", "long"):
        b.s.shape(
            line([b.at("neck", -0.15, 0.05), b.at("neck", 0.16, 0.05), b.at("neck", 0.06, -0.42)], True),
            look.skin,
        )


def _skirt(b: Body) -> None:
    look = b.look
    part = {"lungi": 0.74, "sari": 0.95, "skirt": 0.3}[look.lower]
    left, right = b.along("knee_a", "foot_a", part), b.along("knee_b", "foot_b", part)
    if (left[0] - right[0]) * b.facing > 0:
        left, right = right, left
    room = {"lungi": 0.3, "sari": 0.52, "skirt": 0.5}[look.lower] * b.unit * b.facing
    knees = sorted((b.at("knee_a"), b.at("knee_b")), key=lambda p: p[0] * b.facing)
    low = 0.1 * b.unit if look.lower == "sari" else 0.0
    points = [
        b.at("waist", -0.48, 0.15), b.at("hip_a", -0.34, -0.2), (knees[0][0] - room * 0.95, knees[0][1]), (left[0] - room, left[1] + low),
        ((left[0] + right[0]) / 2, max(left[1], right[1]) + low + 0.06 * b.unit), (right[0] + room, right[1] + low),
        (knees[1][0] + room * 0.95, knees[1][1]), b.at("hip_b", 0.34, -0.2), b.at("waist", 0.48, 0.15),
    ]  # fmt: skip
    data = curve(points, tension=7)
    b.s.shape(data, b.s.lit(look.bottom, 0.26))
    with b.s.group(clip_path=b.s.clip(data)):
        fold = darker(look.bottom, 0.3)
        waist = b.at("waist", 0.12, -0.1)
        for i in range(5):
            tx = left[0] + (right[0] - left[0]) * (i + 0.5) / 5
            b.s.shape(
                taper(
                    [
                        waist,
                        ((waist[0] + tx) / 2 + room * 0.1, (waist[1] + left[1]) / 2),
                        (tx, left[1] + b.unit * 0.2),
                    ],
                    [1, b.unit * 0.07, b.unit * 0.13],
                ),
                fold,
                0.55,
            )
        if look.checks:
            for i in range(9):
                y = waist[1] + (left[1] - waist[1]) * i / 8
                b.s.rect(b.x - 3 * b.unit, y, 6 * b.unit, b.unit * 0.06, lighter(look.bottom, 0.4), 0.7)
        if look.border:
            edge = [
                (left[0] - room * 1.3, left[1] + low - b.unit * 0.1),
                ((left[0] + right[0]) / 2, max(left[1], right[1]) + low - b.unit * 0.06),
                (right[0] + room * 1.3, right[1] + low - b.unit * 0.1),
            ]
            b.s.stroke(curve(edge, closed=False), look.border, b.unit * 0.24)


def _pallu(b: Body) -> None:
    """The sari's end: from the hip across the breast, over the far shoulder and down the back."""
    look = b.look
    front = [
        b.at("waist", 0.5, -0.35), b.at("waist", 0.46, 0.35), b.at("chest", 0.42, 0.1), b.at("shoulder_a", 0.42, 0.24),
        b.at("shoulder_a", -0.14, 0.2), b.at("chest", -0.62, 0.0), b.at("waist", -0.42, 0.1), b.at("waist", -0.46, -0.5),
    ]  # fmt: skip
    tone = lighter(look.bottom, 0.06)
    b.s.shape(curve(front, tension=7), b.s.lit(tone, 0.26))
    for part in (0.25, 0.5, 0.75):
        b.s.stroke(
            curve(
                [
                    b.at("waist", 0.45 - part * 0.7, -0.1),
                    b.at("chest", 0.2 - part * 0.5, 0.0),
                    b.at("shoulder_a", 0.3 - part * 0.35, 0.18),
                ],
                closed=False,
            ),
            darker(look.bottom, 0.3),
            b.unit * 0.05,
            0.6,
        )
    if look.border:
        b.s.stroke(
            curve(
                [b.at("waist", 0.5, 0.2), b.at("chest", 0.42, 0.12), b.at("shoulder_a", 0.42, 0.22)],
                closed=False,
            ),
            look.border,
            b.unit * 0.12,
        )
    back = [
        b.at("shoulder_a", 0.1, 0.26), b.at("shoulder_a", -0.26, 0.14), b.at("shoulder_a", -0.5, -1.4), b.at("waist", -0.82, -1.2),
        b.at("waist", -0.4, -1.5), b.at("waist", -0.36, 0.2),
    ]  # fmt: skip
    b.s.shape(curve(back, tension=7), darker(look.bottom, 0.14))
    if look.border:
        b.s.stroke(
            curve([b.at("waist", -0.8, -1.28), b.at("waist", -0.42, -1.52)], closed=False),
            look.border,
            b.unit * 0.14,
        )


def _wrap(b: Body) -> None:
    """A gamchha or shawl over one shoulder."""
    look = b.look
    points = [
        b.at("shoulder_b", -0.42, 0.28),
        b.at("shoulder_b", 0.12, 0.22),
        b.at("chest", 0.5, -0.3),
        b.at("waist", 0.3, 0.1),
        b.at("waist", -0.02, 0.0),
        b.at("chest", 0.1, 0.1),
    ]
    data = curve(points, tension=7)
    b.s.shape(data, b.s.lit(look.wrap))
    with b.s.group(clip_path=b.s.clip(data)):
        for i in range(5):
            y = b.at("chest", 0, 0.6 - i * 0.42)[1]
            b.s.rect(b.x - 2 * b.unit, y, 4 * b.unit, b.unit * 0.1, lighter(look.wrap, 0.45), 0.8)
