"""A phone in a story: somebody talks to the shop, presses buttons by their labels, and pays invoices."""

from dataclasses import dataclass, field
from itertools import count

from flows.conversation import Conversation
from flows.door import Asked
from flows.events import (
    ChatPicked,
    Checkout,
    Command,
    InlineAsked,
    InlineChosen,
    Paid,
    Place,
    Pressed,
    Reached,
    Sender,
    Typed,
    UserEvent,
)
from flows.faces import Asks, Button, LinkButton, PressButton, Screen, ShareButton
from flows.presses.every import WIRE, Press
from flows.reactions import React
from flows.replies import (
    Amend,
    AnswerCheckout,
    AskPayment,
    Edit,
    InlineResults,
    OfferChats,
    PutAway,
    Reply,
    Say,
    SendDocument,
    TakeAway,
    Toast,
    Whisper,
)
from payments.model import Payment
from tests.flows.limits import fits
from tests.stories import BOT, Town

_events = count(1)
_people = count(501)


@dataclass
class Phone:
    """One person's private chat with the bot. `messages` by their number, newest last.

    `below`: the buttons below the input field.
    """

    talk: Conversation
    name: str = "Mei"
    language: str = "en"
    external: int = field(default_factory=lambda: next(_people))
    messages: dict[int, Screen] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    invoices: list[AskPayment] = field(default_factory=list)
    checkouts: list[str | None] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    below: OfferChats | None = None
    offered_inline: InlineResults | None = None
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def sender(self) -> Sender:
        """Who they are to the messenger."""
        return Sender(self.external, self.name, self.language)

    @property
    def place(self) -> Place:
        """Their private chat."""
        return Place(BOT, self.external)

    @property
    def last(self) -> Screen:
        """The newest message."""
        return self.messages[max(self.messages)]

    @property
    def toast(self) -> str:
        """The newest toast."""
        return self.toasts[-1]

    @property
    def offered(self) -> list[str]:
        """What can be picked with the buttons below the input field."""
        return [one.wants for one in self.below.choices] if self.below is not None else []

    @property
    def cards(self) -> list[Screen]:
        """The group buys' cards in this chat."""
        return [screen for screen in self.messages.values() if screen.card_of is not None]

    async def command(self, name: str, argument: str = "") -> Screen:
        """Send a command."""
        return await self.take(Command(new_id(), self.sender, self.place, name, argument))

    async def start(self, token: str = "") -> Screen:
        """Send /start, or follow a link to it."""
        return await self.command("start", token)

    async def write(self, text: str) -> Screen:
        """Type words."""
        return await self.take(Typed(new_id(), self.sender, self.place, text))

    async def pick(self, chat: int, title: str, username: str = "", which: int = 0) -> Screen:
        """Pick a chat with one of the native buttons below the input field."""
        assert self.below is not None
        request = self.below.choices[which].request
        return await self.picked(request, chat, title, username)

    async def picked(self, request: int, chat: int, title: str, username: str = "") -> Screen:
        """Tell that a chat was picked for that request."""
        return await self.take(
            ChatPicked(new_id(), self.sender, self.place, request, chat, title, username)
        )

    async def press(self, label: str) -> Screen:
        """Press the newest button whose label is, or begins with, this."""
        number, found = self.find(label)
        assert isinstance(found, PressButton), found
        return await self.wire(found.wire, number)

    async def wire(self, wire: str, message: int = 0) -> Screen:
        """Press a button by its wire text."""
        return await self.do(WIRE.decode(wire), message or max(self.messages, default=1))

    async def do(self, press: Press | None, message: int = 1) -> Screen:
        """Press something, whether or not there is a button for it."""
        return await self.take(Pressed(new_id(), self.sender, self.place, message, press), message)

    async def pay(self) -> Screen:
        """Pay the newest invoice: the messenger asks first, then says that the money was taken."""
        invoice = self.invoices[-1]
        await self.check_out(invoice)
        assert self.checkouts[-1] is None, self.checkouts
        return await self.pay_late(invoice)

    async def check_out(self, invoice: AskPayment) -> str | None:
        """The messenger asks whether the invoice stands; gives the refusal."""
        await self.take(Checkout(new_id(), self.sender, self.place, invoice.token, invoice.amount))
        return self.checkouts[-1]

    async def pay_late(self, invoice: AskPayment) -> Screen:
        """The money was taken, whatever we say."""
        charge = new_id()
        return await self.take(
            Paid(new_id(), self.sender, self.place, invoice.token, invoice.amount, charge, charge)
        )

    async def pays_by_link(self, asked: Payment, charge: str) -> Screen:
        """The provider of a page says that this was paid there."""
        paid = Paid(
            new_id(),
            self.sender,
            self.place,
            asked.token,
            asked.amount,
            charge,
            "",
            asked.provider,
        )
        return await self.take(paid)

    async def asks(self, words: str = "", offset: str = "") -> InlineResults:
        """Type the bot's name and these words into the group chat of their friends."""
        await self.take(InlineAsked(new_id(), self.sender, self.place, words, offset, "group"))
        assert self.offered_inline is not None
        return self.offered_inline

    async def drops(self, result: str, message: str) -> None:
        """Drop one of the results there; the messenger names the message."""
        await self.talk.turn(InlineChosen(new_id(), self.sender, self.place, result, message))

    async def reached(self, *, reachable: bool) -> None:
        """Block the bot, or let it back in."""
        await self.talk.turn(Reached(new_id(), self.sender, self.place, reachable))

    async def take(self, event: UserEvent, message: int = 0) -> Screen:
        """Take a turn and show its replies, as a messenger would."""
        self.replies = list(await self.talk.turn(event))
        for reply in self.replies:
            await self._show(reply, message)
        return self.messages[max(self.messages)] if self.messages else Screen("")

    async def hear(self, screen: Screen) -> None:
        """Be told something without having pressed."""
        await self._new(screen)

    async def _show(self, reply: Reply, message: int) -> None:
        fits(reply)
        match reply:
            case Say(screen):
                await self._new(screen)
            case Edit(screen) if message in self.messages:
                assert self.messages[message].card_of is None, "a card was navigated"
                self.messages[message] = screen
                await self._asked(message, screen.asks)
            case Edit(screen) | Whisper(screen):
                await self._new(screen)
            case Amend() | TakeAway():
                self._put_right(reply)
            case Toast(text):
                self.toasts.append(text)
            case OfferChats() | PutAway():
                self.below = reply if isinstance(reply, OfferChats) else None
                await self._new(Screen(reply.text))
            case AskPayment():
                self.invoices.append(reply)
                await self._asked(next(self._numbers), reply.asks, invoice=True)
            case AnswerCheckout(refusal):
                self.checkouts.append(refusal)
            case InlineResults() | SendDocument() | React():
                assert isinstance(reply, InlineResults), "an errand sends files, no turn does"
                self.offered_inline = reply

    def _put_right(self, reply: Amend | TakeAway) -> None:
        if isinstance(reply, Amend):
            self.messages[reply.message_id] = reply.screen
        else:
            self.messages.pop(reply.message_id, None)

    async def _new(self, screen: Screen) -> None:
        number = next(self._numbers)
        self.messages[number] = screen
        await self.talk.shown(self.place, number, screen)
        await self._asked(number, screen.asks)

    async def _asked(self, number: int, asks: Asks | None, *, invoice: bool = False) -> None:
        if asks is not None:
            await self.talk.asked(self.place, (Asked(number, asks, invoice=invoice),))

    def find(self, label: str) -> tuple[int, Button]:
        """The newest button whose label is this, else the newest that begins with it."""
        for fitting in (str.__eq__, str.startswith):
            for number in sorted(self.messages, reverse=True):
                for button in buttons(self.messages[number]):
                    if fitting(button.label, label):
                        return number, button
        raise AssertionError(f"no button {label!r}; there are {self.labels()}")

    def labels(self, screen: Screen | None = None) -> list[str]:
        """The labels of a message, the newest by default."""
        return [button.label for button in buttons(screen or self.last)]

    def shared(self) -> ShareButton:
        """What the newest share button passes on."""
        _, found = self.find("Invite friends")
        assert isinstance(found, ShareButton)
        return found


def buttons(screen: Screen) -> list[Button]:
    """All buttons of a screen."""
    return [button for row in screen.buttons for button in row]


def new_id() -> str:
    """An event's number."""
    return f"event-{next(_events)}"


def phones(town: Town, *names: str, language: str = "en") -> list[Phone]:
    """A phone for each of these people."""
    talk = Conversation(town.database)
    return [Phone(talk, name, language) for name in names]


__all__ = ["LinkButton", "Phone", "buttons", "new_id", "phones"]
