"""Pictures: passed on by their address, uploaded once, and never in the way of the words."""

import os
from pathlib import Path

import pytest

from flows.events import Photo, Typed
from flows.faces import Picture, Screen
from flows.replies import Say
from sandbox.acts import rooms, talking
from sandbox.world.chats import Kind
from storage import uploads
from storage.database import Database
from tests.bot.pictures import png
from tests.bot.streets import Street

pytestmark = pytest.mark.usefixtures("listening")


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    """A picture on this machine."""
    file = tmp_path / "lamp.png"
    file.write_bytes(png(8, 6))
    return file


def repaint(file: Path) -> None:
    """Another picture under the same name, changed at another moment."""
    file.write_bytes(png(4, 4))
    os.utime(file, ns=(1, 1))


def key_of(file: Path) -> str:
    """The key under which a file's id is kept."""
    return f"{file.stat().st_mtime_ns:x}:file:{file}"


def shown(source: str, text: str = "<b>Lamp</b>") -> Say:
    return Say(Screen(text, picture=Picture(source)))


async def test_an_address_is_passed_on_and_its_words_stand_under_the_picture(
    street: Street,
) -> None:
    street.door.answer(shown("https://img.example/lamp.jpg"))
    street.say("show")
    [call] = await street.called("sendPhoto")
    assert call == {
        "chat_id": street.anna.id,
        "photo": "https://img.example/lamp.jpg",
        "caption": "<b>Lamp</b>",
        "parse_mode": "HTML",
    }


async def test_a_file_is_uploaded_once_and_then_sent_by_its_id(street: Street, lamp: Path) -> None:
    street.door.answer(shown(f"file:{lamp}"))
    street.say("show")
    street.say("again")
    first, second = await street.called("sendPhoto", 2)
    assert str(first["photo"]).startswith("attach://") or first["photo"] == "lamp.png"
    photo = street.newest().message.photo
    assert photo is not None
    assert second["photo"] == photo[-1].file_id


async def test_a_picture_that_was_changed_is_uploaded_anew(street: Street, lamp: Path) -> None:
    street.door.answer(shown(f"file:{lamp}"))
    street.say("show")
    await street.called("sendPhoto")
    repaint(lamp)
    street.say("again")
    await street.called("sendPhoto", 2)
    photo = street.newest().message.photo
    assert photo is not None
    assert (photo[-1].width, photo[-1].height) == (4, 4)


async def test_a_stale_file_id_falls_back_to_an_upload_that_is_remembered(
    street: Street, lamp: Path, database: Database
) -> None:
    key = key_of(lamp)
    await database.run(lambda tx: uploads.remember(tx, street.account.id, key, "AgACgone"))
    street.door.answer(shown(f"file:{lamp}"))
    street.say("show")
    stale, _ = await street.called("sendPhoto", 2)
    assert stale["photo"] == "AgACgone"
    assert len(street.from_bot()) == 1
    street.say("again")
    calls = await street.called("sendPhoto", 3)
    photo = street.newest().message.photo
    assert photo is not None
    assert calls[2]["photo"] == photo[-1].file_id


async def test_a_missing_file_and_one_that_is_no_picture_cost_the_picture_not_the_words(
    street: Street, tmp_path: Path
) -> None:
    (tmp_path / "no.png").write_bytes(b"not a picture")
    street.door.answer(shown("file:/nowhere.png", "one"), shown(f"file:{tmp_path}/no.png", "two"))
    street.say("show")
    calls = await street.called("sendMessage", 2)
    assert [call["text"] for call in calls] == ["one", "two"]


async def test_words_too_long_for_a_caption_go_as_text_under_a_large_preview(
    street: Street, lamp: Path
) -> None:
    words = "字" * 1025
    street.door.answer(shown("https://img.example/l.jpg", words), shown(f"file:{lamp}", words))
    street.say("show")
    with_preview, without = await street.called("sendMessage", 2)
    assert with_preview["text"] == without["text"] == words
    assert with_preview["link_preview_options"] == {
        "url": "https://img.example/l.jpg",
        "prefer_large_media": True,
        "show_above_text": True,
    }
    assert without["link_preview_options"] == {"is_disabled": True}
    assert not street.calls("sendPhoto")


async def test_a_photo_that_somebody_sends_is_an_event_and_can_be_shown_again(
    street: Street,
) -> None:
    street.shows("Olive oil, 12 alone")
    await street.door.until(lambda: bool(street.door.taken))
    [event] = street.door.taken
    assert isinstance(event, Photo)
    assert event.caption == "Olive oil, 12 alone"
    street.door.answer(shown(event.source, "a deal"))
    street.say("show")
    [call] = await street.called("sendPhoto")
    assert call["photo"] == event.source.removeprefix("telegram:")
    assert len(street.from_bot()) == 1


async def test_a_photo_in_a_group_is_talk_among_people(street: Street) -> None:
    group = rooms.create(street.world, street.anna.id, "Neighbours", Kind.SUPERGROUP)
    rooms.add_bot(street.world, street.anna.id, group.id, street.account.id)
    street.account.reads_all = True
    talking.send_photo(street.world, street.anna.id, group.id, png(), "cat.png", "my cat")
    street.say("hello")
    await street.door.until(lambda: bool(street.heard()))
    [event] = street.heard()
    assert isinstance(event, Typed)
    assert event.text == "hello"
