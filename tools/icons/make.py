"""Make Barta's icons from its mark: `python tools/icons/make.py FOLDER` (Chromium, Playwright and Pillow).

The mark is the letter ব drawn by hand: headline, stem, and the bowl as a sheet of paper folded in two.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

RED = "#a3182c"
HEADLINE = "M3.6 5.4H28.4V9.6H3.6Z"
BOWL = "M21.3 9.6H25.6V26.6L6.2 17.6V16.9L21.3 9.6ZM21.3 14.1L14 17.3L21.3 20.8Z"
FOLD = "M21.3 20.8V24.6L6.2 17.6V16.9L14 17.3Z"
MARK = f'<path fill="#fff" fill-rule="evenodd" d="{HEADLINE}{BOWL}"/><path fill="#f2b8b5" d="{FOLD}"/>'


def svg(corner: float, scale: float = 1.0, style: str = "") -> str:
    """Return the icon with round corners, and the mark smaller about the middle for masks."""
    shift = 16 * (1 - scale)
    mark = (
        MARK if scale == 1 else f'<g transform="translate({shift:g} {shift:g}) scale({scale:g})">{MARK}</g>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{style}'
        f'<rect class="g" width="32" height="32" rx="{corner:g}" fill="{RED}"/>{mark}</svg>'
    )


def make(folder: Path) -> None:
    """Write favicon.svg, favicon.ico and the PNGs that phones ask for."""
    dark = "<style>@media(prefers-color-scheme:dark){.g{fill:#c42a40}}</style>"
    (folder / "favicon.svg").write_text(svg(6, style=dark))
    wanted = {
        "apple-touch-icon.png": (180, svg(0, 0.86)),
        "icon-192.png": (192, svg(6)),
        "icon-512.png": (512, svg(6)),
        "icon-maskable-512.png": (512, svg(0, 0.72)),
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()

        def picture(source: str, size: int) -> Image.Image:
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px}}</style>{source}")
            return Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")

        for name, (size, source) in wanted.items():
            few = picture(source, size).quantize(
                48, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
            )
            few.save(folder / name, optimize=True)
        sizes = [picture(svg(6), size) for size in (48, 32, 16)]
        sizes[0].save(folder / "favicon.ico", append_images=sizes[1:], sizes=[(48, 48), (32, 32), (16, 16)])
        browser.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
