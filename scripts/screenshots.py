"""Take the pictures of the editor's page in docs/ anew: a run of examples/, a page on it, every page in chromium.

    python scripts/screenshots.py [--run DIR] [--out docs]

Without --run the examples are translated first. Decisions are made in a desk of its own, by keyboard, as an
editor would. Needs chromium, Playwright (dev extra) and Pillow. Look at the pictures before you commit them.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.web.server import serving

ROOT = Path(__file__).parent.parent
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}}
DARK: dict[str, Any] = {**WIDE, "color_scheme": "dark"}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}}


def few_colours(picture: Image.Image, most: int = 72) -> Image.Image:
    """Return the picture in its commonest colours: areas keep theirs exactly, edges of letters get the nearest."""
    counts = cast("list[tuple[int, tuple[int, int, int]]]", picture.getcolors(2**24))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in sorted(counts, reverse=True)[:most] for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


class Camera:
    """Opens pages of one server and keeps pictures of them."""

    def __init__(self, browser: Browser, address: str, out: Path) -> None:
        self.browser, self.address, self.out = browser, address, out

    @contextmanager
    def page(self, path: str, settings: dict[str, Any] = WIDE) -> Iterator[Page]:
        """Open ``path``; a page that goes wrong raises."""
        context = self.browser.new_context(**settings)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(self.address + path)
        yield page
        context.close()

    def shoot(self, page: Page, name: str) -> None:
        """Keep what is on the screen as ``review-<name>.png``, of few colours."""
        page.evaluate("for (const box of document.querySelectorAll('#toast, #alert')) box.textContent = ''")
        picture = few_colours(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        path = self.out / f"review-{name}.png"
        picture.save(path, optimize=True)
        print(f"{path}  {path.stat().st_size // 1024} KB")

    def visit(self, path: str, name: str, settings: dict[str, Any] = WIDE) -> None:
        """Open ``path`` and keep it."""
        with self.page(path, settings) as page:
            self.shoot(page, name)


def settled(page: Page) -> None:
    """Wait until the re-check is done."""
    page.locator("#work:not([data-pending])").wait_for(timeout=60_000)


def press(page: Page, *keys: str) -> None:
    """Press keys, each when the answer to the one before has come."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(400)
        settled(page)


def first_article(camera: Camera) -> str:
    """Return the address of the most urgent article."""
    with camera.page("/") as page:
        return str(page.locator("a[data-row]").first.get_attribute("href"))


def with_suggestion(page: Page) -> None:
    """Go to the next flag that has a suggestion; stay where none has."""
    for _ in range(page.locator(".card").count()):
        if page.locator(".card:not([hidden]) [data-key=a]").count():
            return
        press(page, "j")


def work(camera: Camera, article: str) -> None:
    """Decide as an editor would, and keep the pages on which it is done."""
    with camera.page(article) as page:
        with_suggestion(page)
        camera.shoot(page, "article")
        press(page, "f")
        camera.shoot(page, "fact")
        press(page, "Escape", "a", "d", "2", "w", "d", "u")
        page.keyboard.press("?")
        camera.shoot(page, "keys")
    with camera.page(article, DARK) as page:
        page.keyboard.press("e")
        camera.shoot(page, "edit")
    with camera.page("/?sort=title") as page:
        quiet = page.locator("tr:not(:has(.count.error)) a[data-row]").first
        if quiet.count():
            quiet.click()
            press(page, "d", "A")


def beside(camera: Camera, article: str) -> None:
    """Keep the pages beside the work."""
    for path, name in (
        ("/", "queue"),
        ("/learn", "checks"),
        ("/history", "history"),
        ("/concordance?words=Präsident", "words"),
    ):
        camera.visit(path, name)
    camera.visit("/", "queue-dark", DARK)
    camera.visit(f"{article.partition('?')[0]}/handover", "handover")
    camera.visit(article, "phone", PHONE)
    camera.visit("/", "phone-queue", PHONE)
    with camera.page("/names") as page:
        page.wait_for_timeout(4000)  # the ledger reads the articles in the background
        page.reload()
        camera.shoot(page, "names")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "docs")
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        print("chromium is missing: make browser", file=sys.stderr)
        return 2
    os.environ["LOGNAME"] = "nele"  # whom the page takes for its owner
    with tempfile.TemporaryDirectory() as folder:
        run, desk = options.run or Path(folder, "run"), Path(folder, "desk.db")
        if not options.run:
            command = [sys.executable, "-m", "pipeline", "translate", str(ROOT / "examples"), "--out", str(run)]
            subprocess.run([*command, "--fail-on", "never"], check=True, cwd=ROOT)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            with serving(run, desk) as server:
                camera = Camera(browser, server.address, options.out)
                article = first_article(camera)
                work(camera, article)
                beside(camera, article)
            with serving(run, desk, "--token", "secret") as server:
                Camera(browser, server.address, options.out).visit("/login", "login")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
