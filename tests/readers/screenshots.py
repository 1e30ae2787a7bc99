"""Pictures of every kind of page, at three widths, light and dark: `make screenshots`, then look at them.

They are written to `build/screenshots/<kind>-<width>-<scheme>.png`, and one sheet for each width and
scheme with all kinds side by side.
"""

import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from served import SCHEMES, WIDTHS, served

from browser import browser

FOLDER = Path(__file__).parents[2] / "build" / "screenshots"
THUMB, TALLEST = 360, 1600


def main(arguments: Sequence[str]) -> int:
    """Take the pictures of all kinds, or of those named."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, served(Path(home) / "home") as paper, browser() as chromium:
        kinds = {kind: path for kind, path in paper.kinds.items() if not arguments or kind in arguments}
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = chromium.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
                )
                shots = [
                    shot(context, paper.url(path), FOLDER / f"{kind}-{width}-{scheme}.png")
                    for kind, path in kinds.items()
                ]
                context.close()
                sheet(shots).save(FOLDER / f"sheet-{width}-{scheme}.png")
                print(f"{width} {scheme}: {len(shots)} pages")
    print(f"look at {FOLDER}")
    return 0


def shot(context: Any, url: str, file: Path) -> Image.Image:
    """Save one page from top to end, everything loaded, and return the picture."""
    page = context.new_page()
    page.goto(url)
    page.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    data = page.screenshot(full_page=True)
    page.close()
    file.write_bytes(data)
    return Image.open(io.BytesIO(data)).convert("RGB")


def sheet(shots: Sequence[Image.Image]) -> Image.Image:
    """Return small pictures of the tops of all pages, side by side."""
    small = [
        one.resize((THUMB, one.height * THUMB // one.width)).crop((0, 0, THUMB, TALLEST)) for one in shots
    ]
    columns = min(9, len(small))
    lines = -(-len(small) // columns)
    made = Image.new("RGB", (columns * (THUMB + 8), lines * (TALLEST + 8)), "grey")
    for place, one in enumerate(small):
        made.paste(one, (place % columns * (THUMB + 8), place // columns * (TALLEST + 8)))
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
