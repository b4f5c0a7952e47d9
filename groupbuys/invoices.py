"""The invoice of a held place: asked for once, and asked for again under the same token."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, select

from catalog.money import Money
from catalog.tables import deal, shop
from groupbuys.model import HOLD, GroupBuy, Order, Seat, ToPay
from groupbuys.tables import purchase, seat
from payments import accounts
from payments.account import CHOICE, Account, Kind, kind_of
from payments.asking import ask
from payments.model import PaymentState
from payments.tables import payment
from people import guests
from storage.transaction import Transaction


def _open(places: Table, purpose: str) -> Select[Any]:
    of_place = and_(
        payment.c.purpose == purpose,
        payment.c.subject_id == places.c.id,
        payment.c.state == PaymentState.ASKED.value,
    )
    asked = payment.c["token", "amount", "currency", "provider"]
    return (
        select(*asked, shop.c.id.label("shop_id"), shop.c.provider.label("way"))
        .select_from(
            places.join(deal, deal.c.id == places.c.deal_id)
            .join(shop, shop.c.id == deal.c.shop_id)
            .outerjoin(payment, of_place)
        )
        .where(places.c.id == bindparam("subject"))
        .order_by(payment.c.id.desc())
        .limit(1)
    )


_OPEN = {"s": _open(seat, "seat"), "o": _open(purchase, "order")}
_ASKED = select(payment.c.token).where(
    payment.c.purpose == bindparam("purpose_"),
    payment.c.subject_id == bindparam("subject"),
    payment.c.provider == bindparam("provider_"),
    payment.c.state == PaymentState.ASKED.value,
)


def ask_for_seat(
    tx: Transaction, group: GroupBuy, held: Seat, provider: str, until: datetime | None = None
) -> ToPay:
    """Ask for the money of a seat that is held `until` then; None: it was just taken."""
    until = until or tx.now + HOLD
    return _ask(tx, held, (group.id, group.shop_id), provider, until)


def ask_for_order(tx: Transaction, shop_id: int, held: Order, provider: str) -> ToPay:
    """Ask for the money of a solo purchase that was just held."""
    return _ask(tx, held, (0, shop_id), provider, tx.now + HOLD)


def ask_again(tx: Transaction, held: Seat | Order) -> ToPay | None:
    """What is still to be paid for a held seat or solo purchase, until the same moment as before; None: it is gone.

    The invoice that was asked for, unless its shop takes money in several ways: then the choice is open again.
    """
    what = "s" if isinstance(held, Seat) else "o"
    row = tx.first(_OPEN[what], {"subject": held.id})
    if row is None:
        return None
    until = kept_until(held.held_until, tx.now)
    if row.way == CHOICE or row.token is None or _is_closed(tx, row.provider):
        return _ask(tx, held, (_group_of(held), row.shop_id), row.way, until, fresh=False)
    amount = Money(row.amount, row.currency)
    due = _due(held, _group_of(held), amount, until, fresh=False)
    return _through(due, row.token, row.provider)


def ask_through(tx: Transaction, held: Seat | Order, shop_id: int, provider: str) -> ToPay:
    """The invoice of a held place through one of its shop's accounts: the one that is open there, or a new one."""
    purpose = "seat" if isinstance(held, Seat) else "order"
    asked = {"purpose_": purpose, "subject": held.id, "provider_": provider}
    token = tx.value(_ASKED, asked)
    until = kept_until(held.held_until, tx.now)
    if token is None:
        return _ask(tx, held, (_group_of(held), shop_id), provider, until)
    due = _due(held, _group_of(held), held.total, until, fresh=True)
    return _through(due, str(token), provider)


def kept_until(held_until: datetime | None, now: datetime) -> datetime:
    """When a hold ends that its person has asked about again: no later for that.

    One that ran out and that nobody has ended yet is held anew, as it could be a second later.
    """
    return held_until if held_until is not None and held_until > now else now + HOLD


def _ask(
    tx: Transaction,
    held: Seat | Order,
    where: tuple[int, int],
    provider: str,
    until: datetime,
    *,
    fresh: bool = True,
) -> ToPay:
    """Ask, or offer the choice of ways; `where`: the group buy (0: none) and the shop."""
    group_buy_id, shop_id = where
    due = _due(held, group_buy_id, held.total, until, fresh=fresh)
    if provider in {CHOICE, ""}:
        return replace(due, ways=_ways(tx, shop_id, held.person_id))
    asked = ask(
        tx,
        shop_id=shop_id,
        person_id=held.person_id,
        purpose="seat" if isinstance(held, Seat) else "order",
        subject_id=held.id,
        provider=provider,
        amount=held.total,
        deal_id=held.deal_id,
    )
    return _through(due, asked.token, provider)


def _is_closed(tx: Transaction, provider: str) -> bool:
    """Whether an invoice is one of an account that takes no money any more."""
    if kind_of(provider) is None:
        return False
    account = accounts.named(tx, provider)
    return account is None or not account.is_open


def _ways(tx: Transaction, shop_id: int, person_id: int) -> tuple[Account, ...]:
    """What a host takes for a guest is paid at once: places that cost nothing would fill groups."""
    ways = accounts.offered(tx, shop_id)
    if guests.speaker_of(tx, person_id) == person_id:
        return ways
    return tuple(one for one in ways if one.kind is not Kind.PICKUP)


def _due(
    held: Seat | Order, group_buy_id: int, amount: Money, until: datetime, *, fresh: bool
) -> ToPay:
    what = "s" if isinstance(held, Seat) else "o"
    due = ToPay(what, held.id, group_buy_id, "", amount, CHOICE, until, fresh, held.off)
    return replace(due, credit=held.credit)


def _through(due: ToPay, token: str, provider: str) -> ToPay:
    return replace(due, token=token, provider=provider)


def _group_of(held: Seat | Order) -> int:
    return held.group_buy_id if isinstance(held, Seat) else 0
