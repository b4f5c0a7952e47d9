"""What a merchant does about deals and orders from the command line: look, pause, resume, call off, pay back."""

from sqlalchemy import bindparam, func, select

from catalog import browsing, deals
from catalog.offers import DealLine, deal_line, deals_with_terms
from catalog.tables import deal, shop
from flows.money_text import money_text
from groupbuys import refunding
from groupbuys.cancelling import cancel_deal
from groupbuys.claims import deciding
from groupbuys.fulfilment import orders
from groupbuys.model import GroupState, Order, OrderState, Reason, Refused, SeatState
from groupbuys.tables import group_buy, seat
from kaituan.books import there
from kaituan.trouble import Trouble
from storage.transaction import Transaction

_DEALS = deals_with_terms().order_by(deal.c.id)
_SHOPS = select(shop.c.id, shop.c.name)
_OPEN = (
    select(group_buy.c.deal_id, func.count().label("many"))
    .where(group_buy.c.state.in_([GroupState.OPENING.value, GroupState.FORMING.value]))
    .group_by(group_buy.c.deal_id)
)
_PAID_BACK = select(func.count()).where(
    seat.c.deal_id == bindparam("deal_id_"),
    seat.c.state == SeatState.REFUNDING.value,
    seat.c.ended_at == bindparam("at"),
)
"""Seats whose money a turn owes back: those that it ended."""


def deal_rows(tx: Transaction) -> list[tuple[object, ...]]:
    """Each deal that is not over or still has open groups: number, shop, product, state, people, open groups."""
    running = {row.deal_id: int(row.many) for row in tx.all(_OPEN)}
    shops = {row.id: row.name for row in tx.all(_SHOPS)}
    found = [deal_line(row) for row in tx.all(_DEALS)]
    shown = [one for one in found if not one.is_over or one.id in running]
    titles = browsing.titles(tx, sorted({one.product_id for one in shown}), "en")
    return [
        (
            one.id,
            shops.get(one.shop_id, ""),
            titles.get(one.product_id, ""),
            one.state.value,
            _people(one),
            running.get(one.id, 0),
        )
        for one in shown
    ]


def pause(database: str | None, deal_id: int) -> str:
    """A deal takes no new groups; says so. Raises Trouble where it is not live."""
    with there(database) as books:
        if not books.run_now(lambda tx: deals.pause(tx, deal_id)):
            raise Trouble(f"Deal {deal_id} is not live: kaituan deals lists those that are.")
    return f"Deal {deal_id} takes no new groups; those that are open go on."


def resume(database: str | None, deal_id: int) -> str:
    """A paused deal is live again; says so. Raises Trouble where that cannot be."""
    with there(database) as books:
        if not books.run_now(lambda tx: deals.resume(tx, deal_id)):
            raise Trouble(
                f"Deal {deal_id} cannot go on: it is not paused, or its product has another live deal."
            )
    return f"Deal {deal_id} is live again."


def cancel(database: str | None, deal_id: int, why: str) -> str:
    """A deal is called off, everybody in its open groups is owed their money and the reason (promise 14)."""

    def turn(tx: Transaction) -> tuple[int | None, int]:
        ended = cancel_deal(tx, deal_id, why.strip())
        return ended, int(tx.value(_PAID_BACK, {"deal_id_": deal_id, "at": tx.now}))

    with there(database) as books:
        ended, payments = books.run_now(turn)
    if ended is None:
        raise Trouble(f"Deal {deal_id} cannot be called off: there is none, or it was before.")
    if ended == 0:
        return f"Deal {deal_id} is called off. It had no open group."
    groups, them = ("1 open group", "it") if ended == 1 else (f"{ended} open groups", "them")
    told = f"Deal {deal_id} is called off: {groups} ended, and everybody with a seat in {them}"
    if payments == 0:
        return f"{told} is told why. No money had been taken, so none goes back."
    back = "1 payment goes" if payments == 1 else f"{payments} payments go"
    return (
        f"{told} is told why; {back} back. "
        "The running bot does it; kaituan stats shows how far it is."
    )


def give_back(database: str | None, number: str) -> str:
    """An order is paid back; its group stays what it was for everybody else (promise 16)."""
    name = number.strip().upper()

    def turn(tx: Transaction) -> str:
        order = orders.by_number(tx, name)
        back = Refused(Reason.GONE) if order is None else refunding.take_back(tx, order.id)
        if order is not None and not isinstance(back, Refused):
            deciding.paid_back(tx, order.id)
        match back:
            case Refused():
                raise Trouble(_nothing_to_give(name, orders.by_number(tx, name)))
            case _ if back.amount is None:
                return f"Order {name} is taken back; no money had been taken."
            case _:
                return f"Order {name}: {money_text(back.amount, 'en')} goes back to its buyer."

    with there(database) as books:
        return books.run_now(turn)


def _nothing_to_give(number: str, order: Order | None) -> str:
    """Why it cannot be paid back (any more)."""
    if order is None:
        return f"There is no order {number}."
    match order.state:
        case OrderState.REFUNDED:
            return f"Order {number} was paid back already."
        case OrderState.REFUNDING:
            return f"Order {number} is being paid back already: kaituan stats shows what waits."
        case OrderState.TAKEN_BACK:
            return f"Order {number} was taken back already; no money had been taken for it."
        case OrderState.RELEASED:
            return f"Order {number} was let go, and no money had been taken for it."
        case OrderState.HELD:
            return f"Order {number} is not paid yet, so there is nothing to give back."
        case OrderState.PLACED | OrderState.SHIPPED | OrderState.RECEIVED:
            return f"Order {number} was changed just now: try again."


def _people(one: DealLine) -> str:
    return str(one.minimum) if one.minimum == one.capacity else f"{one.minimum}-{one.capacity}"
