"""Posters on their way out: with photos that the bot can read, and never waiting for those that it cannot."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from charts.posters import source
from flows.events import Photo
from flows.faces import START_LINK, Picture, Screen
from flows.replies import Say
from sandbox.acts import talking
from tests.bot.streets import Street
from tests.counter.scanner import opened, scanned
from tests.posters.wall import ENGLISH, photo

pytestmark = pytest.mark.usefixtures("listening")


@pytest.fixture(autouse=True)
async def _put_away(street: Street) -> AsyncIterator[None]:
    yield
    await street.shopfront.pen.close()


def says(photo_source: str) -> Say:
    """A poster with that photo."""
    poster = replace(ENGLISH, link=f"{START_LINK}AbCd", photo=photo_source)
    return Say(Screen("Shall we?", picture=Picture(source(poster))))


def sent(street: Street) -> bytes:
    """The newest poster's bytes."""
    found = street.newest().message.photo
    assert found is not None
    stored = street.world.files.with_id(found[-1].file_id)
    assert stored is not None
    assert stored.name == "poster.jpg"
    assert stored.data is not None
    return stored.data


def is_red(picture: bytes) -> bool:
    """Whether the photo stands at its top."""
    corner = Image.open(BytesIO(picture)).convert("RGB").getpixel((8, 8))
    return isinstance(corner, tuple) and corner[0] > 180 and max(corner[1:]) < 60


async def test_a_photo_that_was_sent_to_the_bot_stands_on_the_poster(street: Street) -> None:
    talking.send_photo(street.world, street.anna.id, street.account.id, photo(), "oil.jpg", "")
    await street.door.until(lambda: bool(street.door.taken))
    [event] = street.door.taken
    assert isinstance(event, Photo)
    street.door.answer(says(event.source))
    street.say("poster")
    await street.called("sendPhoto")
    assert is_red(sent(street))
    assert scanned(opened(sent(street))) == "https://t.me/shop_bot?start=AbCd"
    street.say("again")
    _, second = await street.called("sendPhoto", 2)
    assert isinstance(second["photo"], str)
    assert street.shopfront.pen.drawn == 1
    assert len(street.calls("getFile")) == 1


async def test_a_file_of_ours_stands_on_it_and_a_new_one_in_its_place(
    street: Street, tmp_path: Path
) -> None:
    file = tmp_path / "lamp.jpg"
    file.write_bytes(photo())
    street.door.answer(says(f"file:{file}"))
    street.say("poster")
    await street.called("sendPhoto")
    assert is_red(sent(street))
    out = BytesIO()
    Image.new("RGB", (50, 50), "#0000ff").save(out, "PNG")
    file.write_bytes(out.getvalue())
    street.say("again")
    await street.called("sendPhoto", 2)
    assert not is_red(sent(street))
    assert street.shopfront.pen.drawn == 2


@pytest.mark.parametrize(
    "gone", ["telegram:nothing", "file:/nowhere.jpg", "https://img.example/a.jpg"]
)
async def test_a_poster_whose_photo_cannot_be_had_is_sent_without_it(
    street: Street, gone: str
) -> None:
    """And it is tried again the next time: it was no lasting answer."""
    street.door.answer(says(gone))
    street.say("poster")
    await street.called("sendPhoto")
    assert scanned(opened(sent(street))) == "https://t.me/shop_bot?start=AbCd"
    street.say("again")
    await street.called("sendPhoto", 2)
    assert not is_red(sent(street))
    assert not [call for call in street.calls("sendPhoto") if "img.example" in str(call.arguments)]
