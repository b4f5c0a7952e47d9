"""The reader's orders, and where their money is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover
from catalog.money import Money
from flows import ways
from flows.faces import Picture, Screen
from flows.presses.counter import ShowCode
from flows.presses.every import (
    GiveUpHold,
    PayAgain,
    ShowGroup,
    ShowOrder,
    ShowOrders,
    TakeMoneyBack,
)
from flows.screens import cash, ladder, rewards, set_aside
from flows.screens.buttons import Row, browse, button, home, my_groups, open_groups, pager, the_shop
from flows.screens.coupons import less
from flows.screens.destination import asking, going, way_of
from flows.screens.names import clean
from flows.screens.parcel import parcel
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.handover import Bought
from groupbuys.history import OrderLine
from groupbuys.ladder.settling import REASON as LADDER
from groupbuys.model import OrderState, SeatState
from payments.model import MoneyState, Part, PaymentState

ORDERS = 6
"""Orders on a page."""

_GOING = frozenset({SeatState.PAID, OrderState.PLACED, OrderState.SHIPPED, OrderState.RECEIVED})
"""What goes somewhere, or has gone."""

_Titles = Mapping[int, str]


def orders(
    t: Texts,
    found: Sequence[OrderLine],
    total: int,
    titles: _Titles,
    page: int,
    picture: Picture | None,
) -> Screen:
    """One page of what somebody bought or paid for, the newest first."""
    if not found:
        none = t.gettext("You have no orders yet. What you buy, and every refund, is listed here.")
        ways_on: tuple[Row, ...] = ((browse(t), open_groups(t)), (home(t),))
        return Screen(str(none), ways_on, picture)
    rows = tuple(
        (button(_label(t, line, titles), ShowOrder(line.what, line.id)),) for line in found
    )
    text = paragraphs(
        t.gettext("<b>My orders</b>"),
        lines(
            t.gettext(
                "<b>{title}</b>: {state}", title=_title(t, line, titles), state=state(t, line)
            )
            for line in found
        ),
    )
    turning = pager(t, page, pages(total, ORDERS), ShowOrders)
    return Screen(text, (*rows, *turning, (my_groups(t), home(t))), picture)


@dataclass(frozen=True, slots=True)
class Extra:
    """What an order's screen also leads to: its shop (0: none that we know of); and `one`, where it goes."""

    shop_id: int = 0
    one: Bought | None = None


NO_EXTRA = Extra()


def order(
    t: Texts,
    line: OrderLine,
    title: str,
    choice: str,
    picture: Picture | None,
    extra: Extra = NO_EXTRA,
) -> Screen:
    """One order or seat, with all that is known about its money."""
    one = extra.one
    named = shorten(title, TITLE) or nameless(t)
    number = t.gettext("Order {number}", number=line.number) if line.number else None
    now = Markup("<i>{}</i>").format(state(t, line))
    text = paragraphs(
        lines([Markup("<b>{}</b>").format(named), choice or None, number, _sum(t, line), now]),
        parcel(t, line.carrier, line.tracking),
        going(t, one) if line.state in _GOING else None,
        money(t, line, way_of(one)),
    )
    to_list = button(t.pgettext("button", "‹ Back"), ShowOrders())
    shop = (the_shop(t, extra.shop_id, ways.orders(0)),) if extra.shop_id else ()
    rows = (*asking(t, one), *_rows(t, line), (to_list, *shop, home(t)))
    return Screen(text, rows, picture)


def with_code(t: Texts, said: Screen, line: OrderLine) -> Screen:
    """The same page, with a way to the code that is shown at the counter."""
    label = t.pgettext("button", "Show this at the counter")
    return replace(said, buttons=((button(label, ShowCode(line.id), "primary"),), *said.buttons))


def _sum(t: Texts, line: OrderLine) -> Markup | None:
    if line.what == "p":
        return None
    values = {
        "quantity": t.number(line.quantity),
        "price": t.money(line.price),
        "total": t.money(line.total),
    }
    if line.credit is not None:
        return _with_credit(t, line, line.credit)
    if line.off is not None:
        return t.gettext(
            "{quantity} × {price} − {off} with a coupon = <b>{total}</b>",
            off=t.money(line.off),
            **values,
        )
    return t.gettext("{quantity} × {price} = <b>{total}</b>", **values)


def _with_credit(t: Texts, line: OrderLine, credit: Money) -> Markup:
    """What it costs by itself, and below that what makes it less."""
    whole = {
        "quantity": t.number(line.quantity),
        "price": t.money(line.price),
        "total": t.money(line.price * line.quantity),
    }
    pays = t.gettext("to pay: <b>{total}</b>", total=t.money(line.total))
    off = less(t, line.off) if line.off is not None else None
    head = t.gettext("{quantity} × {price} = <b>{total}</b>", **whole)
    return lines([head, off, Markup("{} · {}").format(rewards.less(t, credit), pays)])


def state(t: Texts, line: OrderLine) -> Markup:
    """Where an order or a seat stands, in a few words."""
    said = {
        "held": t.gettext("waits for your payment"),
        "paid": t.gettext("in a group that is still open"),
        "placed": t.gettext("the shop is getting it ready"),
        "confirmed": t.gettext("the shop is getting it ready"),
        "shipped": t.gettext("on its way"),
        "received": t.gettext("received"),
        "unplaced": t.gettext("your payment came too late"),
        "refunding": t.gettext("money on its way back"),
        "refunded": t.gettext("paid back"),
        "taken_back": t.gettext("taken back by the shop"),
    }
    now = said.get(line.state) or t.gettext("over")
    if line.what != "g" and line.other is not None and line.money is not None:
        now = _back_to(t, line.state, clean(line.other)) or now
    if line.what == "g" and line.other is not None:
        return t.gettext("for {name}: {state}", name=clean(line.other), state=now)
    return now


def _back_to(t: Texts, state: str, name: str) -> Markup | None:
    """Where the money went that somebody else paid."""
    if state == SeatState.REFUNDING:
        return t.gettext("money on its way back to {name}", name=name)
    if state == SeatState.REFUNDED:
        return t.gettext("paid back to {name}", name=name)
    return None


def money(t: Texts, line: OrderLine, how: Handover) -> Markup:
    """Where the money is, honestly."""
    if line.money is None:
        if line.state == SeatState.HELD:
            return t.gettext("Nothing has been paid yet.")
        if line.state == OrderState.TAKEN_BACK:
            return t.gettext("No money was taken, so nothing is owed.")
        if line.state == OrderState.RECEIVED:
            return cash.was_paid(t, how, line.total)
        return cash.to_pay(t, how, line.total)
    if line.other is not None and line.what != "g":
        return _others(t, line.money, clean(line.other))
    fell = any(part.reason == LADDER for part in line.parts)
    parts = [ladder.goes_back(t) if fell else None, *(_part(t, part) for part in line.parts)]
    taken = line.money.amount
    if line.let_go is not None:
        taken = taken - line.let_go
        parts.insert(0, ladder.let_go(t, line.let_go))
    if line.money.refund_asked_at is None:
        return lines([set_aside.paid(t, line, replace(line.money, amount=taken)), *parts])
    return lines([*parts, refund(t, line.money)])


def _others(t: Texts, of: MoneyState, name: str) -> Markup:
    """Somebody else paid: to them it goes back."""
    if of.refund_asked_at is None:
        return t.gettext(
            "{amount} is paid, by {name}. What goes back of it goes to {name}.",
            amount=t.money(of.amount),
            name=name,
        )
    amount = t.money(of.left)
    if of.refund_done_at is not None:
        return t.gettext(
            "<b>{amount}</b> went back to {name}, who paid for it.", amount=amount, name=name
        )
    return t.gettext(
        "<b>{amount}</b> goes back to {name}, who paid for it.", amount=amount, name=name
    )


def _part(t: Texts, part: Part) -> Markup:
    """Some of it went back, or is on its way."""
    return refund(
        t,
        MoneyState(
            payment_id=0,
            state=PaymentState.REFUNDING,
            amount=part.amount,
            provider="",
            refund_asked_at=part.asked_at,
            refund_attempts=part.attempts,
            refund_done_at=part.done_at,
            refund_stuck=part.stuck,
        ),
    )


def refund(t: Texts, of: MoneyState) -> Markup:
    """A refund: the amount, when it was asked for, when to expect it, and what went wrong."""
    asked = of.refund_asked_at
    when = t.moment(asked) if asked else ""
    if of.refund_done_at is not None:
        return t.gettext(
            "<b>{amount}</b> went back on {day}. Your bank may need up to 10 working days "
            "to show it.",
            amount=t.money(of.left),
            day=t.day(of.refund_done_at),
        )
    said = t.gettext(
        "<b>{amount}</b> is on its way back: asked for on {when}. Expect it within 10 working days.",
        amount=t.money(of.left),
        when=when,
    )
    return lines([said, _trouble(t, of)])


def _trouble(t: Texts, of: MoneyState) -> Markup | None:
    if not of.refund_attempts:
        return None
    tried = t.ngettext(
        "The payment provider has not accepted it in {n} try; it is tried again by itself.",
        "The payment provider has not accepted it in {n} tries; it is tried again by itself.",
        of.refund_attempts,
    )
    if not of.refund_stuck:
        return tried
    return lines([tried, t.gettext("The shop has been told and looks into it.")])


def _title(t: Texts, line: OrderLine, titles: _Titles, most: int = TITLE) -> str:
    return shorten(titles.get(line.product_id, ""), most) or nameless(t)


def nameless(t: Texts) -> str:
    """What money is called that was for nothing."""
    return t.pgettext("order", "A payment")


def _label(t: Texts, line: OrderLine, titles: _Titles) -> str:
    return f"{_title(t, line, titles, LABEL)} · {t.money(line.total)}"


def _rows(t: Texts, line: OrderLine) -> tuple[Row, ...]:
    rows: list[Row] = []
    if line.state == SeatState.HELD:
        pay = button(t.pgettext("button", "Pay"), PayAgain(line.what, line.id), "primary")
        rows.append((pay,))
        rows.append((button(t.pgettext("button", "Give it up"), GiveUpHold(line.what, line.id)),))
    if line.state == SeatState.UNPLACED:
        back = button(t.pgettext("button", "Money back, please"), TakeMoneyBack(line.id))
        rows.append((back,))
    if line.group_buy_id is not None:
        see = ShowGroup(line.group_buy_id, ways.orders(0))
        rows.append((button(t.pgettext("button", "See the group"), see),))
    return tuple(rows)
