"""A place that is given to a friend: its link for who gives it, and what whoever follows it reads before taking it."""

from dataclasses import dataclass

from markupsafe import Markup

from flows.faces import START_LINK, Asks, PressButton, Screen, ShareButton
from flows.links import to_place
from flows.presses.every import ShowGroup
from flows.presses.friends import GiveSeat, KeepSeat, TakeSeat
from flows.screens import cash, group
from flows.screens.buttons import anew, button, copy_link, home, my_orders, standing
from flows.screens.group import GroupView
from flows.screens.names import clean
from flows.screens.shape import TITLE, lines, paragraphs, shorten
from flows.texts import Texts, filled
from groupbuys.model import Seat


@dataclass(frozen=True, slots=True)
class Given:
    """A place that is given away under `token`, by `giver` ("" for the giver's own eyes); `leads`: by the leader.

    `holds`: the reader keeps a place there already that is not paid for.
    """

    token: str
    giver: str
    leads: bool
    gift_id: int = 0
    holds: bool = False


def to_giving(t: Texts, seat: Seat) -> PressButton:
    """The way to give a seat away."""
    return button(t.pgettext("button", "Give my place to a friend"), GiveSeat(seat.id))


def link(t: Texts, view: GroupView, given: Given) -> Screen:
    """For who gives it: a link for one person, and what happens with the money."""
    address = to_place(given.token)
    text = paragraphs(
        _head(t, view),
        t.gettext(
            "With this link your place goes to one friend: whoever opens it first and takes the place. "
            "Send it to nobody else."
        ),
        _money_of_giver(t, view),
        t.gettext("You lead this group: whoever takes your place leads it then.")
        if given.leads
        else None,
        t.gettext("Until somebody takes it, it stays yours.\n{link}", link=START_LINK + address),
    )
    words = t.pgettext(
        "share",
        "I have a place for you: “{title}”. Whoever opens the link first can take it.",
        title=_title(view),
    )
    send = ShareButton(t.pgettext("button", "Send to a friend"), START_LINK + address, words)
    keep = button(t.pgettext("button", "Keep it after all"), KeepSeat(_seat(view).id))
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    rows = ((send,), (copy_link(t, address), keep), *anew(((see, home(t)),)))
    return Screen(text, rows, asks=Asks("g", given.gift_id, view.group.id))


def gone(t: Texts, view: GroupView, name: str | None) -> Screen:
    """What became of a link, in the place of its message: `name` took the place (None: nobody, and nobody can)."""
    said = (
        t.gettext("The link leads nowhere any more.")
        if name is None
        else t.gettext(
            "{name} has taken your place.", name=clean(name) or t.pgettext("name", "Somebody")
        )
    )
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return standing(Screen(paragraphs(_head(t, view), said), ((see, home(t)),)))


def kept(t: Texts, view: GroupView) -> Screen:
    """It is not given away after all."""
    said = t.gettext("Good: your place is still yours. The link leads nowhere any more.")
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return Screen(paragraphs(_head(t, view), said), ((see,), (home(t),)))


def offered(t: Texts, view: GroupView, given: Given) -> Screen:
    """For the friend: what it is, who paid, and where money goes if it goes back."""
    head = (
        t.gettext("{name} gives you a place in this group.", name=given.giver)
        if given.giver
        else t.gettext("You are given a place in this group.")
    )
    text = paragraphs(
        head,
        lines([_head(t, view), group.seats(t, view.group), group.status(t, view)]),
        _money_of_friend(t, view, given.giver),
        t.gettext("It is the leader's place: you would lead the group.") if given.leads else None,
        t.gettext(
            "Your own place, which you have not paid for, is given up for it: nothing is owed for that."
        )
        if given.holds
        else None,
        t.gettext("Take it, and the goods are yours; you say where they go."),
    )
    take = button(t.pgettext("button", "Take the place"), TakeSeat(given.token), "primary")
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return Screen(text, ((take,), (see, home(t))))


def told(t: Texts, view: GroupView, name: str, *, gave: bool, paid: Seat | None) -> Screen:
    """Somebody took it; `gave`: the reader gave it, `paid`: the seat, where its reader is who paid for it."""
    values = {"name": clean(name) or t.pgettext("name", "Somebody"), "title": _title(view)}
    head = (
        t.gettext("{name} took your place in the group for <b>{title}</b>.", **values)
        if gave
        else t.gettext(
            "{name} has the place in the group for <b>{title}</b> now that you paid for.", **values
        )
    )
    money = None
    if paid is not None:
        money = t.gettext(
            "You paid {amount} for it. If money goes back, it goes back to you: see My orders.",
            amount=t.money(paid.total),
        )
    return standing(Screen(paragraphs(head, money), ((my_orders(t),),)))


def _money_of_giver(t: Texts, view: GroupView) -> Markup:
    seat = _seat(view)
    amount = t.money(seat.total)
    if seat.payment_id is None:
        return t.gettext(
            "Nothing has been paid yet: whoever takes it pays {amount} to the shop.", amount=amount
        )
    if view.payer:
        return t.gettext(
            "{name} paid {amount} for it. If money goes back, it goes to {name}.",
            name=view.payer,
            amount=amount,
        )
    return t.gettext(
        "You have paid {amount} for it; your friend pays nothing here. If money goes back, because the group fails or "
        "your friend leaves, it goes back to you.",
        amount=amount,
    )


def _money_of_friend(t: Texts, view: GroupView, giver: str) -> Markup:
    seat = _seat(view)
    if seat.payment_id is None:
        return cash.pays_amount(t, view.way, seat.total)
    return t.gettext(
        "It is paid: {amount}, by {name}. If money goes back, because the group fails or you leave, it goes to {name}, "
        "not to you.",
        amount=t.money(seat.total),
        name=view.payer or giver or t.pgettext("name", "Somebody"),
    )


def _head(t: Texts, view: GroupView) -> Markup:
    what = group.chosen(t, view.choice, _seat(view).quantity)
    return lines([filled("<b>{title}</b>", title=_title(view)), what or None])


def _title(view: GroupView) -> str:
    return shorten(view.title, TITLE)


def _seat(view: GroupView) -> Seat:
    if view.seat is None:
        raise LookupError("a place that is given away is somebody's seat")
    return view.seat
