"""Lists of group buys: the open ones, and the reader's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from markupsafe import Markup

from flows import ways
from flows.faces import Picture, Screen
from flows.presses.every import ShowGroup, ShowMine, ShowOpenGroups
from flows.screens.buttons import Row, back, browse, button, home, my_orders, open_groups, pager
from flows.screens.group import counted_to, seats
from flows.screens.names import clean
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.screens.waiting import in_my_list
from flows.texts import Texts
from groupbuys.model import GroupBuy, GroupState, Seat, SeatState
from groupbuys.waiting.line import Waits

GROUPS = 6
"""Group buys on a page."""

_Titles = Mapping[int, str]


def opened(
    t: Texts,
    groups: Sequence[GroupBuy],
    total: int,
    titles: _Titles,
    at: ShowOpenGroups,
    picture: Picture | None,
) -> Screen:
    """One page of the group buys that can be joined now."""
    way = ways.open_groups(at.deal_id, at.page, at.back)
    rows = tuple((button(_label(t, group, titles), ShowGroup(group.id, way)),) for group in groups)
    turning = pager(
        t, at.page, pages(total, GROUPS), lambda to: ShowOpenGroups(at.deal_id, to, at.back)
    )
    if groups:
        head = t.gettext("<b>Open groups</b>\nPick one to see it and join.")
    else:
        head = t.gettext("No group is open just now. Find something and start one.")
    last: Row = (back(t, at.back), home(t)) if at.back else (browse(t), home(t))
    listed = lines(_open_line(t, group, titles) for group in groups)
    return Screen(paragraphs(head, listed), (*rows, *turning, last), picture)


@dataclass(frozen=True, slots=True)
class Theirs:
    """The place of a friend of the reader's: what they are called, the words about them, and how it stands."""

    name: str
    texts: Texts
    state: SeatState


@dataclass(frozen=True, slots=True)
class Mine:
    """Where in the list of their own group buys a reader is; `waits`: the places that they wait for.

    `guests`: of each group buy where only friends of theirs sit, the places of those.
    """

    page: int
    total: int
    waits: Sequence[Waits] = ()
    guests: Mapping[int, Sequence[Theirs]] = field(default_factory=dict)


def mine(
    t: Texts,
    groups: Sequence[tuple[GroupBuy, Seat]],
    titles: _Titles,
    at: Mine,
    picture: Picture | None,
) -> Screen:
    """One page of the reader's own group buys, those first that they wait for."""
    if not groups and not at.waits:
        none = t.gettext("You are in no group yet. Find something and start one, or join one.")
        ways_on: tuple[Row, ...] = ((browse(t), open_groups(t)), (home(t),))
        return Screen(str(none), ways_on, picture)
    rows = tuple(
        (button(_label(t, group, titles), ShowGroup(group.id, ways.mine(at.page))),)
        for group in (*(one.group for one in at.waits), *(group for group, _ in groups))
    )
    turning = pager(t, at.page, pages(at.total, GROUPS), ShowMine)
    text = paragraphs(
        t.gettext("<b>My groups</b>"),
        lines(in_my_list(t, titles.get(one.group.product_id, ""), one) for one in at.waits) or None,
        lines(line for group, seat in groups for line in _my_lines(t, group, seat, titles, at)),
    )
    return Screen(text, (*rows, *turning, (my_orders(t), home(t))), picture)


def _label(t: Texts, group: GroupBuy, titles: _Titles) -> str:
    count = f"{t.number(group.paid)}/{t.number(counted_to(group))}"
    return f"{shorten(titles.get(group.product_id, ''), LABEL)} · {count}"


def _open_line(t: Texts, group: GroupBuy, titles: _Titles) -> Markup:
    title = shorten(titles.get(group.product_id, ""), TITLE)
    if group.closes_at is None:
        return Markup("<b>{}</b>\n{}").format(title, seats(t, group))
    return t.gettext(
        "<b>{title}</b>\n{seats} · closes {when}",
        title=title,
        seats=seats(t, group),
        when=t.countdown(group.closes_at),
    )


def _my_lines(t: Texts, group: GroupBuy, seat: Seat, titles: _Titles, at: Mine) -> Sequence[Markup]:
    """The reader's own place in a line, or one for each friend of theirs."""
    title = shorten(titles.get(group.product_id, ""), TITLE)
    if group.id in at.guests:
        return [
            t.gettext(
                "<b>{title}</b>, for {friend}: {state}",
                title=title,
                friend=clean(one.name),
                state=_standing(one.texts, group, replace(seat, state=one.state)),
            )
            for one in at.guests[group.id]
        ]
    state = _standing(t, group, seat)
    return [t.gettext("<b>{title}</b>: {state}", title=title, state=state)]


def _standing(t: Texts, group: GroupBuy, seat: Seat) -> Markup:
    match seat.state:
        case SeatState.PAID if group.state is GroupState.FORMING and group.closes_at:
            return _forming(t, group, group.closes_at)
        case SeatState.HELD | SeatState.PAID | SeatState.CONFIRMED:
            return _in(t, seat)
        case SeatState.SHIPPED:
            return t.gettext("on its way")
        case SeatState.RECEIVED:
            return t.gettext("received")
        case SeatState.RELEASED | SeatState.MOVED:
            return _over(t, group)
        case SeatState.UNPLACED | SeatState.REFUNDING | SeatState.REFUNDED:
            return _money(t, seat)


def _in(t: Texts, seat: Seat) -> Markup:
    if seat.state is SeatState.HELD:
        return t.gettext("waits for your payment")
    return t.gettext("complete")


def _money(t: Texts, seat: Seat) -> Markup:
    if seat.state is SeatState.UNPLACED:
        return t.gettext("your payment came too late")
    if seat.payer_id is not None:
        return t.gettext("{amount} back to who paid for it", amount=t.money(seat.total))
    if seat.state is SeatState.REFUNDING:
        return t.gettext("{amount} on its way back", amount=t.money(seat.total))
    return t.gettext("{amount} paid back", amount=t.money(seat.total))


def _forming(t: Texts, group: GroupBuy, closes_at: datetime) -> Markup:
    when = t.countdown(closes_at)
    if group.missing:
        return t.ngettext(
            "{n} more person needed, closes {when}",
            "{n} more people needed, closes {when}",
            group.missing,
            when=when,
        )
    return t.gettext("enough people are in, closes {when}", when=when)


def _over(t: Texts, group: GroupBuy) -> Markup:
    match group.state:
        case GroupState.FAILED:
            return t.gettext("did not find enough people")
        case GroupState.CANCELLED if group.opened_at is None:
            return t.gettext("never opened")
        case GroupState.CANCELLED if group.paid == 0:
            return t.gettext("everybody has left")
        case GroupState.CANCELLED:
            return t.gettext("was called off")
        case GroupState.MERGED:
            return t.gettext("went on together with another group")
        case GroupState.OPENING | GroupState.FORMING | GroupState.SUCCEEDED:
            return t.gettext("you are not in it any more")
