"""Groups and channels on the wire: the native button, the choice, and what the bot may do there."""

import pytest

from flows.events import ChatMoved, ChatPicked, ChatRenamed, StandingChanged
from flows.replies import ChatButton, OfferChats, PutAway
from sandbox.acts import rooms
from sandbox.acts.chat_sharing import share_chat
from sandbox.world.chats import ALL_RIGHTS, Chat, Kind
from tests.bot.streets import Street

pytestmark = pytest.mark.usefixtures("listening")

OFFER = OfferChats(
    "<b>Which?</b>",
    (ChatButton("A channel", 4, "channel"), ChatButton("A group", 5, "group")),
    "Cancel",
)


def room(street: Street, kind: Kind, username: str | None = None) -> Chat:
    """A room of Anna's."""
    return rooms.create(street.world, street.anna.id, "Olives", kind, username)


def standings(street: Street) -> list[StandingChanged]:
    """What the bot heard of its own standing."""
    return [one for one in street.door.taken if isinstance(one, StandingChanged)]


async def offered(street: Street) -> int:
    """Anna is offered native buttons; the number of that message."""
    street.door.answer(OFFER)
    street.say("add")
    await street.called("sendMessage")
    return street.newest().id


@pytest.mark.parametrize(("kind", "request_id"), [(Kind.CHANNEL, 4), (Kind.SUPERGROUP, 5)])
async def test_a_chat_is_picked_with_a_native_button(
    street: Street, kind: Kind, request_id: int
) -> None:
    message = await offered(street)
    olives = room(street, kind, "olives")
    street.door.answer(PutAway("&amp; done"))
    anna, bot = street.anna.id, street.account.id
    share_chat(street.world, anna, bot, message, request_id, olives.id)
    calls = await street.called("sendMessage", 2)
    picked = next(one for one in street.door.taken if isinstance(one, ChatPicked))
    assert (picked.request, picked.chat, picked.title, picked.username) == (
        *(request_id, olives.id, "Olives", "olives"),
    )
    assert (picked.sender.id, picked.place.kind) == (anna, "private")
    assert calls[-1]["reply_markup"] == {"remove_keyboard": True}
    [standing] = standings(street)
    assert standing.stands == "posts"


async def test_the_native_button_asks_for_exactly_what_is_needed(street: Street) -> None:
    await offered(street)
    [call] = street.asked("sendMessage")
    (channel,), (group,), (cancel,) = call["reply_markup"]["keyboard"]
    assert cancel == {"text": "Cancel"}
    asked = channel["request_chat"]
    posting = {"can_post_messages", "can_edit_messages", "can_delete_messages"}
    granted = {name for name, value in asked["bot_administrator_rights"].items() if value}
    assert granted == posting
    of_the_person = {name for name, value in asked["user_administrator_rights"].items() if value}
    assert of_the_person == posting | {"can_promote_members"}
    assert group["request_chat"]["bot_is_member"] is True
    assert "bot_administrator_rights" not in group["request_chat"]


async def test_what_the_bot_may_do_in_a_channel_is_told_with_who_decided(street: Street) -> None:
    """Promise 31."""
    olives, anna, bot = room(street, Kind.CHANNEL, "olives"), street.anna.id, street.account.id
    rooms.add_bot(street.world, anna, olives.id, bot)
    rooms.promote(street.world, anna, olives.id, bot, ALL_RIGHTS - {"can_post_messages"})
    rooms.throw_out(street.world, anna, olives.id, bot)
    await street.door.until(lambda: len(standings(street)) == 3)
    heard = standings(street)
    assert [one.stands for one in heard] == ["posts", "silent", "gone"]
    assert {(one.sender.id, one.place.chat, one.place.kind) for one in heard} == {
        (anna, olives.id, "channel")
    }
    assert {(one.title, one.username) for one in heard} == {("Olives", "olives")}


async def test_a_member_of_a_group_may_post_there(street: Street) -> None:
    olives = room(street, Kind.SUPERGROUP)
    rooms.add_bot(street.world, street.anna.id, olives.id, street.account.id)
    rooms.leave(street.world, street.account.id, olives.id)
    await street.door.until(lambda: len(standings(street)) == 2)
    assert [one.stands for one in standings(street)] == ["posts", "gone"]


async def test_a_group_that_moves_and_a_channel_with_another_title_are_heard_of(
    street: Street,
) -> None:
    group, channel = room(street, Kind.GROUP), room(street, Kind.CHANNEL)
    for one in (group, channel):
        rooms.add_bot(street.world, street.anna.id, one.id, street.account.id)
    new = rooms.upgrade(street.world, street.anna.id, group.id)
    rooms.rename(street.world, street.anna.id, channel.id, "Oils")
    rooms.rename(street.world, street.anna.id, new.id, "Family")
    await street.door.until(lambda: len(street.door.taken) == 6)
    moved = [one for one in street.door.taken if isinstance(one, ChatMoved)]
    assert [(one.place.chat, one.to) for one in moved] == [(group.id, new.id)] * 2, "by both groups"
    renamed = [one for one in street.door.taken if isinstance(one, ChatRenamed)]
    assert {(one.place.chat, one.title) for one in renamed} == {
        (channel.id, "Oils"),
        (new.id, "Family"),
    }
