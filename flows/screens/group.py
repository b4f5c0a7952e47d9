"""A group buy: what everybody sees of it, and its page for somebody outside and somebody inside."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from catalog.keeping.shopkeeping import Handover
from catalog.offers import Price
from flows.faces import Picture
from flows.money_text import percent_less
from flows.screens import ladder, newcomers, prices, rewards
from flows.screens.ladder import Rungs
from flows.screens.names import short
from flows.screens.shape import LABEL, TITLE, lines, shorten
from flows.texts import Texts, filled
from groupbuys.finding import Member
from groupbuys.model import LIVE_SEATS, GroupBuy, GroupState, Seat, SeatState
from groupbuys.waiting.line import Waits

DRAWN = 10
"""Seats that are drawn one by one; larger groups get a bar of as many signs."""
NAMED = 6
"""Members who are named."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Everything that screens say about a group buy to one reader, at the moment `now`.

    `prices` are those it was opened with, or that its `ladder` came to; `variants` how many there are to choose from,
    0 where the product is no longer offered; `only` is the number of the only variant. `seat` is the reader's, `choice`
    its variant in words.
    `pickup`: it is paid to the shop itself, when it comes in that `way`; `asks_where`: there is a choice of where to.
    `barred`: the group is for people new to the shop, and the reader is not. `line`: the reader waits for a place.
    `payer`: the name of who paid for the seat, where that is somebody else.
    """

    group: GroupBuy
    now: datetime
    title: str
    picture: Picture | None
    prices: tuple[Price, ...]
    variants: int
    only: int
    members: tuple[Member, ...]
    seat: Seat | None
    choice: str
    pickup: bool
    way: Handover = Handover.PICKUP
    asks_where: bool = False
    barred: bool = False
    line: Waits | None = None
    payer: str = ""
    ladder: Rungs = ()

    @property
    def inside(self) -> bool:
        """Whether the reader has a live seat."""
        return self.seat is not None and self.seat.state in LIVE_SEATS

    @property
    def paid(self) -> bool:
        """Whether the reader's seat is more than held."""
        return self.inside and self.seat is not None and self.seat.state is not SeatState.HELD

    @property
    def closing(self) -> bool:
        """Whether its time is up."""
        return self.group.closes_at is not None and self.group.closes_at <= self.now

    @property
    def joinable(self) -> bool:
        """Whether somebody outside could take a seat just now."""
        forming = self.group.state is GroupState.FORMING and not self.closing
        return forming and self.group.free > 0 and self.variants > 0 and not self.barred

    @property
    def full(self) -> bool:
        """Whether somebody outside could only wait for a seat."""
        forming = self.group.state is GroupState.FORMING and not self.closing
        may = self.variants > 0 and not self.barred and not self.inside
        return forming and may and self.group.free <= 0

    @property
    def price(self) -> Price | None:
        """The lowest price of the group."""
        return prices.lowest(self.prices) if self.prices else None


def face(t: Texts, view: GroupView) -> Markup:
    """Title, seats, names, price, time left, and what the reader has in it.

    Who has paid is nobody's business outside: there, those who are still paying are counted and not named.
    """
    return lines(
        [
            filled("<b>{title}</b>", title=shorten(view.title, TITLE)),
            None if view.group.state is GroupState.MERGED else seats(t, view.group),
            _names(t, view),
            _price(t, view.prices),
            ladder.stands(t, view.group, view.ladder),
            status(t, view),
            _rule(t, view.group),
            _reward(t, view.group),
            _waiting(t, view.group),
            _yours(t, view),
        ]
    )


def _waiting(t: Texts, group: GroupBuy) -> Markup | None:
    if not group.waiting or group.state is not GroupState.FORMING:
        return None
    return t.ngettext(
        "🕐 {n} person waits for a place.", "🕐 {n} people wait for a place.", group.waiting
    )


def _rule(t: Texts, group: GroupBuy) -> Markup | None:
    open_ = group.state in {GroupState.OPENING, GroupState.FORMING}
    return newcomers.short(t) if group.newcomers and open_ else None


def _reward(t: Texts, group: GroupBuy) -> Markup | None:
    """Everybody may know that its leader has something of it."""
    open_ = group.state in {GroupState.OPENING, GroupState.FORMING}
    return rewards.short(t) if group.rewarded and open_ else None


def _yours(t: Texts, view: GroupView) -> Markup | None:
    if view.seat is None or not view.inside:
        return None
    what, total = chosen(t, view.choice, view.seat.quantity), t.money(view.seat.total)
    if what:
        return t.gettext("Yours: {what} · {total}", what=what, total=total)
    if {one.group for one in view.prices} == {view.seat.total}:
        return None
    return t.gettext("Your place: {total}", total=total)


def chosen(t: Texts, choice: str, quantity: int) -> str:
    """What somebody chose, plain: "2 × Blue, M"; without a choice the number of pieces; "" for the only one."""
    if choice:
        return f"{t.number(quantity)} × {shorten(choice, LABEL)}"
    return "" if quantity == 1 else t.npgettext("chosen", "{n} piece", "{n} pieces", quantity)


def seats(t: Texts, group: GroupBuy) -> Markup:
    """The seats as a row: paid, being paid, free; and their number."""
    goal = counted_to(group)
    if goal <= DRAWN:
        held = min(group.taken, goal) - group.paid
        row = "🟢" * group.paid + "🟡" * held + "⚪" * (goal - group.paid - held)
    else:
        full = group.paid * DRAWN // goal
        row = "🟢" * full + "⚪" * (DRAWN - full)
    return Markup(f"{row}  {_count(t, group, goal)}")  # noqa: S704  our own signs beside markup


def counted_to(group: GroupBuy) -> int:
    """What the paid seats are counted to: the people needed, and once those are in, the room there is."""
    return group.minimum if group.missing else group.capacity


def _count(t: Texts, group: GroupBuy, goal: int) -> Markup:
    paid = t.number(group.paid)
    if goal == group.capacity:
        return t.gettext("{paid} of {capacity}", paid=paid, capacity=t.number(goal))
    return t.gettext(
        "{paid} of {needed}, room for {capacity}",
        paid=paid,
        needed=t.number(goal),
        capacity=t.number(group.capacity),
    )


def status(t: Texts, view: GroupView, *, for_good: bool = False) -> Markup:
    """Where the group stands, in a sentence; `for_good`: in words that stay true, for what is never edited."""
    match view.group.state:
        case GroupState.OPENING:
            return t.gettext("Not open yet: its leader is still paying.")
        case GroupState.FORMING:
            return _forming(t, view, for_good=for_good)
        case GroupState.SUCCEEDED:
            return t.gettext("✅ It is complete: everybody gets the group price.")
        case GroupState.FAILED:
            return t.gettext("It ended: not enough people joined in time.")
        case GroupState.CANCELLED:
            return _called_off(t, view.group)
        case GroupState.MERGED:
            return t.gettext("It went on together with another group for the same.")


def last_paying(t: Texts, group: GroupBuy) -> Markup | None:
    """That the last places are only being paid for, where that is so."""
    if group.unheld or group.taken <= group.paid:
        return None
    return t.ngettext(
        "The last place is being paid for right now.",
        "The last {n} places are being paid for right now.",
        group.taken - group.paid,
    )


def _called_off(t: Texts, group: GroupBuy) -> Markup:
    if group.opened_at is None:
        return t.gettext("It never opened: nobody paid for it.")
    if group.paid == 0:
        return t.gettext("It ended: everybody has left.")
    return t.gettext("It was called off.")


def _forming(t: Texts, view: GroupView, *, for_good: bool) -> Markup:
    group = view.group
    if view.closing or group.closes_at is None:
        return t.gettext("Time is up; the result comes in a moment.")
    when = t.moment(group.closes_at) if for_good else t.countdown(group.closes_at)
    if not for_good and not group.unheld and group.taken > group.paid:
        return t.ngettext(
            "⏳ The last place is being paid for right now · closes {when}",
            "⏳ The last {n} places are being paid for right now · closes {when}",
            group.taken - group.paid,
            when=when,
        )
    if group.missing:
        return t.ngettext(
            "⏳ {n} more person needed · closes {when}",
            "⏳ {n} more people needed · closes {when}",
            group.missing,
            when=when,
        )
    return t.ngettext(
        "⏳ Enough people are in · {n} place left · closes {when}",
        "⏳ Enough people are in · {n} places left · closes {when}",
        group.free,
        when=when,
    )


@lru_cache(maxsize=1024)
def _price(t: Texts, offered: tuple[Price, ...]) -> Markup | None:
    if not offered:
        return None
    price = prices.lowest(offered)
    said = t.gettext(
        "<b>{price}</b> each instead of {solo}",
        price=prices.least(t, price.group, varies=len(set(offered)) > 1),
        solo=t.money(price.solo),
    )
    if price.group >= price.solo:
        return said
    percent = t.percent(percent_less(price.group, price.solo))
    return t.sentences(said, t.gettext("(−{percent})", percent=percent))


def _names(t: Texts, view: GroupView) -> Markup | None:
    shown = [one for one in view.members if view.inside or one.state is not SeatState.HELD][:NAMED]
    if not shown:
        return None
    named = t.listed(*(_name(t, member) for member in shown))
    others = view.group.taken - len(shown)
    if others > 0:
        return t.ngettext("{names} and {n} more", "{names} and {n} more", others, names=named)
    return escape(named)


def _name(t: Texts, member: Member) -> str:
    name = short(member.name) or t.pgettext("name", "Somebody")
    if member.state == SeatState.HELD:
        return t.pgettext("name", "{name} (paying)", name=name)
    return f"👑 {name}" if member.leader else name
