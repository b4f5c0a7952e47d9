"""A card that is dropped into a chat of friends, joined by two of them, live there and in the leader's own chat."""

from sandbox.acts import pressing, rooms
from sandbox.acts.outcomes import ChatOpened
from sandbox.world.chats import Kind
from sandbox.world.messages import Posted
from tests.journeys.conftest import Quarter
from tests.journeys.quarter import Phone, words
from tests.journeys.test_group_buys import starts_a_group


async def joins_in(friend: Phone, chat: int, card: Posted) -> None:
    """Press Join under the card in the chat, and pay in the bot's own."""
    opened = pressing.press(friend.world, friend.person.id, chat, card.id, "Join")
    assert isinstance(opened, ChatOpened), opened
    friend.start(opened.start or "")
    await friend.reads("Mei invites you to buy together.")
    await friend.press("Join")
    await friend.pays()


async def test_a_card_dropped_into_a_chat_is_joined_there_and_live_in_both_places(
    quarter: Quarter,
) -> None:
    """Promises 29, 33."""
    mei, bo, ana = quarter.phones("Mei", "Bo", "Ana")
    await starts_a_group(mei)
    room = rooms.create(quarter.world, mei.person.id, "Friends", Kind.SUPERGROUP)
    for friend in (bo, ana):
        rooms.add_person(quarter.world, mei.person.id, room.id, friend.person.id)
    card = await mei.shares(room.id, "#1")
    assert card.inline_message_id is not None

    def shows(text: str) -> bool:
        standing = quarter.world.messages.inline(card.inline_message_id or "")
        return standing is not None and text in words(standing) and "As of" not in words(standing)

    await mei.until(lambda: shows("1 of 3"), "a live card")
    await joins_in(bo, room.id, card)
    await mei.until(lambda: shows("2 of 3"), "two in the card")
    await mei.reads("2 of 3")
    await joins_in(ana, room.id, card)
    await mei.until(lambda: shows("It is complete"), "the card complete")
    await mei.reads("3 of 3")
