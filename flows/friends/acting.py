"""Acting for a guest: the host does for them what one does for oneself, and hears whose place it is about."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from markupsafe import Markup

from flows.faces import Button, PressButton, Screen
from flows.presses import handover, lead
from flows.presses.chats import (
    AskLeaveHere,
    ChooseHere,
    JoinHere,
    LeaveHere,
    StayHere,
    TakeHere,
)
from flows.presses.claims import ClaimPress
from flows.presses.counter import ShowCode
from flows.presses.every import (
    WIRE,
    Anew,
    AskLeave,
    AskQuantity,
    GiveUpHold,
    Join,
    Leave,
    MoveSeat,
    Mute,
    PayAgain,
    PayBy,
    Pick,
    Press,
    ShowGroup,
    ShowOrder,
    ShowOrders,
    Stay,
    TakeMoneyBack,
)
from flows.presses.friends import GiveSeat, KeepSeat
from flows.presses.guests import AsGuest
from flows.presses.waiting import WaitingPress
from flows.refusing import refuse
from flows.replies import Amend, AskPayment, Edit, Reply, Say, Toast, Whisper
from flows.screens.buttons import Row
from flows.screens.names import clean
from flows.screens.paying import INVOICE_DESCRIPTION
from flows.screens.shape import TOAST, paragraphs, shorten
from flows.texts import Texts, filled
from flows.visit import Visit
from flows.wire import TooLong
from groupbuys import joining
from groupbuys.friends import bringing
from groupbuys.model import Reason, Refused, Wish
from people import guests, meeting
from people.guests import Guest
from people.model import Person
from storage.transaction import Transaction

Deed: TypeAlias = Callable[[Visit, Press], list[Reply]]

_HERE = (JoinHere, TakeHere, ChooseHere, AskLeaveHere, LeaveHere, StayHere)
"""What is done for a guest in a group chat."""

_FOR_THEM = (
    *_HERE,
    AskLeave,
    AskQuantity,
    ClaimPress,
    GiveSeat,
    GiveUpHold,
    Join,
    KeepSeat,
    Leave,
    MoveSeat,
    Mute,
    PayAgain,
    PayBy,
    Pick,
    ShowCode,
    ShowGroup,
    ShowOrder,
    ShowOrders,
    Stay,
    TakeMoneyBack,
    handover.WhereTo,
    handover.PickUpAt,
    handover.TypeDetail,
    handover.WithoutNote,
    handover.SameAsLast,
    lead.LeadPress,
)
"""What a host does for a guest: everything about a place that they have, or take. All else is the host's own."""


def press(visit: Visit, pressed: AsGuest, deed: Deed) -> list[Reply]:
    """Do what was pressed for a guest; somebody else's guest looks like one that does not exist."""
    inner = WIRE.decode(pressed.wire)
    there = _FOR_THEM if visit.place.kind == "private" else _HERE
    friend = guest_of(visit, pressed.guest_id)
    if friend is None or not isinstance(inner, there):
        return refuse(visit, Refused(Reason.GONE))
    return spoken(friend, deed(friend, inner))


def answered(
    visit: Visit, question: AsGuest, answer: Callable[[Visit], list[Reply]]
) -> list[Reply]:
    """The answer to what was asked about a guest's place."""
    friend = guest_of(visit, question.guest_id)
    return [] if friend is None else spoken(friend, answer(friend))


def guest_of(visit: Visit, person_id: int) -> Visit | None:
    """The same visit for a guest of whoever it is; None where that person is none of theirs."""
    known = guests.looked_after(visit.tx, visit.person.id, person_id)
    return None if known is None else for_guest(visit, known)


def for_guest(visit: Visit, friend: Guest) -> Visit:
    """The same visit, for a guest: in the language and the shop of their host."""
    host = visit.person
    stored = meeting.by_id(visit.tx, friend.person_id) or host
    stands_in = replace(
        host, id=friend.person_id, name=stored.name, host_id=host.id, called=friend.name
    )
    return replace(visit, person=stands_in, host=host)


def join(visit: Visit, group_buy_id: int, variant_id: int, quantity: int) -> Wish:
    """Take a seat for the reader, or for the guest that they speak for."""
    wanted = (group_buy_id, variant_id, quantity)
    if visit.host is None:
        return joining.join(visit.tx, visit.person.id, *wanted)
    return bringing.join(visit.tx, visit.person, *wanted)


def spoken(friend: Visit, replies: list[Reply]) -> list[Reply]:
    """The same replies as a host reads them: each says whom it is for, and its buttons act for them."""
    return [_spoken(friend.texts, friend.person, reply) for reply in replies]


def dressed(t: Texts, friend: Person, screen: Screen) -> Screen:
    """The same for one screen."""
    name = filled("<b>{name}</b>", name=clean(friend.called))
    head = t.gettext("👤 For {name}", name=name)
    text = Markup(screen.text)  # noqa: S704  a screen's text is markup
    rows = (tuple(_buttons(friend.id, row)) for row in screen.buttons)
    return replace(
        screen, text=str(paragraphs(head, text)), buttons=tuple(row for row in rows if row)
    )


def dressed_for(tx: Transaction, person_id: int, screen: Screen | None) -> Screen | None:
    """What is said to that person, dressed if they are a guest."""
    friend = None if screen is None else meeting.by_id(tx, person_id)
    if screen is None or friend is None or friend.host_id is None:
        return screen
    return dressed(Texts(friend.language), friend, screen)


def _spoken(t: Texts, friend: Person, reply: Reply) -> Reply:
    match reply:
        case Say() | Edit() | Amend():
            return replace(reply, screen=dressed(t, friend, reply.screen))
        case Whisper():
            toast = _over_button(t, friend, reply.toast) if reply.toast else ""
            return replace(reply, screen=dressed(t, friend, reply.screen), toast=toast)
        case Toast():
            return replace(reply, text=_over_button(t, friend, reply.text))
        case AskPayment():
            said = _plain(t, friend, reply.description)
            return replace(reply, description=shorten(said, INVOICE_DESCRIPTION))
        case _:
            return reply


def _over_button(t: Texts, friend: Person, said: str) -> str:
    return shorten(_plain(t, friend, said), TOAST)


def _plain(t: Texts, friend: Person, said: str) -> str:
    name = clean(friend.called)
    return said if name in said else t.pgettext("guest", "For {name}: {said}", name=name, said=said)


def _buttons(guest_id: int, row: Row) -> list[Button]:
    made = (_button(guest_id, one) for one in row)
    return [one for one in made if one is not None]


def _button(guest_id: int, one: Button) -> Button | None:
    """What is about the guest's place acts for them; None for what cannot be done for them."""
    if not isinstance(one, PressButton):
        return one
    outer = WIRE.decode(one.wire)
    wire = outer.wire if isinstance(outer, Anew) else one.wire
    inner = WIRE.decode(wire)
    if isinstance(inner, WaitingPress):
        return None
    if not isinstance(inner, _FOR_THEM):
        return one
    try:
        wrapped = WIRE.encode(AsGuest(guest_id, wire))
        again = WIRE.encode(Anew(wrapped)) if isinstance(outer, Anew) else wrapped
    except TooLong:
        return None
    return replace(one, wire=again)
