"""Private words about a group buy in a group chat: a place that is kept or taken, a choice, a question, a way in."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.money import Money
from flows.faces import START_LINK, Asks, LinkButton, Screen
from flows.links import to_deal, to_seat
from flows.presses.chats import (
    AskLeaveHere,
    ChatPress,
    ChooseHere,
    HangHere,
    LeaveHere,
    StayHere,
    TakeHere,
)
from flows.screens import cash, group, ladder, leaving, paying, waiting
from flows.screens.buttons import Row, button, home, into_chat, open_groups, pager
from flows.screens.group import GroupView
from flows.screens.group_page import choosing
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts, filled
from groupbuys.chats.hanging import Hanging
from groupbuys.model import GivenBack, GroupState, Reason, Seat, SeatState, ToPay

VARIANTS = 8
"""Variants on a page."""


def kept(t: Texts, view: GroupView, here: Hanging, due: ToPay) -> Screen:
    """A place is kept; paying goes on in the private chat."""
    ask = t.gettext(
        "A place is kept for you. Pay <b>{amount}</b> by {when}; after that somebody else can have it.",
        amount=t.money(due.amount),
        when=t.moment(due.until),
    )
    asks = Asks("s", due.id, view.group.id)
    falls = ladder.before_paying(t) if view.ladder else None
    return Screen(paragraphs(_head(t, view), ask, falls), _pay_or_not(t, here, due.id), asks=asks)


def still_kept(t: Texts, view: GroupView, here: Hanging, seat: Seat) -> Screen:
    """Somebody keeps a place after all that is not paid for yet."""
    said = t.gettext("Good: your place is still yours.")
    asks = Asks("s", seat.id, view.group.id)
    return Screen(paragraphs(_head(t, view), said), _pay_or_not(t, here, seat.id), asks=asks)


def _pay_or_not(t: Texts, here: Hanging, seat_id: int) -> tuple[Row, ...]:
    """A place that was paid for meanwhile is not given up by an old button: that asks first."""
    pay = LinkButton(t.pgettext("button", "Pay"), START_LINK + to_seat(seat_id))
    give_up = button(t.pgettext("button", "Give it up"), AskLeaveHere(here.id))
    return (pay,), (give_up,)


def paid(t: Texts, view: GroupView, seat: Seat) -> Screen:
    """A place that was kept is paid for: there is nothing to press but the way to it."""
    said = t.gettext("It is paid for: you are in.")
    mine = LinkButton(t.pgettext("button", "My place"), START_LINK + to_seat(seat.id))
    return Screen(paragraphs(_head(t, view), said), ((mine,),))


def over(t: Texts, view: GroupView, seat: Seat, why: Reason) -> Screen:
    """A place that was kept is kept no more."""
    if why is Reason.GIVEN_UP:
        return given_up(t, view)
    see = LinkButton(t.pgettext("button", "See the group"), START_LINK + to_seat(seat.id))
    return Screen(paragraphs(_title(view), paying.in_vain(t, why)), ((see,),))


def seated(t: Texts, view: GroupView, here: Hanging, seat: Seat) -> Screen:
    """Somebody is in: their receipt."""
    text = paragraphs(
        _head(t, view),
        t.gettext("You are in."),
        lines([cash.pays_amount(t, view.way, seat.total) if view.pickup else None]),
        group.status(t, view),
    )
    label = t.pgettext("button", "My place")
    if view.asks_where:
        label = t.pgettext("button", "📍 Where to?")
    mine = LinkButton(label, START_LINK + to_seat(seat.id))
    leave = button(t.pgettext("button", "Leave"), AskLeaveHere(here.id))
    open_ = view.joinable or (view.inside and not view.group.closed_at)
    return Screen(text, ((mine,), (leave,)) if open_ else ((mine,),))


def inside(t: Texts, view: GroupView, here: Hanging, seat: Seat) -> Screen:
    """Somebody was in already: nothing was changed."""
    screen = seated(t, view, here, seat)
    return Screen(paragraphs(_head(t, view), _already(t, view)), screen.buttons)


def _already(t: Texts, view: GroupView) -> Markup:
    """How many can be changed only by leaving, as long as one may come back in."""
    if view.group.state is not GroupState.FORMING or view.closing:
        return t.gettext("You are in this group already.")
    if view.group.waiting:
        return t.gettext(
            "You are in this group already. To change how many, leave and join again; but others wait for a "
            "place here, and come first."
        )
    return t.gettext("You are in this group already. To change how many, leave and join again.")


def choice(
    t: Texts,
    view: GroupView,
    at: ChooseHere,
    variants: Sequence[tuple[int, str, Money]],
    said: Markup | None = None,
) -> Screen:
    """Which one? `variants`: numbers, labels, prices; `said` stands above, where some words were not understood."""
    count = pages(len(variants), VARIANTS)
    page = min(max(at.page, 0), count - 1)
    shown = variants[page * VARIANTS : (page + 1) * VARIANTS]
    rows: tuple[Row, ...] = tuple(
        (
            button(
                f"{shorten(label, LABEL)} · {t.money(price)}",
                TakeHere(at.hanging_id, number, at.quantity),
            ),
        )
        for number, label, price in shown
    )
    turn = pager(t, page, count, lambda to: ChooseHere(at.hanging_id, at.quantity, to))
    many = t.ngettext("How many: {n}.", "How many: {n}.", at.quantity) if at.quantity > 1 else None
    which = t.gettext("Which one would you like?")
    text = paragraphs(_head(t, view), said, lines([many, which]), choosing(t, view))
    return Screen(text, (*rows, *turn))


def which(t: Texts, running: Sequence[tuple[str, ChatPress]]) -> Screen:
    """Several group buys run in a chat: which of them is meant? By their titles, with what is done at each."""
    text = t.gettext("Several group buys run here. Which one do you mean?")
    rows = tuple(
        (button(shorten(title, LABEL) or t.number(number), press),)
        for number, (title, press) in enumerate(running, 1)
    )
    return Screen(str(text), rows)


def ask_leave(t: Texts, view: GroupView, here: Hanging) -> Screen:
    """The same question as in the private chat; of a place that is only kept, it is asked anew once that is paid."""
    held = view.seat is not None and view.seat.state is SeatState.HELD
    leave = button(
        t.pgettext("button", "Leave"),
        AskLeaveHere(here.id) if held else LeaveHere(here.id),
        "danger",
    )
    stay = button(t.pgettext("button", "Stay"), StayHere(here.id))
    return Screen(leaving.ask(t, view).text, ((stay, leave),))


def left(t: Texts, view: GroupView, back: GivenBack) -> Screen:
    """Somebody has left."""
    said = Markup(leaving.left(t, back, view.payer).text)  # noqa: S704  our own markup
    return Screen(paragraphs(_title(view), said), _others(t, view))


def given_up(t: Texts, view: GroupView) -> Screen:
    """Somebody kept a place, and wants it no more."""
    free = t.gettext("The place is free again.")
    owed = t.gettext("No money had been taken, and nothing is owed.")
    return Screen(paragraphs(_title(view), lines([free, owed])), _others(t, view))


def _others(t: Texts, view: GroupView) -> tuple[Row, ...]:
    """The way on after leaving: the deal, with its open groups."""
    there = START_LINK + to_deal(view.group.deal_id)
    return ((LinkButton(t.pgettext("button", "See the product"), there),),)


def bring(t: Texts, groups: Sequence[tuple[int, str]]) -> Screen:
    """Which group buy of theirs is to come into the chat."""
    text = t.gettext("Which of your groups shall I bring into this chat?")
    rows = tuple((button(shorten(title, LABEL), HangHere(number)),) for number, title in groups)
    return Screen(str(text), rows)


def bring_afar(t: Texts, groups: Sequence[tuple[int, str]]) -> Screen:
    """The same asked in the private chat."""
    text = t.gettext("Which of your groups shall I bring into a group chat?")
    return Screen(str(text), (*bring(t, groups).buttons, (home(t),)))


def no_group_yet(t: Texts) -> Screen:
    """Somebody in no open group wants to bring one into a chat: how that goes, and the button that adds the bot."""
    text = t.gettext(
        "Start or join a group first. Then “Into a group chat” on its page brings it into any chat of yours, "
        "where people join by Join or by replying “+1”. I can be added there already:"
    )
    return Screen(str(text), ((into_chat(t, ""),), (open_groups(t), home(t))))


def pick_chat(t: Texts, title: str, token: str) -> Screen:
    """Said in the private chat, where it is not known which chat is meant."""
    text = t.gettext("Pick the chat that I shall bring it into.")
    return Screen(
        paragraphs(filled("<b>{title}</b>", title=title), text), ((into_chat(t, token),),)
    )


def note(said: Markup, *rows: Row) -> Screen:
    """A few words."""
    return Screen(str(said), rows)


def full(t: Texts, view: GroupView, here: Hanging) -> Screen:
    """There is no place just now: the way to wait for one is on the group's page."""
    paying_now = group.last_paying(t, view.group)
    wait = LinkButton(t.pgettext("button", "Wait for a place"), START_LINK + here.token)
    text = paragraphs(_title(view), lines([paying_now, waiting.offer(t)]))
    return Screen(text, ((wait,),))


def _title(view: GroupView) -> Markup:
    return filled("<b>{title}</b>", title=shorten(view.title, TITLE))


def _head(t: Texts, view: GroupView) -> Markup:
    """What it is about, and what the reader has chosen of it."""
    if view.seat is None or not view.inside:
        return _title(view)
    return lines([_title(view), group.chosen(t, view.choice, view.seat.quantity) or None])
