"""Draws the demo shop's pictures: SVG plates, made of scenes and things, through Chromium into JPEG files."""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "kaituan" / "demo" / "pictures"
WIDTH, HEIGHT = 1000, 750
LOWER = {"shop-cover": 630}
"""Heights of pictures that stand above many words: both should be on a phone at once."""
MOST = 60 * 1024
"""Bytes: a messenger shows a card at once on a slow line."""

_USE = re.compile(r'<use-(scene|thing) name="([\w-]+)"(?: at="([^"]*)")?/>')


def svg(plate: str, height: int = HEIGHT) -> str:
    """The whole drawing of a plate, in which every part has names of its own."""
    counter = iter(range(10_000))

    def part(match: re.Match[str]) -> str:
        kind, name, place = match.groups()
        inner = (HERE / f"{kind}s" / f"{name}.svg").read_text("utf-8")
        drawn = _USE.sub(part, _renamed(inner, f"p{next(counter)}-"))
        return f'<g transform="{place}">{drawn}</g>' if place else drawn

    shared = (HERE / "scenes" / "shared.svg").read_text("utf-8")
    body = _USE.sub(part, plate)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}">{shared}{body}</svg>'
    )


def _renamed(drawing: str, prefix: str) -> str:
    """The same drawing with a prefix before its own names; those that begin with s- are everybody's."""
    return re.sub(r'(id="|url\(#|href="#)(?!s-)', rf"\g<1>{prefix}", drawing)


def plates() -> dict[str, str]:
    """By file name: the plates, of which plates/<scene>.txt lists the simple ones, a thing in a scene."""
    simple = {
        thing: f'<use-scene name="{listing.stem}"/><use-thing name="{thing}"/>'
        for listing in sorted((HERE / "plates").glob("*.txt"))
        for thing in listing.read_text("utf-8").split()
    }
    own = {file.stem: file.read_text("utf-8") for file in sorted((HERE / "plates").glob("*.svg"))}
    return simple | own


def draw(names: list[str]) -> None:
    """Write the named pictures, or all of them, as small as they must be and as good as they can be."""
    chosen = {name: plate for name, plate in plates().items() if not names or name in names}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser())
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, plate in chosen.items():
            height = LOWER.get(name, HEIGHT)
            page.set_viewport_size({"width": WIDTH, "height": height})
            drawing = svg(plate, height)
            page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{drawing}")
            data = _small_enough(page)
            (PICTURES / f"{name}.jpg").write_bytes(data)
            print(f"{name}: {len(data) // 1024} KB")
        browser.close()


def _small_enough(page: Page) -> bytes:
    """The page as JPEG in the best of these qualities that fits, else in the last."""
    data = b""
    for quality in (88, 82, 76, 70, 62):
        data = page.screenshot(type="jpeg", quality=quality)
        if len(data) <= MOST:
            break
    return data


def _browser() -> str | None:
    """The browser of this machine; None leaves the choice to Playwright."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


if __name__ == "__main__":
    draw(sys.argv[1:])
