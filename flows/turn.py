"""One turn: an event in, its replies out, everything that it changed in the same transaction."""

from flows import answers, inline, paying, rooms, routes
from flows.chats import routes as chats
from flows.desk import routes as desk
from flows.events import (
    ChatMoved,
    ChatPicked,
    ChatRenamed,
    Checkout,
    Command,
    Document,
    InlineAsked,
    InlineChosen,
    Paid,
    Photo,
    Pressed,
    Reached,
    RoomEvent,
    StandingChanged,
    Typed,
    UserEvent,
)
from flows.languages import ours
from flows.presses.chats import ChatPress
from flows.presses.every import LOOKS, WIRE, Anew, Press
from flows.presses.guests import AsGuest
from flows.presses.operator import OperatorPress
from flows.replies import Reply
from flows.visit import Visit
from groupbuys import cards
from people import meeting, reaching
from people.meeting import Greeting
from people.model import Person
from storage import inbox
from storage.transaction import Transaction


def handle(event: UserEvent, tx: Transaction) -> list[Reply]:
    """The replies to an event. One that wrote before is given its stored answer again.

    In a transaction begun for reading nothing is stored; it raises NeedsWriting if something has to be written.
    """
    if not tx.writes:
        return _answer(event, tx)
    stored = inbox.seen(tx, event.id)
    if stored is not None:
        return answers.read(stored)
    replies = _answer(event, tx)
    inbox.keep(tx, event.id, answers.written(replies))
    return replies


def reads(event: UserEvent) -> bool:
    """Whether a turn begins for reading only: looking around takes no write lock and leaves no inbox row."""
    match event:
        case Command():
            return event.place.kind != "private" or not event.argument
        case Pressed():
            theirs = event.place.kind != "private" and not isinstance(
                event.press, ChatPress | AsGuest | OperatorPress
            )
            return theirs or _looks(event.press)
        case Checkout() | InlineAsked():
            return True
        case Typed() | Photo() | Document():
            return event.place.kind != "private"
        case Paid() | Reached() | ChatPicked() | InlineChosen():
            return False
        case StandingChanged() | ChatMoved() | ChatRenamed():
            return False


def _looks(press: Press | None) -> bool:
    if isinstance(press, Anew | AsGuest):
        return _looks(WIRE.decode(press.wire))
    return press is None or isinstance(press, LOOKS)


def _answer(event: UserEvent, tx: Transaction) -> list[Reply]:
    match event:
        case Reached() | StandingChanged() | ChatMoved() | ChatRenamed():
            return _happen(event, tx)
        case Paid():
            return paying.take(visit(event, tx), event)
        case Checkout():
            return paying.check(visit(event, tx), event)
        case ChatPicked():
            return routes.picked(visit(event, tx), event)
        case InlineAsked():
            return inline.asked(event, tx)
        case InlineChosen():
            return inline.chosen(event, tx)
        case Command() | Typed() | Photo() | Document() | Pressed():
            return _talk(event, tx)


def _talk(event: Command | Typed | Photo | Document | Pressed, tx: Transaction) -> list[Reply]:
    if event.place.kind != "private":
        return chats.take(event, tx, visit)
    match event:
        case Command():
            return routes.command(visit(event, tx), event)
        case Typed():
            return routes.typed(visit(event, tx), event)
        case Photo():
            return routes.photo(visit(event, tx), event)
        case Document():
            return desk.document(visit(event, tx), event)
        case Pressed():
            return routes.press(visit(event, tx), event.press)


def _happen(event: Reached | RoomEvent, tx: Transaction) -> list[Reply]:
    """What is not said to us but happens: nobody waits for an answer."""
    if isinstance(event, Reached):
        _reach(event, tx)
    else:
        rooms.take(event, tx)
    return []


def _reach(event: Reached, tx: Transaction) -> None:
    bot, chat = event.place.bot, event.place.chat
    if event.reachable:
        reaching.reachable(tx, bot, chat)
        cards.alive(tx, bot, chat)
    else:
        reaching.unreachable(tx, bot, chat)


def visit(event: UserEvent, tx: Transaction) -> Visit:
    """Meet who it is, and what they are given in this turn."""
    person = _meet(event, tx)
    if isinstance(event, Pressed):
        return Visit(tx, person, event.place, True, True, event.message_id)
    said = event.message if isinstance(event, Typed) else 0
    return Visit(tx, person, event.place, said=said)


def _elsewhere(event: UserEvent) -> bool:
    """Whether it happened on another page: it does not tell that somebody can be reached in their chat."""
    return isinstance(event, Paid) and bool(event.provider)


def _meet(event: UserEvent, tx: Transaction) -> Person:
    sender, place = event.sender, event.place
    greeting = Greeting(
        channel=sender.channel,
        external_id=sender.id,
        name=sender.name,
        username=sender.username,
        language=ours(sender.language),
        bot=place.bot,
        chat=place.chat if place.kind == "private" and not _elsewhere(event) else None,
    )
    return meeting.meet(tx, greeting)
