"""Check that the font for the web shapes words as the full one does: the same outlines, advances and places.

Run with the full font (the package's Bengali file), the made one, and text files whose words are shaped.
It needs fonttools, brotli and uharfbuzz.
"""

import io
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

WEIGHTS = (400, 550, 700)
WORD = re.compile(r"[\u0964\u0965\u0980-\u09ff\u200c\u200d]+")


Points = tuple[float, ...]


class Shaper:
    """One font at one weight, telling what a word looks like without glyph numbers."""

    def __init__(self, data: bytes, weight: int) -> None:
        self.font = hb.Font(hb.Face(data))
        self.font.set_variations({"wght": weight})
        self.outline = cache(self._outline)

    def _outline(self, glyph: int) -> tuple[str, Points]:
        steps: list[str] = []
        points: list[float] = []

        def step(name: str) -> Callable[..., None]:
            def draw(*parts: float) -> None:
                steps.append(name)
                points.extend(parts[:-1])

            return draw

        drawing = hb.DrawFuncs()
        drawing.set_move_to_func(step("M"))
        drawing.set_line_to_func(step("L"))
        drawing.set_quadratic_to_func(step("Q"))
        drawing.set_cubic_to_func(step("C"))
        drawing.set_close_path_func(step("Z"))
        self.font.draw_glyph(glyph, drawing)
        return "".join(steps), tuple(points)

    def look(self, word: str) -> list[tuple[str, Points]]:
        """Return each glyph's strokes, and its points, advance and offsets, in order."""
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        buffer.language = "bn"
        hb.shape(self.font, buffer)
        found = []
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            steps, points = self.outline(info.codepoint)
            found.append((steps, (*points, place.x_advance, place.x_offset, place.y_offset)))
        return found


def alike(before: list[tuple[str, Points]], after: list[tuple[str, Points]]) -> bool:
    """Tell whether two words are drawn alike, to 2 of the 1,000 units of an em: between the ends of the axis
    the cut font rounds its variations anew.
    """
    return [steps for steps, _ in before] == [steps for steps, _ in after] and all(
        abs(a - b) <= 2
        for (_, one), (_, other) in zip(before, after, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def sfnt(path: str) -> bytes:
    """Return the font unpacked, as HarfBuzz reads it."""
    font, out = TTFont(path), io.BytesIO()
    font.flavor = None
    font.save(out)
    return out.getvalue()


def differing(full: bytes, made: bytes, words: set[str]) -> list[tuple[int, str]]:
    """Return the words that look otherwise, with the weight at which they do."""
    found = []
    for weight in WEIGHTS:
        before, after = Shaper(full, weight), Shaper(made, weight)
        found += [(weight, word) for word in sorted(words) if not alike(before.look(word), after.look(word))]
    return found


if __name__ == "__main__":
    texts = [Path(name).read_text("utf-8") for name in sys.argv[3:]]
    words = {word for text in texts for word in WORD.findall(text)}
    wrong = differing(sfnt(sys.argv[1]), sfnt(sys.argv[2]), words)
    sys.stdout.write(f"{len(words)} words at weights {WEIGHTS}: {len(wrong)} differ {wrong[:20]}\n")
    raise SystemExit(1 if wrong else 0)
