"""The operator decides a claim, for the buyer or for the shop, with a reason that both read."""

from catalog.money import Money
from groupbuys.claims import books, settling, telling
from groupbuys.claims.model import (
    Act,
    Claim,
    ClaimState,
    Declined,
    Deed,
    NoClaim,
    Outcome,
    Remedy,
    Side,
    Taken,
)
from storage.transaction import Transaction


def for_buyer(
    tx: Transaction, claim_id: int, why: str, amount: Money | None = None
) -> Taken | Declined:
    """The buyer gets that amount back, or (None) all that is left. Any open claim may be decided."""
    of = _open(tx, claim_id)
    if isinstance(of, Declined):
        return of
    closed = settling.give_all(tx, of) if amount is None else settling.give_part(tx, of, amount)
    if closed is None:
        return Declined(NoClaim.TOO_MUCH)
    remedy = Remedy.PART if closed.outcome is Outcome.PART else Remedy.FULL
    return _decided(tx, closed, why, remedy)


def for_shop(tx: Transaction, claim_id: int, why: str) -> Taken | Declined:
    """Nothing goes back, and the claim is over."""
    of = _open(tx, claim_id)
    if isinstance(of, Declined):
        return of
    return _decided(tx, settling.close(tx, of, Outcome.SHOP), why, None)


def paid_back(tx: Transaction, order_id: int) -> None:
    """The operator took an order back: a claim about it that is open is settled by that, and waits for nobody."""
    claim_id = books.open_about(tx, order_id)
    of = None if claim_id is None else books.locked(tx, claim_id)
    if of is None or of.state is ClaimState.CLOSED:
        return
    closed = settling.close(tx, of, Outcome.SETTLED)
    step_id = books.step(tx, closed, Act(Side.OPERATOR, Deed.RULED))
    telling.tell_shop(tx, closed, step_id)


def _decided(tx: Transaction, closed: Claim, why: str, remedy: Remedy | None) -> Taken:
    amount = closed.amount if remedy else None
    step_id = books.step(
        tx, closed, Act(Side.OPERATOR, Deed.RULED, remedy=remedy, amount=amount, words=why)
    )
    telling.tell_buyer(tx, closed, step_id, money=True)
    telling.tell_shop(tx, closed, step_id)
    return Taken(closed)


def _open(tx: Transaction, claim_id: int) -> Claim | Declined:
    of = books.locked(tx, claim_id)
    if of is None:
        return Declined(NoClaim.GONE)
    return Declined(NoClaim.CLOSED) if of.state is ClaimState.CLOSED else of
