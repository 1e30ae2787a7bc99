"""Draw the demo paper's pictures: `python tools/art FOLDER [name …]` (Chromium, Playwright and Pillow)."""

import io
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from paper import Sheet
from PIL import Image
from playwright.sync_api import sync_playwright

QUALITIES = (82, 78, 74, 70, 66, 60)
ENOUGH = 108 * 1024


def draw(pictures: Mapping[str, Callable[[], Sheet]], folder: Path) -> None:
    """Write every picture as `<name>.webp` into the folder and say its size."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for name, make in pictures.items():
            sheet = make()
            page = browser.new_page(viewport={"width": sheet.width, "height": sheet.height})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{sheet.svg()}")
            picture = Image.open(io.BytesIO(page.screenshot(timeout=120_000))).convert("RGB")
            page.close()
            path = folder / f"{name}.webp"
            for quality in QUALITIES:
                picture.save(path, "WEBP", quality=quality, method=6)
                if path.stat().st_size <= ENOUGH:
                    break
            sys.stdout.write(f"{name} {path.stat().st_size // 1024} KiB at {quality}\n")
        browser.close()
