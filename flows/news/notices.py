"""What is owed to people, put into words at the moment it is sent, or dropped where it is no longer true."""

from catalog import low_stock
from catalog.browsing import shop
from catalog.keeping.shopkeeping import kept
from catalog.offers import find_deal
from catalog.wares import label
from flows import views
from flows.desk import stock_news
from flows.faces import Screen
from flows.friends.words import texts_of
from flows.news import (
    channel_news,
    claim_news,
    counter_news,
    coupon_news,
    daily_news,
    friend_news,
    from_shops,
    guest_news,
    ladder_news,
    lead_news,
    rescue_news,
    reward_news,
    waiting_news,
    where_news,
)
from flows.news.manners import MANNERS
from flows.replies import Reply, Say
from flows.screens import news, why
from flows.screens.desk import desk
from flows.screens.group import GroupView
from flows.texts import Texts
from groupbuys import books, finding, history
from groupbuys.friends.payers import TWICE
from groupbuys.fulfilment import handover, orders
from groupbuys.history import OrderLine
from groupbuys.invites import invite_token
from groupbuys.model import LIVE_SEATS, GroupState, OrderState, SeatState
from groupbuys.reminders import is_of_now
from groupbuys.telling import arrivals
from payments import asking
from payments import finding as finding_money
from payments.model import Payment
from payments.parts import parts_of
from people import meeting
from people.model import Person
from storage.outbox import was_owed
from storage.transaction import Transaction

_ENDS = {
    "succeeded": GroupState.SUCCEEDED,
    "failed": GroupState.FAILED,
    "cancelled": GroupState.CANCELLED,
}
_REFUNDS = {"refunded", "refunding"}
_STOCK = {low_stock.OF_VARIANT, low_stock.OF_PRODUCT}
_FOR_KEEPERS = {"shop_live", "shop_suspended"} | _STOCK | channel_news.KINDS
_WHILE_OPEN = {"joined", "leads", "reminder"}
_ROOMS = {
    **dict.fromkeys(claim_news.KINDS, claim_news.news),
    **dict.fromkeys(where_news.KINDS, where_news.compose),
    **dict.fromkeys(coupon_news.KINDS, coupon_news.compose),
    **dict.fromkeys(reward_news.KINDS, reward_news.compose),
    **dict.fromkeys(counter_news.KINDS, counter_news.compose),
    **dict.fromkeys(lead_news.KINDS, lead_news.compose),
    **dict.fromkeys(friend_news.KINDS, friend_news.compose),
}
"""Rooms that put their own news into words."""


def compose(
    tx: Transaction, kind: str, subject_id: int, person_id: int, detail: str
) -> tuple[Reply, ...] | None:
    """The messages of one notice, or None where it is not to be said any more.

    `subject_id` is the number of a payment ("refunded", "refunding", "part_refunded", "rescued"), of an order
    ("taken_back", "shipped", "handed_out", "taken_in"), of a shop ("shop_live", "shop_suspended"), of a variant or
    product ("low_stock", "low_product"), of a channel (see channel_news), of a claim ("claim", "claim_money",
    "claim_reminder"), of a packet, coupon or fund (see coupon_news), of a reward, of what from_shops says, or of a
    group buy (also what waiting_news says).
    """
    person = meeting.by_id(tx, person_id)
    if person is None:
        return None
    if kind in waiting_news.KINDS:
        return waiting_news.compose(tx, kind, subject_id, person, detail)
    screen = None
    if not guest_news.is_heard(tx, kind, subject_id, person, detail):
        screen = guest_news.dressed(person, _said(tx, kind, subject_id, person, detail))
    if screen is None:
        return None
    return (Say(why.signed(texts_of(person), screen, MANNERS[kind].why)),)


def _said(
    tx: Transaction, kind: str, subject_id: int, person: Person, detail: str
) -> Screen | None:
    if kind in _FOR_KEEPERS:
        return _for_keepers(tx, kind, subject_id, person, detail)
    if kind in from_shops.KINDS:
        return from_shops.compose(tx, kind, subject_id, person)
    if kind in daily_news.KINDS:
        return daily_news.compose(tx, _said, subject_id, person)
    if kind in _ROOMS:
        return _ROOMS[kind](tx, kind, subject_id, person, detail)
    if kind in _OF_ORDERS:
        return _OF_ORDERS[kind](tx, subject_id, person)
    if kind in _WHILE_OPEN:
        return _running(tx, kind, subject_id, person, detail)
    if kind in _ENDS:
        return _ended(tx, kind, subject_id, person)
    return _of_money(tx, kind, subject_id, person, detail)


def _for_keepers(
    tx: Transaction, kind: str, subject_id: int, person: Person, detail: str
) -> Screen | None:
    if kind in channel_news.KINDS:
        return channel_news.compose(tx, kind, subject_id, person, detail)
    if kind in _STOCK:
        return stock_news.low(tx, kind, subject_id, person)
    return _shop(tx, kind, subject_id, person)


def _shop(tx: Transaction, kind: str, shop_id: int, person: Person) -> Screen | None:
    """What the operator decided about a shop, while it still stands."""
    found = kept(tx, shop_id)
    if found is None or kind != f"shop_{found.state.value}":
        return None
    return desk.decided(Texts(person.language, found.zone), found)


def _of_money(
    tx: Transaction, kind: str, payment_id: int, person: Person, detail: str
) -> Screen | None:
    if kind == "part_refunded":
        return _part(tx, payment_id, person, detail)
    return _money(tx, kind, payment_id, person, detail) if kind in _REFUNDS else None


def _money(
    tx: Transaction, kind: str, payment_id: int, person: Person, detail: str
) -> Screen | None:
    payment = asking.by_id(tx, payment_id)
    if payment is None:
        return None
    t = _texts(tx, person, payment.shop_id)
    line = _bought(tx, payment, person.id)
    if kind == "refunding" and (line is None or not detail):
        return news.refunding(t, payment.amount)
    named = views.title(tx, line.product_id, person.language) if line is not None else ""
    money = finding_money.money_of(tx, payment_id)
    back = payment.amount if money is None else money.left
    if kind == "refunding" and line is not None:
        return news.given_up(t, line, named, back, is_twice=detail == TWICE)
    return news.refunded(t, back, named, line.number if line is not None else None, line)


def _part(tx: Transaction, payment_id: int, person: Person, step_id: str) -> Screen | None:
    """Some of the money of an order went back; or, at a close, less of it is taken than was held."""
    payment = asking.by_id(tx, payment_id)
    line = None if payment is None else _bought(tx, payment, person.id)
    if payment is None or line is None:
        return None
    t, title = (
        _texts(tx, person, payment.shop_id),
        views.title(tx, line.product_id, person.language),
    )
    if step_id == ladder_news.LESS:
        return ladder_news.let_go(t, title, line)
    part = next((one for one in parts_of(tx, payment_id) if str(one.step_id) == step_id), None)
    if part is None:
        return None
    if part.reason == ladder_news.LESS:
        return ladder_news.went(t, part, title, line)
    return news.refunded(t, part.amount, title, line.number)


def _bought(tx: Transaction, payment: Payment, person_id: int) -> OrderLine | None:
    """What a payment was for: an order, or a seat that never became one; None for money that found no place."""
    if payment.purpose == "seat":
        order = orders.of_seat(tx, payment.subject_id)
        own = ("s", payment.subject_id) if order is None else ("o", order.id)
        given = history.order(tx, person_id, "g", payment.subject_id)
        return given or history.order(tx, person_id, *own)
    if payment.purpose == "order":
        return history.order(tx, person_id, "o", payment.subject_id)
    return None


def _taken_back(tx: Transaction, order_id: int, person: Person) -> Screen | None:
    line = history.order(tx, person.id, "o", order_id)
    if line is None:
        return None
    group = finding.group(tx, line.group_buy_id) if line.group_buy_id is not None else None
    t = _texts(tx, person, group.shop_id if group is not None else 0)
    return news.taken_back(t, line, views.title(tx, line.product_id, person.language))


def _shipped(tx: Transaction, order_id: int, person: Person) -> Screen | None:
    """An order is on its way; no longer true once it was taken back, or has arrived meanwhile."""
    line = history.order(tx, person.id, "o", order_id)
    if line is None or line.state != OrderState.SHIPPED:
        return None
    title = views.title(tx, line.product_id, person.language)
    choice = label(tx, line.variant_id, person.language)
    return news.shipped(_texts(tx, person, 0), line, title, choice)


_OF_ORDERS = {"taken_back": _taken_back, "shipped": _shipped, "rescued": rescue_news.compose}
TOLD = (
    {"part_refunded"}
    | _REFUNDS
    | _WHILE_OPEN
    | _ENDS.keys()
    | _OF_ORDERS.keys()
    | _ROOMS.keys()
    | _FOR_KEEPERS
    | from_shops.KINDS
    | waiting_news.KINDS
    | daily_news.KINDS
)
"""Every kind that is put into words here."""


def _ended(tx: Transaction, kind: str, group_buy_id: int, person: Person) -> Screen | None:
    found = _view(tx, group_buy_id, person)
    if found is None or found[1].group.state is not _ENDS[kind]:
        return None
    t, view = found
    if kind == "succeeded":
        return _succeeded(tx, t, view, person)
    apart = _is_told_apart(tx, view, person)
    if kind == "failed":
        return news.failed(t, view, apart=apart)
    deal = find_deal(tx, view.group.deal_id)
    return news.cancelled(t, view, deal.why if deal is not None else "", apart=apart)


def _is_told_apart(tx: Transaction, view: GroupView, person: Person) -> bool:
    """Whether money that is back has a message of its own: it came back while this one was on its way."""
    seat = view.seat
    if seat is None or seat.state is not SeatState.REFUNDED or seat.payment_id is None:
        return False
    return was_owed(tx, "refunded", seat.payment_id, person.id)


def _succeeded(tx: Transaction, t: Texts, view: GroupView, person: Person) -> Screen:
    if view.seat is None:
        return news.succeeded(t, view, None)
    one = handover.bought(tx, person.id, "s", view.seat.id)
    less = ladder_news.less(tx, view.group, view.seat)
    reward = reward_news.of_leader(tx, view.group, person)
    return news.succeeded(t, view, orders.of_seat(tx, view.seat.id), one, less, reward)


def _running(
    tx: Transaction, kind: str, group_buy_id: int, person: Person, detail: str
) -> Screen | None:
    """News of a group that is still open, for those who are in it; who muted what was asked before."""
    found = _view(tx, group_buy_id, person)
    if found is None:
        return None
    t, view = found
    if not view.paid or view.closing or view.group.state is not GroupState.FORMING:
        return None
    token = invite_token(tx, group_buy_id, person.speaker)
    if kind == "reminder":
        timely = view.group.missing and is_of_now(detail, view.group.closes_at)
        return news.reminder(t, view, token) if timely else None
    if kind == "leads":
        return news.leads(t, view, token) if view.group.leader_id == person.id else None
    many = arrivals.gathered(tx, view.group, person.id, detail)
    if many is not None:
        return news.gathered(t, view, many, token) if many.people else None
    name = _joiner(tx, detail, person.speaker)
    return None if name is None else news.joined(t, view, name, token)


def _joiner(tx: Transaction, seat_id: str, listener: int) -> str | None:
    """The name of who took that seat, if they still have it; the listener and their guests are no news to them."""
    seat = books.seat_now(tx, int(seat_id)) if seat_id.isdecimal() else None
    if seat is None or seat.state not in LIVE_SEATS:
        return None
    joiner = meeting.by_id(tx, seat.person_id)
    return None if joiner is None or joiner.speaker == listener else joiner.name


def _view(tx: Transaction, group_buy_id: int, person: Person) -> tuple[Texts, GroupView] | None:
    group = finding.group(tx, group_buy_id)
    if group is None:
        return None
    return views.brief(tx, group, finding.seat_of(tx, group.id, person.id), person)


def _texts(tx: Transaction, person: Person, shop_id: int) -> Texts:
    place = shop(tx, shop_id)
    return texts_of(person, person.zone or (place.zone if place else "UTC"))
