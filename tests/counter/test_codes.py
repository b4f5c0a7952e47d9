"""A code is read off its picture: by everybody's camera, off a cracked screen, whatever its shop is called."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from charts import codes, values
from charts.codes import Code, code_of, source
from charts.pen import Pen
from charts.script import known
from charts.sources import drawing_of
from charts.ticket import draw
from charts.values import Frame, Rows
from tests.counter.scanner import opened, scanned
from tests.flows.bazaar import NASTY

ROOT = Path(__file__).parents[2]
LINK = "https://t.me/a_bot_with_as_long_a_name_as_ever?start=take-ABCD2345"
"""A username has at most 32 characters."""
CODE = Code(LINK, "ABCD 2345", ("燈籠巷 Lantern Lane", "Bahnhofstraße 7"), "zh_Hant")


def sent(picture: Image.Image, quality: int) -> Image.Image:
    """The picture as a messenger makes it smaller on its way."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return opened(out.getvalue())


def test_a_code_is_read_off_its_picture() -> None:
    picture = opened(draw(CODE))
    assert scanned(picture) == LINK
    assert picture.width == 1080
    assert picture.height <= 1400, "it is seen whole on a phone"


def test_it_is_read_small_turned_and_after_a_messenger_pressed_it() -> None:
    picture = opened(draw(CODE))
    small = picture.resize((270, picture.height // 4), Image.Resampling.BILINEAR)
    assert scanned(sent(small, 30)) == LINK
    for turned in (7, 45, 90, 180):
        assert scanned(picture.rotate(turned, expand=True, fillcolor=128)) == LINK


@pytest.mark.parametrize("place", [(230, 430), (520, 520), (700, 420)])
def test_it_is_read_with_a_thumb_on_it(place: tuple[int, int]) -> None:
    picture = opened(draw(CODE))
    x, y = place
    ImageDraw.Draw(picture).ellipse((x, y, x + 150, y + 150), fill=90)
    assert scanned(picture) == LINK


def test_around_it_is_quiet_whatever_it_is_shown_on() -> None:
    """Four squares of white on every side (ISO/IEC 18004), on a black screen too."""
    picture = opened(draw(CODE))
    for size in (picture.width + 2, picture.width * 2):
        dark = Image.new("L", (size, size * 2), 0)
        dark.paste(picture, ((size - picture.width) // 2, 0))
        assert scanned(dark) == LINK
    black = picture.crop((0, 0, picture.width, 1000)).point([255] * 128 + [0] * 128).getbbox()
    assert black is not None
    square = (black[2] - black[0]) / 37
    assert min(black[0], black[1], picture.width - black[2]) >= 4 * square


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
@pytest.mark.parametrize(
    "name", ["", "🏮🏮", "🏮 Lanterns", NASTY * 9, "灯笼" * 60, "\u202eevil\u2028", "W" * 400]
)
def test_whatever_a_shop_is_called_its_code_is_read(name: str, language: str) -> None:
    """Promise 38, on a picture: no markup, and what no letter of ours can say is left out."""
    picture = opened(draw(Code(LINK, "ABCD 2345", (name, name), language)))
    assert scanned(picture) == LINK
    assert picture.height <= 1400


def test_words_that_nobody_can_draw_leave_no_line() -> None:
    assert [known(one) for one in ("🏮🏮", "a\nb", "🏮 Lanterns")] == ["", "a b", "Lanterns"]
    bare = draw(Code(LINK, "ABCD 2345"))
    assert draw(Code(LINK, "ABCD 2345", ("🏮", " "))) == bare


def test_each_language_has_its_own_shapes() -> None:
    simple, traditional = (
        draw(Code(LINK, "", ("骨角直",), language)) for language in ("zh_Hans", "zh_Hant")
    )
    assert simple != traditional


def test_a_code_travels_as_text_and_comes_back_the_same() -> None:
    text = source(CODE)
    assert drawing_of(text) == code_of(text) == CODE
    assert "\n" not in source(Code(LINK, "a\nb")), "the process that draws is asked line by line"
    for other in ("code:", "code:{}", "code:https://t.me/", "chart:" + text.removeprefix("code:")):
        assert drawing_of(other) is None
    chart = Rows(Frame("Sales"), ())
    assert drawing_of(values.source(chart)) == chart


async def test_a_pen_draws_codes_and_charts_one_after_the_other() -> None:
    pen = Pen()
    chart, text = values.source(Rows(Frame("Sales"), ())), codes.source(CODE)
    pictures = [await pen.draw(one) for one in (text, chart, text)]
    await pen.close()
    assert pictures[0] == pictures[2] == draw(CODE)
    assert pictures[1] not in (None, pictures[0])
    assert pen.drawn == 2, "each once"


def test_a_code_need_not_wait_for_what_draws_charts() -> None:
    """Matplotlib takes a second to load."""
    load = f"import sys, charts.workshop as w; w._drawn({source(CODE)!r}); print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", load], cwd=ROOT, check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert "segno" in loaded
    assert "matplotlib" not in loaded
