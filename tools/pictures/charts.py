"""Draws the charts of docs/pictures out of the examples that the tests draw: python -m tools.pictures.charts."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from charts.drawing import draw
from tests.figures.examples import figures, sight

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PLATES = {
    "figures-sales": ("s", "en", 30, False),
    "figures-groups-dark": ("g", "en", 30, True),
    "figures-size-and-price": ("a", "zh_Hans", 30, False),
}
"""By file: the chart's letter, its language, how many days, and whether it is on a dark ground."""
MOST = 80 * 1024
"""Bytes of a picture: a page of documentation is not waited for."""


def main() -> None:
    """Draw them all."""
    for name, (what, language, days, dark) in PLATES.items():
        chart = figures(sight(language, days, dark=dark))[what].chart
        if chart is None:
            raise SystemExit(f"{name}: there is nothing to draw")
        file = FOLDER / f"{name}.png"
        Image.open(BytesIO(draw(chart))).convert("RGB").quantize(128).save(file, optimize=True)
        size = file.stat().st_size
        print(f"{file.name}: {size // 1024} kB" + (" (too much)" if size > MOST else ""))


if __name__ == "__main__":
    main()
