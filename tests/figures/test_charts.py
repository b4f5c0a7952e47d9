"""Every chart, in three languages and on both grounds, as a picture in which no letter is missing."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from charts.colours import ACCENTS, palette
from charts.drawing import draw
from charts.lettering import known
from charts.values import Frame, Mark, Row, Rows, Span, Spans, chart_of, source, words
from tests.figures.examples import LANGUAGES, everything, figures, sight
from tests.flows.bazaar import NASTY

ROOT = Path(__file__).parents[2]
ALL = dict(everything())


@pytest.mark.parametrize("name", ALL)
def test_a_chart_is_drawn_as_wide_as_a_phone_and_no_letter_is_missing(name: str) -> None:
    """A glyph that no font has is a warning, and a warning is an error here."""
    chart = ALL[name]
    picture = Image.open(BytesIO(draw(chart)))
    assert picture.width == 1080
    assert 400 <= picture.height <= 2000
    assert not [text for text in words(chart) if known(text) != " ".join(text.split())]


@pytest.mark.parametrize("name", ALL)
def test_a_chart_travels_as_text_and_comes_back_the_same(name: str) -> None:
    text = source(ALL[name])
    assert chart_of(text) == ALL[name]
    assert "\n" not in text, "the process that draws is asked line by line"
    assert len(text) < 4000


def test_every_letter_of_our_translations_can_be_drawn() -> None:
    """After new texts with rare characters: python tools/font.py."""
    for file in (ROOT / "flows/locale").glob("*/LC_MESSAGES/kaituan.po"):
        text = file.read_text("utf-8")
        missing = {one for one in text if "\u2e80" < one < "\ua000" and not known(one + "x") > "x"}
        assert not missing


def test_words_that_nobody_can_draw_are_left_out_and_no_markup_is_read() -> None:
    names = ("🍯 Honey 𒀀", "🍯🍯", f"{NASTY}$x^2$ and $y_1$", "\u202eevil", "a\nb", "W" * 200)
    frame = Frame(names[2], tuple(names), names[5])
    draw(Rows(frame, tuple(Row(one, at, one, less=one) for at, one in enumerate(names))))
    draw(
        Spans(
            frame,
            tuple(Span(one, 0, 1, 2, one, one) for one in names),
            (Mark(0, "0"), Mark(2, "2")),
        )
    )
    assert [known(one) for one in names[:2]] == ["Honey", "?"]
    assert known("a\nb") == "a b"


def test_what_is_no_chart_is_none() -> None:
    for text in ("chart:", "chart:{}", "chart:nothing", 'chart:{"kind":"pie"}', "file:/etc/passwd"):
        assert chart_of(text) is None


def test_every_accent_stands_out_from_both_grounds() -> None:
    """A contrast of at least 3 to 1 (WCAG 2.2, 1.4.11), and words of 4.5 to 1."""
    for accent in ACCENTS:
        for dark in (False, True):
            colours = palette(Frame("", accent=accent, dark=dark))
            assert contrast(colours.tones["accent"], colours.ground) >= 3
            assert contrast(colours.tones["dark"], colours.ground) >= 3
            assert contrast(colours.faint, colours.ground) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    light, shade = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (shade + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour.removeprefix("#"))]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_beside_a_chart_say_its_numbers_and_fit_under_a_picture(language: str) -> None:
    seen = sight(language, 30, dark=False, name=NASTY * 4)
    for what, figure in figures(seen).items():
        assert len(figure.text.striptags()) <= 1000, what
    assert "498" in figures(seen)["f"].text
