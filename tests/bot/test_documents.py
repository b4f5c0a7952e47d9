"""Files under both libraries: what a person sends as an event, its bytes, and a file of ours that is sent."""

from pathlib import Path

import pytest

from bot.running_bot import RunningBot
from flows.events import Document, Typed
from flows.replies import SendDocument
from sandbox.acts import rooms, talking
from sandbox.world.chats import Kind
from sandbox.world.faults import Failure, Fault
from scheduler.sending import Sent, TryLater, Unreachable
from tests.bot.streets import Street

GOODS = "Handle,Title\nmug,馬克杯\n".encode()


def sends(street: Street, data: bytes = GOODS, name: str = "商品.csv", caption: str = "") -> None:
    """Anna sends a file."""
    talking.send_document(street.world, street.anna.id, street.account.id, data, name, caption)


async def source(street: Street) -> str:
    """The source of the newest document that came in."""
    await street.door.until(lambda: bool(street.door.taken))
    event = street.door.taken[-1]
    assert isinstance(event, Document)
    return event.source


@pytest.mark.usefixtures("listening")
async def test_a_file_is_an_event_with_what_its_sender_says_of_it(street: Street) -> None:
    sends(street, caption="from my supplier")
    assert (await source(street)).startswith("telegram:")
    event = street.door.taken[-1]
    assert isinstance(event, Document)
    assert (event.name, event.size, event.caption) == ("商品.csv", len(GOODS), "from my supplier")
    assert event.place.kind == "private"


@pytest.mark.usefixtures("listening")
async def test_a_file_in_a_group_is_only_its_words(street: Street) -> None:
    group = rooms.create(street.world, street.anna.id, "Friends", Kind.SUPERGROUP)
    rooms.add_bot(street.world, street.anna.id, group.id, street.account.id)
    street.account.reads_all = True
    talking.send_document(street.world, street.anna.id, group.id, GOODS, "a.csv", "my goods")
    street.say("hello")
    await street.door.until(lambda: any(isinstance(one, Typed) for one in street.door.taken))
    assert not [one for one in street.door.taken if isinstance(one, Document)]


async def test_its_bytes_are_fetched_up_to_a_limit_and_never_from_an_address(
    listening: RunningBot, street: Street
) -> None:
    sends(street)
    found, sender = await source(street), listening.sender
    assert await sender.fetch(found, len(GOODS)) == GOODS
    small = await sender.fetch(found, len(GOODS) - 1)
    assert isinstance(small, Unreachable)
    assert small.message_only, "the chat is fine"
    for wrong in (f"{street.address}/page/", "file:/etc/passwd", "telegram:nothing"):
        refused = await sender.fetch(wrong, 10**6)
        assert isinstance(refused, Unreachable), wrong
        assert refused.message_only


async def test_a_messenger_that_is_away_is_worth_another_try(
    listening: RunningBot, street: Street
) -> None:
    sends(street)
    found = await source(street)
    street.world.faults.plan(Fault(Failure.BROKEN, method="getFile"))
    assert isinstance(await listening.sender.fetch(found, 10**6), TryLater)


async def test_a_file_of_ours_is_sent_with_words_beneath(
    running: RunningBot, street: Street, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(GOODS)
    document = SendDocument(str(path), "訂單.csv", "<b>2 rows</b>")
    assert isinstance(await running.sender.say(street.anna.id, document), Sent)
    message = street.newest().message
    assert message.document is not None
    assert (message.document.file_name, message.caption) == ("訂單.csv", "2 rows")
    stored = street.world.files.with_id(message.document.file_id)
    assert stored is not None
    assert stored.data == GOODS
