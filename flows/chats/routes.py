"""What is done in group chats: which flow answers which command, words and button there."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from catalog.typed import plain
from flows import operating, public
from flows.chats import friends, joining, leaving, listing, memory, phrases, posting, several, talk
from flows.chats.phrases import Linked, Meaning, MoneyBack, Order, Out, Who
from flows.chats.saying import say_no
from flows.events import Command, Document, Photo, Place, Pressed, Typed
from flows.friends import acting
from flows.languages import ours
from flows.presses.chats import (
    AskLeaveHere,
    ChatPress,
    ChooseHere,
    HangHere,
    JoinHere,
    LeaveHere,
    ListHere,
    StayHere,
    TakeHere,
)
from flows.presses.every import Press
from flows.presses.guests import AsGuest
from flows.presses.operator import OperatorPress
from flows.replies import Reply, Say
from flows.screens.chats import whispers
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import finding, invites
from groupbuys.chats import hanging
from groupbuys.chats.hanging import Hanging, Spot
from groupbuys.model import LIVE_SEATS
from people import meeting
from storage.transaction import Transaction

Talk: TypeAlias = Command | Typed | Photo | Document | Pressed

Meet: TypeAlias = Callable[[Command | Typed | Pressed, Transaction], Visit]
"""Meets who did it: only of those who want something of us anything is written down."""

_COMMANDS = {"group", "start", "join", "list", "leave"}
_MEANT: Mapping[str, Meaning] = {"list": Who(), "leave": Out()}


def take(event: Talk, tx: Transaction, meet: Meet) -> list[Reply]:
    """Answer what was said or pressed in a group chat."""
    if event.place.kind != "group":
        return public.answer(event)
    if event.sender.faceless:
        return _to_nobody(event, tx)
    match event:
        case Pressed(press=pressed) if isinstance(pressed, ChatPress):
            return press(meet(event, tx).anew(), pressed)
        case Pressed(press=pressed) if isinstance(pressed, OperatorPress):
            return operating.press(meet(event, tx), pressed)
        case Pressed(press=pressed) if isinstance(pressed, AsGuest):
            return acting.press(meet(event, tx).anew(), pressed, _for_guest)
        case Command():
            return _command(event, tx, meet)
        case Typed():
            return _typed(event, tx, meet)
        case Photo() | Document() | Pressed():
            return public.answer(event)


def _to_nobody(event: Talk, tx: Transaction) -> list[Reply]:
    """Whoever writes in the name of the group, or of a channel, can have no seat by that: they are told how."""
    meaning = phrases.read(event.text) if isinstance(event, Typed) else None
    ordered = isinstance(meaning, Order | Out) and bool(hanging.running(tx, _spot(event.place)))
    if not ordered and not isinstance(event, Command):
        return []
    if isinstance(event, Command) and event.name not in _COMMANDS:
        return []
    t = Texts(ours(event.sender.language))
    return [
        Say(
            whispers.note(
                t.gettext(
                    "You write in the group's name, so I cannot give you a place: "
                    "write in your own, or press Join."
                )
            ),
            silent=True,
        )
    ]


def press(visit: Visit, pressed: ChatPress) -> list[Reply]:
    """A button of ours there; those of a private word may come from the private chat, too."""
    if isinstance(pressed, HangHere):
        return posting.bring(visit, pressed)
    here = hanging.by_id(visit.tx, pressed.hanging_id)
    if here is None or not _belongs(here, visit.place):
        t = visit.texts
        return say_no(visit, t.pgettext("refusal", "This is no longer offered."))
    match pressed:
        case JoinHere():
            return joining.join(visit, here, pressed.quantity)
        case TakeHere():
            return joining.take(visit, here, pressed.variant_id, pressed.quantity)
        case ChooseHere():
            return joining.choose(visit, here, pressed)
        case ListHere():
            return listing.say(visit, here)
        case AskLeaveHere() | LeaveHere() | StayHere():
            return _leaving(visit, here, pressed)


def _belongs(here: Hanging, place: Place) -> bool:
    """Whether it hangs where it was pressed; a made-up button leads into no other chat."""
    return here.bot == place.bot and (place.kind == "private" or here.chat == place.chat)


def _leaving(
    visit: Visit, here: Hanging, pressed: AskLeaveHere | LeaveHere | StayHere
) -> list[Reply]:
    match pressed:
        case AskLeaveHere():
            return leaving.ask(visit, here)
        case LeaveHere():
            return leaving.leave(visit, here)
        case StayHere():
            return leaving.stay(visit, here)


def _command(event: Command, tx: Transaction, meet: Meet) -> list[Reply]:
    match event.name:
        case "group" | "start":
            token = _token(event.argument)
            if token and invites.is_known(tx, token):
                return posting.invited(meet(event, tx), token)
            if token:
                return public.answer(event)
            return posting.mine(meet(event, tx)) if event.name == "group" else public.answer(event)
        case "join":
            return _mean(event, tx, meet, phrases.wish(event.argument))
        case "list" | "leave":
            return _mean(event, tx, meet, _MEANT[event.name])
        case _:
            return public.answer(event)


def _token(argument: str) -> str:
    """The token of a command, bare or in a link."""
    link = phrases.read(argument)
    return link.token if isinstance(link, Linked) else argument.strip()


def _typed(event: Typed, tx: Transaction, meet: Meet) -> list[Reply]:
    if event.to_us and not event.answers and not event.text.strip():
        return posting.mine(meet(event, tx))
    meaning = phrases.read(event.text)
    return _answer(event, tx, meet) if meaning is None else _mean(event, tx, meet, meaning)


def _answer(event: Typed, tx: Transaction, meet: Meet) -> list[Reply]:
    """The answer to "Which one?", if this person was asked that here and the words name one; else talk among people."""
    if not phrases.may_answer(event.text) or (event.answers and not event.to_us):
        return []
    person = meeting.known(tx, event.sender.channel, event.sender.id)
    if person is None:
        return []
    asked = memory.of(tx, person.id, event.place.chat)
    if not memory.waits(tx, asked, replied=event.to_us):
        return []
    here = hanging.by_id(tx, asked.hanging_id)
    words = plain(event.text)
    found = () if here is None else joining.fits(tx, here, words)
    if here is None or not found:
        return []
    if not event.to_us and (len(found) > 1 or _sits(tx, here, asked.guest_id or person.id)):
        return []
    visit = meet(event, tx)
    memory.let_go(visit)
    order = Order(asked.quantity, words)
    if not asked.guest_id:
        return _do(visit, order, here=here, to_us=event.to_us)
    friend = acting.guest_of(visit, asked.guest_id)
    done = [] if friend is None else _do(friend, order, here=here, to_us=event.to_us)
    return done if friend is None else acting.spoken(friend, done)


def _sits(tx: Transaction, here: Hanging, person_id: int) -> bool:
    """Whether somebody has chosen by a button meanwhile."""
    seat = finding.seat_of(tx, here.group_buy_id, person_id)
    return seat is not None and seat.state in LIVE_SEATS


def _mean(event: Command | Typed, tx: Transaction, meet: Meet, meaning: Meaning) -> list[Reply]:
    """Words that mean something; said to nobody, they count where something hangs and no other message is answered."""
    to_us = isinstance(event, Command) or event.to_us
    if isinstance(meaning, Linked):
        return _linked(event, tx, meet, meaning.token, to_us=to_us)
    if isinstance(meaning, MoneyBack):
        return leaving.money_back(meet(event, tx)) if to_us else []
    answered = hanging.by_message(tx, event.place.bot, event.place.chat, event.answers)
    if answered is not None:
        at_card = partial(_do, here=answered, to_us=True)
        return friends.meant(meet(event, tx), meaning, at_card, to_us=True)
    if event.answers and not to_us:
        return []
    there = hanging.running(tx, _spot(event.place))
    if there and not to_us and talk.is_talk(tx, event.sender, meaning, there):
        return []
    if there:
        among = partial(_among, there=there, to_us=to_us)
        return friends.meant(meet(event, tx), meaning, among, to_us=to_us)
    if not to_us:
        return []
    visit = meet(event, tx)
    t = visit.texts
    nothing = t.pgettext("refusal", "No group buy is running here. /group brings one of yours in.")
    return say_no(visit, nothing)


def _linked(
    event: Command | Typed, tx: Transaction, meet: Meet, token: str, *, to_us: bool
) -> list[Reply]:
    if not invites.is_known(tx, token):
        return []
    if to_us:
        return posting.invited(meet(event, tx), token)
    return posting.overheard(meet(event, tx), token)


def _spot(place: Place) -> Spot:
    return Spot(place.bot, place.chat, place.topic)


def _for_guest(visit: Visit, pressed: Press) -> list[Reply]:
    return press(visit, pressed) if isinstance(pressed, ChatPress) else []


def _among(
    visit: Visit, meaning: Meaning, *, there: tuple[Hanging, ...], to_us: bool
) -> list[Reply]:
    """One is meant, or the one whose variant the words name, or that somebody is in; else they are asked which."""
    if len(there) == 1 or isinstance(meaning, Who) or not several.is_sound(meaning):
        return _do(visit, meaning, here=there[0], to_us=to_us)
    if isinstance(meaning, Order):
        meaning = joining.parted(visit, there, meaning)
    if isinstance(meaning, Order) and meaning.choice:
        fitting = [one for one in there if joining.is_of(visit, one, meaning)]
        if len(fitting) == 1:
            return _do(visit, meaning, here=fitting[0], to_us=to_us)
    if isinstance(meaning, Out):
        theirs = [one for one in there if leaving.is_in(visit, one)]
        if len(theirs) <= 1:
            return _do(visit, meaning, here=(*theirs, there[0])[0], to_us=to_us)
    if isinstance(meaning, Order) and meaning.friend:
        return friends.named(visit, meaning, partial(several.which, there))
    return several.which(there, visit, meaning)


def _do(visit: Visit, meaning: Meaning, *, here: Hanging, to_us: bool) -> list[Reply]:
    again = listing.card_again(visit, here)
    match meaning:
        case Order():
            return [*joining.order(visit, here, meaning, to_us=to_us), *again]
        case Out():
            return [*leaving.out(visit, here, meaning, to_us=to_us), *again]
        case Who():
            return listing.say(visit, here)
        case Linked() | MoneyBack():
            return []
