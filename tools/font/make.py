"""Make `noto-sans-bengali.woff2`: weights 400 to 700, the code points of Bangla news, every shape they reach.

Run with the folder `files` of the npm package @fontsource-variable/noto-sans-bengali and the file to write.
It needs fonttools and brotli; decision 10 names the versions and why nothing is pruned by glyph.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

LETTERS = (
    *range(0x0981, 0x0984),  # candrabindu, anusvara, visarga
    *range(0x0985, 0x098C),  # অ to ঋ
    *(0x098F, 0x0990, 0x0993, 0x0994),  # এ ঐ ও ঔ
    *range(0x0995, 0x09A9),  # ক to ন
    *range(0x09AA, 0x09B1),  # প to র
    *(0x09B2, *range(0x09B6, 0x09BA)),  # ল, শ to হ
    *range(0x09BC, 0x09C4),  # nukta, avagraha, া to ৃ
    *(0x09C7, 0x09C8, *range(0x09CB, 0x09CF)),  # ে ৈ ো ৌ ্ ৎ
    *(0x09D7, 0x09DC, 0x09DD, 0x09DF),  # ৗ ড় ঢ় য়
    *range(0x09E6, 0x09F0),  # ০ to ৯
    *(0x09F3, 0x09F5, 0x09F7),  # ৳, and two signs that some type for ্য and the danda
)
BESIDE_THEM = (0x0020, 0x00A0, 0x0964, 0x0965, 0x200B, 0x200C, 0x200D, 0x25CC)
PUNCTUATION = (*map(ord, "!\"%'()*+,-./:;=?[]·×"), *map(ord, "–—‘’“”•…−"))


def _cut(font: TTFont, code_points: tuple[int, ...]) -> TTFont:
    """Limit the weight axis and keep the code points with every glyph that the layout tables reach."""
    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    return instantiateVariableFont(font, {"wght": (400, 400, 700)})


def _lend(font: TTFont, lender: TTFont, code_points: tuple[int, ...]) -> None:
    """Copy glyphs with their variations from a font of the same design, units and axis."""
    same = font["head"].unitsPerEm == lender["head"].unitsPerEm
    if not same or font["fvar"].axes[0].maxValue != lender["fvar"].axes[0].maxValue:
        raise SystemExit("The two files are not cuts of one font: take both from the same package.")
    order = font.getGlyphOrder()

    def copy(source: str) -> str:
        name = f"latin.{source}"
        if name not in order:
            glyph = lender["glyf"][source]
            if glyph.isComposite():
                for part in glyph.components:
                    part.glyphName = copy(part.glyphName)
            order.append(name)
            font["glyf"].glyphs[name] = glyph
            font["hmtx"][name] = lender["hmtx"][source]
            font["gvar"].variations[name] = lender["gvar"].variations.get(source, [])
        return name

    for code_point in code_points:
        name = copy(lender.getBestCmap()[code_point])
        for table in font["cmap"].tables:
            table.cmap[code_point] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    # Without HVAR, advance widths vary by the phantom points in gvar, which every reader of fonts knows.
    del font["HVAR"]


def make(files: Path) -> TTFont:
    """Return the font for the web, made from the package's Bengali and Latin files."""
    bengali = TTFont(files / "noto-sans-bengali-bengali-wght-normal.woff2", recalcTimestamp=False)
    latin = TTFont(files / "noto-sans-bengali-latin-wght-normal.woff2", recalcTimestamp=False)
    font = _cut(bengali, LETTERS + BESIDE_THEM)
    _lend(font, _cut(latin, PUNCTUATION), PUNCTUATION)
    return font


if __name__ == "__main__":
    font = make(Path(sys.argv[1]))
    font.flavor = "woff2"
    font.save(sys.argv[2])
    sys.stdout.write(f"{len(font.getGlyphOrder())} glyphs, {Path(sys.argv[2]).stat().st_size} bytes\n")
