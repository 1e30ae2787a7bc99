"""Pictures for the demo paper, drawn by rule: a river at three hours of the day. Nobody else has rights."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 900

# Sky from top to horizon, water from horizon to bottom, hills, sun.
PALETTES = {
    "river": (
        (120, 164, 190),
        (236, 218, 190),
        (150, 172, 170),
        (84, 112, 116),
        (86, 104, 92),
        (255, 246, 220),
    ),
    "dawn": ((96, 120, 168), (250, 206, 170), (198, 178, 160), (96, 116, 120), (70, 92, 82), (255, 236, 190)),
    "dusk": ((52, 48, 92), (232, 132, 96), (168, 104, 96), (44, 44, 76), (40, 40, 58), (255, 200, 140)),
}


def draw(name: str) -> bytes:
    """Return the JPEG bytes of the picture `name` (a key of PALETTES), the same every time."""
    sky, horizon, water, deep, hill, sun = PALETTES[name]
    chance = random.Random(name)
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(picture)
    line = int(HEIGHT * 0.56)
    for y in range(HEIGHT):
        upper = y < line
        start, end, part = (sky, horizon, y / line) if upper else (water, deep, (y - line) / (HEIGHT - line))
        pen.line([(0, y), (WIDTH, y)], fill=_between(start, end, part))
    x, radius = int(WIDTH * chance.uniform(0.25, 0.75)), 58
    pen.ellipse([x - radius, line - 190 - radius, x + radius, line - 190 + radius], fill=sun)
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    pen = ImageDraw.Draw(picture)
    for layer in range(3):
        _hills(pen, line + layer * 6, 90 - layer * 22, _between(hill, horizon, 0.5 - layer * 0.22), chance)
    for _ in range(260):
        y = chance.randint(line + 14, HEIGHT - 1)
        length = int((y - line) * chance.uniform(0.1, 0.6)) + 6
        start_x = chance.randint(-60, WIDTH)
        tone = _between(sun, water, chance.uniform(0.35, 0.9))
        pen.line([(start_x, y), (start_x + length, y)], fill=tone, width=1 + (y - line) // 130)
    _boat(pen, int(WIDTH * chance.uniform(0.2, 0.7)), line + 150, _between(deep, (12, 14, 20), 0.6))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def _between(a: tuple[int, int, int], b: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    return (
        round(a[0] + (b[0] - a[0]) * part),
        round(a[1] + (b[1] - a[1]) * part),
        round(a[2] + (b[2] - a[2]) * part),
    )


def _hills(
    pen: ImageDraw.ImageDraw, base: int, height: int, colour: tuple[int, int, int], chance: random.Random
) -> None:
    phase, wave = chance.uniform(0, 9), chance.uniform(180, 320)
    ridge = [
        (x, base - height * (0.5 + 0.3 * math.sin(x / wave + phase) + 0.2 * math.sin(x / 57 + phase)))
        for x in range(0, WIDTH + 20, 20)
    ]
    pen.polygon([(0, base), *ridge, (WIDTH, base)], fill=colour)


def _boat(pen: ImageDraw.ImageDraw, x: int, y: int, colour: tuple[int, int, int]) -> None:
    pen.polygon(
        [(x - 130, y - 16), (x - 80, y + 22), (x + 80, y + 22), (x + 140, y - 20), (x, y + 4)], fill=colour
    )
    pen.line([(x - 6, y + 4), (x - 6, y - 150)], fill=colour, width=7)
    pen.polygon([(x, y - 146), (x + 92, y - 32), (x, y - 22)], fill=_between(colour, (240, 228, 208), 0.75))
