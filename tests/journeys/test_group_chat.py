"""A group buy in a chat of friends: its card joined there by two, live there and wherever it was dropped, full, off."""

from sandbox.acts import pressing, rooms, talking
from sandbox.acts.outcomes import ChatOpened, QueryAsked
from sandbox.world.changes import Toasted
from sandbox.world.chats import Chat, Kind
from sandbox.world.messages import Posted
from tests.journeys.conftest import Quarter
from tests.journeys.quarter import Phone, words
from tests.journeys.test_group_buys import starts_a_group


class Room:
    """A group chat of friends with the bot in it."""

    def __init__(self, quarter: Quarter, owner: Phone, *friends: Phone) -> None:
        self.world, self.bot, self.owner = quarter.world, quarter.bot, owner
        self.chat: Chat = rooms.create(self.world, owner.person.id, "Friends", Kind.SUPERGROUP)
        for friend in friends:
            rooms.add_person(self.world, owner.person.id, self.chat.id, friend.person.id)

    def brings_the_bot(self, link: str) -> None:
        """Its owner adds the bot by the invite's own button, which brings the group buy along."""
        token = link.rpartition("=")[2]
        rooms.add_bot(self.world, self.owner.person.id, self.chat.id, self.bot.id, payload=token)

    def said(self) -> list[Posted]:
        """What the bot said for all to read, as it stands now."""
        return [one for one in self.world.messages.of(self.chat.key) if one.owner_id == self.bot.id]

    def card(self) -> Posted | None:
        """The newest card with a button to join, or what became of it."""
        found = (one for one in reversed(self.said()) if "of 3" in words(one))
        return next(found, None)

    def shows(self, text: str) -> bool:
        """Whether the card says that."""
        card = self.card()
        return card is not None and text in words(card)

    def whispers(self, reader: Phone) -> list[Posted]:
        """What only that person reads here."""
        return [
            one
            for one in self.world.whispers.of(self.chat.key)
            if one.message.receiver_user is not None
            and one.message.receiver_user.id == reader.person.id
        ]

    async def joined_by(self, friend: Phone) -> None:
        """They press Join under the card, read a word of their own, follow `Pay`, and pay."""
        card = self.card()
        assert card is not None
        outcome = pressing.press(self.world, friend.person.id, self.chat.id, card.id, "Join")
        assert isinstance(outcome, QueryAsked), outcome
        await friend.until(lambda: bool(self.whispers(friend)), "a private word")
        told = self.whispers(friend)[-1]
        opened = pressing.press(
            self.world, friend.person.id, self.chat.id, 0, "Pay", whisper=told.whisper
        )
        assert isinstance(opened, ChatOpened), opened
        friend.start(opened.start or "")
        await friend.pays()


async def test_a_card_in_a_group_chat_is_joined_by_two_there_and_live_in_all_places(
    quarter: Quarter,
) -> None:
    """Promises 29, 33: in the chat, where it was dropped, and in its leader's own chat, until it is full."""
    mei, bo, ana, zoe = quarter.phones("Mei", "Bo", "Ana", "Zoe")
    await starts_a_group(mei)
    room = Room(quarter, mei, bo, ana)
    elsewhere = rooms.create(quarter.world, mei.person.id, "Family", Kind.GROUP)
    rooms.add_person(quarter.world, mei.person.id, elsewhere.id, zoe.person.id)
    dropped = await mei.shares(elsewhere.id, "#1")
    room.brings_the_bot(await mei.invite())
    await mei.until(lambda: room.shows("1 of 3"), "a card in the chat")

    def lives(text: str) -> bool:
        copy = quarter.world.messages.inline(dropped.inline_message_id or "")
        return room.shows(text) and copy is not None and text in words(copy)

    await room.joined_by(bo)
    await mei.until(lambda: lives("2 of 3"), "two in both places")
    await room.joined_by(ana)
    await mei.until(lambda: lives("It is complete"), "complete in both places")
    await mei.reads("3 of 3")
    assert all(len(room.whispers(reader)) == 0 for reader in (mei, zoe))
    labels = [button.text for one in room.said() for button in one.buttons()]
    assert "Join" not in labels, "off"


async def test_where_no_private_word_is_known_it_is_said_in_the_private_chat_or_by_opening_it(
    quarter: Quarter,
) -> None:
    """An older server of the Bot API: nothing private is ever read by the others."""
    quarter.world.whispers.spoken = "10.1"
    mei, bo, ana = quarter.phones("Mei", "Bo", "Ana")
    await starts_a_group(mei)
    bo.start()
    await bo.reads("Corner shop")
    room = Room(quarter, mei, bo, ana)
    room.brings_the_bot(await mei.invite())
    await mei.until(lambda: room.shows("1 of 3"), "a card in the chat")
    card = room.card()
    assert card is not None
    pressing.press(quarter.world, bo.person.id, room.chat.id, card.id, "Join")
    await bo.reads("A place is kept for you")
    link = ""
    with quarter.world.subscribe() as changes:
        pressing.press(quarter.world, ana.person.id, room.chat.id, card.id, "Join")
        async for change in changes:
            if isinstance(change, Toasted) and change.person_id == ana.person.id:
                link = change.url
                break
    await ana.opens(link)
    await ana.pays()
    await mei.until(lambda: room.shows("2 of 3"), "Ana's seat in the card")
    assert not room.whispers(ana)
    assert all("A place is kept" not in words(one) for one in room.said())


async def test_words_in_the_chat_take_a_seat_say_who_is_in_and_leave_it(quarter: Quarter) -> None:
    """接龍: by answering the card, as privacy mode has it."""
    mei, bo = quarter.phones("Mei", "Bo")
    await starts_a_group(mei)
    bo.start()
    await bo.reads("Corner shop")
    room = Room(quarter, mei, bo)
    room.brings_the_bot(await mei.invite())
    await mei.until(lambda: room.shows("1 of 3"), "a card in the chat")
    card = room.card()
    assert card is not None
    talking.say(quarter.world, bo.person.id, room.chat.id, "+1", reply_to=card.id)
    await bo.press("Pay")
    await bo.pays()
    await mei.until(lambda: room.shows("2 of 3"), "two in the chat")
    talking.say(quarter.world, mei.person.id, room.chat.id, "列表", reply_to=card.id)
    await mei.until(
        lambda: any("Bo" in words(one) and "1." in words(one) for one in room.said()), "a list"
    )
