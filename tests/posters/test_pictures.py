"""A poster is read by a camera in every language, with a photo and without, whatever somebody wrote on it."""

import time
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from charts import posters
from charts.colours import ACCENTS
from charts.paragraph import block
from charts.pen import Pen
from charts.placard import draw
from charts.posters import Fact, Poster, poster_of, source
from charts.script import Letters, _fitting, known, legible, width_of
from charts.sources import drawing_of, file_name, photo_of
from tests.counter.scanner import opened, scanned
from tests.flows.bazaar import NASTY
from tests.posters.wall import ENGLISH, LINK, SIMPLE, TRADITIONAL, photo

RIGHT_TO_LEFT = "\u202e\u2067evil\u2069 \u05e9\u05dc\u05d5\u05dd"


def sent(picture: bytes, quality: int, share: float) -> Image.Image:
    """The poster as a messenger presses it and a screen shows it."""
    image = Image.open(BytesIO(picture))
    small = image.resize((round(image.width * share), round(image.height * share)))
    out = BytesIO()
    small.save(out, "JPEG", quality=quality)
    return opened(out.getvalue())


@pytest.mark.parametrize("picture", [b"", photo()], ids=["plain", "photo"])
@pytest.mark.parametrize("poster", [ENGLISH, SIMPLE, TRADITIONAL], ids=["en", "hans", "hant"])
def test_its_code_is_read_after_a_messenger_pressed_it(poster: Poster, picture: bytes) -> None:
    made = draw(poster, picture)
    assert len(made) < 300_000
    image = opened(made)
    assert image.size == (1080, 1440)
    assert scanned(image) == LINK
    assert scanned(sent(made, 30, 0.5)) == LINK
    assert scanned(image.rotate(7, expand=True, fillcolor=40)) == LINK


@pytest.mark.parametrize("picture", [b"", photo()], ids=["plain", "photo"])
@pytest.mark.parametrize(
    "said",
    [
        "",
        "🏮🏮",
        "W" * 80,
        NASTY * 4,
        "灯笼" * 40,
        RIGHT_TO_LEFT,
        "a\nb\t\u2028c",
        "สวัสดี" * 13,
        "ł" * 80,
    ],
)
def test_whatever_stands_on_it_its_code_is_read(said: str, picture: bytes) -> None:
    """Promise 38, on a picture: no markup, and what no letter of ours can say is left out."""
    fact = Fact(said, said, said)
    poster = Poster(
        LINK,
        said,
        said or "€1",
        said,
        (said, said),
        said,
        (fact,),
        said,
        said,
        said,
        "none",
        "zh_Hant",
    )
    made = draw(poster, picture)
    assert scanned(opened(made)) == LINK
    assert len(made) < 300_000


@pytest.mark.parametrize("accent", ACCENTS)
def test_it_wears_the_shops_colour_on_a_light_ground(accent: str) -> None:
    image = Image.open(BytesIO(draw(replace(ENGLISH, accent=accent))))
    corner, ground = image.getpixel((4, 4)), image.getpixel((4, 1436))
    wanted = tuple(bytes.fromhex(ACCENTS[accent][0].removeprefix("#")))
    assert isinstance(corner, tuple)
    assert isinstance(ground, tuple)
    assert max(abs(one - two) for one, two in zip(corner, wanted, strict=True)) < 8
    assert min(ground) > 235


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_photo_stands_at_the_top(kind: str) -> None:
    image = Image.open(BytesIO(draw(ENGLISH, photo(kind))))
    corner = image.getpixel((10, 10))
    assert isinstance(corner, tuple)
    assert corner[0] > 180
    assert max(corner[1:]) < 60


def test_what_is_no_photo_costs_the_photo_not_the_poster() -> None:
    bare = draw(ENGLISH)
    for wrong in (
        b"GIF89a",
        b"\xff\xd8\xff",
        b"<svg/>",
        photo()[:-3000],
        photo("GIF"),
        b"\x00" * 99,
    ):
        assert draw(ENGLISH, wrong) == bare


def test_a_photo_turned_in_the_hand_is_shown_upright() -> None:
    image = Image.new("RGB", (600, 400), "#ffffff")
    ImageDraw.Draw(image).rectangle((0, 0, 300, 400), fill="#0000ff")
    exif, out = Image.Exif(), BytesIO()
    exif[0x0112] = 6
    image.save(out, "JPEG", exif=exif)
    top = Image.open(BytesIO(draw(ENGLISH, out.getvalue()))).getpixel((540, 4))
    assert isinstance(top, tuple)
    assert top[2] > 200
    assert top[0] < 60


def test_words_with_letters_that_we_have_not_are_left_out_whole() -> None:
    """Half of a sentence would say something else: "50%" is left of "not 50%"."""
    assert legible("\u05dc\u05d0 \u05e0\u05db\u05d5\u05df 50%") == ""
    assert legible("🏮 Lanterns 🏮") == "Lanterns"
    assert legible(RIGHT_TO_LEFT.replace("\u05e9\u05dc\u05d5\u05dd", "")) == "evil"
    plain = draw(replace(ENGLISH, words="", by=""))
    assert draw(replace(ENGLISH, words="\u0645\u0631\u062d\u0628\u0627 50%")) == plain
    assert draw(replace(ENGLISH, words="🏮🏮")) == plain


@pytest.mark.parametrize(
    "said",
    [
        "Привет, Їжак, ўқғҳ",
        "Zażółć gęślą jaźń",
        "Đường phố Việt Nữ",
        "İğneş çığ",
        "₽ ₴ ₫ ₸ ₩ €",
        "ของขวัญ",
    ],
)
def test_letters_of_many_neighbours_are_there(said: str) -> None:
    assert known(said) == said


@pytest.mark.parametrize("price", ["from Rp 1.234.567", "NT$1,234,567 起", "€1,234,567.89"])
def test_a_price_is_never_cut(price: str) -> None:
    """Half a price would be another price."""
    for room in range(300, 520):
        assert _fitting(price, Letters(120, weight=2), room)[0] == price


def test_lines_are_broken_where_their_language_may_break() -> None:
    english = block("one two three four", (60,), Letters(60), 320, 3)
    assert " ".join(english.lines) == "one two three four"
    chinese = block(
        "我自己用了兩年，一點都沒掉漆，一起來買吧！", (60,), Letters(60, "zh_Hant"), 430, 5
    )
    assert len(chinese.lines) > 2
    assert not any(line[0] in "，！" for line in chinese.lines)
    word = block("W" * 40, (60,), Letters(60), 500, 2)
    assert len(word.lines) == 2
    assert word.lines[-1].endswith("…")
    for lines in (english, chinese, word):
        assert all(width_of(line, lines.letters) <= 500 for line in lines.lines)


def test_a_poster_travels_as_text_and_comes_back_the_same() -> None:
    text = source(replace(ENGLISH, photo="telegram:AgAC", words="a\tb\nc"))
    assert drawing_of(text) == poster_of(text)
    assert not {"\n", "\t"} & set(text), "the process that draws is asked line by line"
    assert (photo_of(text), photo_of(source(ENGLISH)), photo_of("code:{}")) == (
        "telegram:AgAC",
        "",
        "",
    )
    assert file_name(text) == "poster.jpg"
    for other in (posters.SOURCE, "poster:{}", "poster:[1]"):
        assert drawing_of(other) is None


async def test_a_pen_draws_a_poster_once_for_each_photo() -> None:
    pen = Pen()
    text = source(ENGLISH)
    pictures = [await pen.draw(text, one) for one in (b"", photo(), b"", photo())]
    await pen.close()
    assert pictures == [draw(ENGLISH), draw(ENGLISH, photo())] * 2
    assert pen.drawn == 2


def test_it_is_drawn_within_a_tenth_of_a_second() -> None:
    """Of a processor's time, once letters and shapes are there."""
    picture = photo()
    spent = []
    for _ in range(5):
        begun = time.process_time()
        draw(replace(ENGLISH, photo="telegram:x"), picture)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.1
