"""A group chat in a story: people talk there, press what everybody sees, and hear private words."""

from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import select

from flows.conversation import Conversation
from flows.door import Asked
from flows.events import Command, Place, Pressed, Typed, UserEvent
from flows.faces import PressButton, Screen
from flows.presses.every import WIRE
from flows.reactions import React
from flows.replies import Reply, Say, TakeAway, Toast, Whisper
from flows.screens.buttons import in_private
from groupbuys.cards import Card
from groupbuys.chats import hanging
from groupbuys.chats.hanging import Hanging, Spot
from groupbuys.chats.hanging_tables import hanging as table
from groupbuys.invites import invite_token
from groupbuys.model import GroupBuy, Seated
from people.meeting import Greeting, meet
from scheduler.showing import Showing
from tests.flows.limits import fits, visible
from tests.flows.phone import Phone, buttons, new_id
from tests.groupbuys.group import opened, starts
from tests.scheduler.office import Office
from tests.stories import BOT, Town

CHAT = -1001
_people = count(9001)


@dataclass
class Room:
    """A group chat with the bot in it. `messages` by their number; `heard`: the private words of each, newest last.

    `opens`: where the last press took who pressed; people without `ephemeral` hear private words in their own chat.
    """

    town: Town
    chat: int = CHAT
    topic: int = 0
    ephemeral: bool = True
    messages: dict[int, Screen] = field(default_factory=dict)
    heard: dict[str, list[Screen]] = field(default_factory=dict)
    toasts: dict[str, list[str]] = field(default_factory=dict)
    opens: str = ""
    signs: dict[int, str] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    spoken: "count[int]" = field(default_factory=lambda: count(90_001))
    _numbers: "count[int]" = field(default_factory=lambda: count(11))

    def __post_init__(self) -> None:
        self.talk = Conversation(self.town.database)
        self.office = Office(self.town)
        mouth = self.office.new_mouth()
        self.showing = Showing(self.town.database, {BOT: mouth}, lambda _tx, _group, _person: None)

    @property
    def place(self) -> Place:
        """Where it is said."""
        return Place(BOT, self.chat, "group", self.topic)

    @property
    def last(self) -> Screen:
        """The newest message of the bot that stands here."""
        return self.messages[max(self.messages)]

    @property
    def text(self) -> str:
        """It as it is read."""
        return visible(self.last.text)

    def stranger(self, name: str, language: str = "en") -> Phone:
        """Somebody in the chat who never met the bot."""
        return Phone(self.talk, name, language, external=next(_people))

    def neighbour(self, name: str, language: str = "en") -> Phone:
        """Somebody in the chat who has a private chat with the bot."""
        phone = self.stranger(name, language)
        self.person(phone)
        return phone

    def person(self, phone: Phone) -> int:
        """Their number in the books."""
        chat = phone.external
        greeting = Greeting("telegram", chat, phone.name, None, phone.language, BOT, chat)
        return self.town.run(lambda tx: meet(tx, greeting).id)

    def opens_group(self, phone: Phone, quantity: int = 1) -> GroupBuy:
        """They open a group buy, and are in it."""
        person = self.person(phone)
        wish = (
            starts(self.town, person, quantity=quantity) if not self.town.terms.provider else None
        )
        if isinstance(wish, Seated):
            return wish.group
        return opened(self.town, person, quantity).group

    def token(self, phone: Phone, group: GroupBuy) -> str:
        """Their invite."""
        person = self.person(phone)
        return self.town.run(lambda tx: invite_token(tx, group.id, person))

    async def brings(self, phone: Phone, group: GroupBuy) -> int:
        """They bring it in by its link; gives the card's message number."""
        await self.command(phone, "start", self.token(phone, group))
        return max(self.messages)

    async def command(self, phone: Phone, name: str, argument: str = "") -> None:
        """Send a command that names the bot."""
        await self.take(phone, Command(new_id(), phone.sender, self.place, name, argument))

    async def says(self, phone: Phone, text: str, answers: int = 0, *, to_us: bool = False) -> None:
        """Type something; an answer to a message of the bot's is said to it."""
        ours = to_us or answers in self.messages
        said = Typed(
            new_id(), phone.sender, self.place, text, answers, to_us=ours, message=next(self.spoken)
        )
        await self.take(phone, said)

    async def presses(self, phone: Phone, label: str) -> None:
        """Press the newest button with that label: in their private word, else on what everybody sees."""
        number, wire = self._find(phone, label)
        await self.wire(phone, wire, number)

    async def wire(self, phone: Phone, wire: str, number: int = 0) -> None:
        """Press a button by its wire text."""
        press = WIRE.decode(wire)
        whisper = 0 if number else 1
        await self.take(phone, Pressed(new_id(), phone.sender, self.place, number, press, whisper))

    async def take(self, phone: Phone, event: UserEvent) -> None:
        """Take a turn, and show its replies as a messenger would."""
        self.replies = list(await self.talk.turn(event))
        self.opens = ""
        for reply in self.replies:
            fits(reply)
            match reply:
                case Say(screen):
                    await self._say(screen)
                case TakeAway(number):
                    del self.messages[number]
                case Toast(text):
                    self.toasts.setdefault(phone.name, []).append(text)
                case React(number, emoji):
                    self.signs[number] = emoji
                case Whisper():
                    await self._whisper(phone, reply, isinstance(event, Pressed))
                case _:
                    raise AssertionError(f"{reply} in a group chat")

    async def _whisper(self, phone: Phone, word: Whisper, pressed: bool) -> None:  # noqa: FBT001  of one call
        if pressed and self.ephemeral:
            heard = self.heard.setdefault(phone.name, [])
            heard.append(word.screen)
            if word.screen.asks is not None:
                asked = Asked(len(heard), word.screen.asks, phone.external)
                await self.talk.asked(self.place, (asked,))
        elif word.private:
            assert word.private == phone.external
            await phone.hear(in_private(word.screen))
        elif pressed:
            self.opens = word.start
            assert word.start
        elif word.aloud is not None:
            await self._say(word.aloud)

    async def _say(self, screen: Screen) -> None:
        number = next(self._numbers)
        self.messages[number] = screen
        await self.talk.shown(self.place, number, screen)

    def _find(self, phone: Phone, label: str) -> tuple[int, str]:
        for screen in reversed(self.heard.get(phone.name, [])[-1:]):
            for button in buttons(screen):
                if button.label.startswith(label) and isinstance(button, PressButton):
                    return 0, button.wire
        for number in sorted(self.messages, reverse=True):
            for button in buttons(self.messages[number]):
                if button.label.startswith(label) and isinstance(button, PressButton):
                    return number, button.wire
        raise AssertionError(f"no button {label!r}")

    def word(self, phone: Phone) -> str:
        """The last private word to somebody, as it is read."""
        return visible(self.heard[phone.name][-1].text)

    def toast(self, phone: Phone) -> str:
        """The last words over a button that somebody pressed."""
        return self.toasts[phone.name][-1]

    def here(self) -> list[Hanging]:
        """What hangs in the chat."""
        rows = self.town.run(lambda tx: tx.all(select(table.c.id)))
        return [
            found
            for row in rows
            if (found := self.town.run(lambda tx, row=row: hanging.by_id(tx, row.id))) is not None  # type: ignore[misc]  # a turn
        ]

    def running(self) -> int:
        """How many group buys run here."""
        spot = Spot(BOT, self.chat, self.topic)
        return len(self.town.run(lambda tx: hanging.running(tx, spot)))

    def faces(self, number: int) -> list[str]:
        """What a message was edited to, one face after the other."""
        edits = self.office.sender.edits
        return [
            visible(one.text) for one in edits if (one.chat, one.message_id) == (self.chat, number)
        ]

    def reworded(self, phone: Phone) -> list[str]:
        """What private words to somebody were changed to since, one after the other."""
        words = self.office.sender.reworded
        return [visible(screen.text) for reader, _, screen in words if reader == phone.external]

    async def show_for(self, seconds: float) -> None:
        """Bring cards and lists up to date for so long."""
        end = self.town.now.timestamp() + seconds
        while self.town.now.timestamp() < end:
            while await self.showing.pay():
                await self.showing.crew.all_back()
            self.town.wind(seconds=0.5)


__all__ = ["CHAT", "Card", "Room"]
