"""Faces and shoulders, from the front."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from paper import Point, Sheet, curve, darker, lighter, line, mix, taper


def ground(name: str, back: tuple[str, str], disc: str, light: int = -1) -> Sheet:
    """Return a square sheet with a quiet ground and a disc behind the head."""
    s = Sheet(name, 800, 800, light)
    s.rect(-20, -20, 840, 840, s.fade((0, back[0], 1), (1, back[1], 1)))
    for _ in range(70):
        y = s.chance.uniform(0, 800)
        s.dash(
            s.chance.uniform(0, 800),
            y,
            s.chance.uniform(40, 150),
            3.5,
            s.chance.choice((darker(back[1], 0.25), lighter(back[0], 0.12))),
            0.5,
        )
    s.oval(400, 380, 310, 310, disc)
    return s


def shoulders(s: Sheet, cloth: str, skin: str, wide: float = 300) -> None:
    s.shape(
        curve(
            [(330, 470), (332, 600), (310, 640), (400, 700), (490, 640), (468, 600), (470, 470)], tension=6
        ),
        s.lit(darker(skin, 0.12), 0.2),
    )
    s.shape(
        curve([(338, 520), (400, 590), (462, 520), (462, 560), (400, 622), (338, 560)], tension=6),
        darker(skin, 0.42),
        0.38,
    )
    points = [
        (400 - wide, 860),
        (400 - wide * 0.93, 730),
        (400 - wide * 0.6, 640),
        (318, 612),
        (352, 640),
        (400, 690),
        (448, 640),
        (482, 612),
        (400 + wide * 0.6, 640),
        (400 + wide * 0.93, 730),
        (400 + wide, 860),
    ]
    s.shape(curve(points, tension=7), s.lit(cloth, 0.25))


def face(
    s: Sheet, skin: str, lip: str, brow: str, thick: float = 9, smile: float = 10, old: bool = False
) -> None:
    """Draw ears, face, shade and features about (400, 370)."""
    for side in (-1, 1):
        s.oval(400 + side * 122, 384, 20, 36, darker(skin, 0.16))
    face = curve(
        [
            (400, 214),
            (316, 236),
            (280, 330),
            (286, 420),
            (330, 508),
            (400, 546),
            (470, 508),
            (514, 420),
            (520, 330),
            (484, 236),
        ],
        tension=6,
    )
    s.shape(face, s.lit(skin, 0.12))
    with s.group(clip_path=s.clip(face)):
        s.shape(
            curve([(520, 200), (440, 300), (452, 400), (430, 470), (450, 560), (560, 540)], tension=6),
            darker(skin, 0.3),
            0.35,
        )
        for side in (-1, 1):
            s.oval(400 + side * 74, 442, 44, 32, s.glow(mix(skin, "#d8543f", 0.6), 0.55))
        s.oval(400, 236, 150, 46, darker(skin, 0.4), 0.35)
    ink = "#1d1820"
    for side in (-1, 1):
        ex, ey = 400 + side * 56, 372
        eye = f"M{ex - 32},{ey + 3}Q{ex - 4},{ey - 24} {ex + 32},{ey + 2}Q{ex},{ey + 17} {ex - 32},{ey + 3}Z"
        s.shape(eye, "#fbf3e6")
        with s.group(clip_path=s.clip(eye)):
            s.oval(ex, ey - 2, 15, 16, "#33201c")
            s.oval(ex, ey - 2, 7.5, 8, "#0f0b10")
            s.oval(ex - 5, ey - 8, 4, 4, "#ffffff")
        s.stroke(f"M{ex - 33},{ey + 3}Q{ex - 4},{ey - 25} {ex + 33},{ey + 1}", ink, 5.5)
        s.stroke(f"M{ex - 26},{ey - 19}Q{ex},{ey - 33} {ex + 28},{ey - 18}", darker(skin, 0.35), 2.4, 0.7)
        bx = 400 + side * 58
        s.shape(
            taper([(bx - side * 34, 333), (bx, 319), (bx + side * 38, 332)], [thick, thick * 0.95, 2]), brow
        )
        if old:
            for k in range(2):
                s.stroke(
                    f"M{ex - side * 20},{ey + 27 + k * 8}q{side * 20},9 {side * 42},-2",
                    darker(skin, 0.3),
                    2.2,
                    0.6,
                )
    s.stroke("M414,350Q420,400 428,428Q428,446 408,448", darker(skin, 0.34), 4.5)
    s.stroke("M374,440Q378,450 390,448", darker(skin, 0.34), 4)
    corner = 487 - smile * 0.45
    s.shape(
        f"M356,{corner}Q380,479 393,480Q400,484 407,480Q420,479 444,{corner}Q424,494 400,494Q376,494 356,{corner}Z",
        darker(lip, 0.16),
    )
    s.shape(
        f"M358,{corner}Q400,{498 + smile * 0.15} 442,{corner}Q424,{507 + smile * 0.25} 400,{508 + smile * 0.25}Q376,{507 + smile * 0.25} 358,{corner}Z",
        lip,
    )
    s.stroke(f"M352,{corner}Q400,{499 + smile * 0.2} 448,{corner}", darker(lip, 0.5), 3)
    if old:
        for side in (-1, 1):
            s.stroke(
                f"M{400 + side * 50},440Q{400 + side * 76},462 {400 + side * 70},492",
                darker(skin, 0.3),
                3,
                0.6,
            )
        for k in range(2):
            s.stroke(f"M346,{282 + k * 18}q54,-10 108,0", darker(skin, 0.25), 2.6, 0.5)


def strands(s: Sheet, ways: list[list[Point]], colour: str, width: float = 2.4) -> None:
    for way in ways:
        s.stroke(curve(way, closed=False), colour, width, 0.7)


def glasses(s: Sheet, colour: str, round_: bool) -> None:
    for side in (-1, 1):
        x = 400 + side * 58
        r = 47 if round_ else 10
        s.add(
            f'<rect x="{x - 48}" y="330" width="96" height="{90 if round_ else 76}" rx="{r}" fill="#ffffff" fill-opacity=".1" stroke="{colour}" stroke-width="7"/>'
        )
        s.stroke(f"M{x + side * 48},362L{400 + side * 124},356", colour, 6)
        s.shape(line([(x - 30, 344), (x - 8, 344), (x - 32, 398), (x - 40, 380)], True), "#ffffff", 0.16)
    s.stroke("M390,366Q400,358 410,366", colour, 7)
