"""A wall for posters: what they say, a photo for them, and what a camera reads off them."""

from io import BytesIO

from PIL import Image, ImageDraw

from bot.rendering.screens import face
from charts.posters import Fact, Poster, poster_of
from charts.sources import is_drawn
from flows.faces import Screen

LINK = "https://t.me/a_bot_with_as_long_a_name_as_ever?start=AbCdEfGhIjKl-_12"
"""A username has at most 32 characters."""

ENGLISH = Poster(
    LINK,
    "Enamel mug",
    "€7.49",
    "Lantern Lane",
    ("each, for 3 people together", "€9.99 alone"),
    "−25%",
    (Fact("Join by", "Mar 3, 13:00", "Berlin (UTC+1)"),),
    "They never chip. Who is in?",
    "Mei",
    "Scan to join",
)
SIMPLE = Poster(
    LINK,
    "手绘搪瓷马克杯",
    "¥49.90",
    "灯笼巷",
    ("每件，3 人一起买", "单独购买 ¥69.90"),
    "−29%",
    (Fact("参团截止", "3月3日 13:00", "上海 (UTC+8)"),),
    scan="扫码参团",
    accent="gold",
    language="zh_Hans",
)
TRADITIONAL = Poster(
    LINK,
    "手繪琺瑯馬克杯",
    "US$7.49",
    "燈籠巷",
    ("每件，3 人一起買", "單獨購買 US$9.99"),
    words="我自己用了兩年，一點都沒掉漆，一起來買吧！",
    by="小美",
    scan="掃碼加入",
    accent="teal",
    language="zh_Hant",
)


def photo(kind: str = "JPEG", size: tuple[int, int] = (1280, 960)) -> bytes:
    """A picture of something red."""
    image = Image.new("RGB", size, "#d02020")
    ImageDraw.Draw(image).ellipse((300, 200, 900, 800), fill="#f0f0f0")
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def hung(screen: Screen, username: str = "corner_bot") -> Poster:
    """The poster on a screen, as the bot of this name shows it."""
    picture = face(screen, username).picture
    assert picture is not None
    assert is_drawn(picture.source)
    poster = poster_of(picture.source)
    assert poster is not None
    return poster
