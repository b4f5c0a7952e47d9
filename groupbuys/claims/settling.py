"""What a claim comes to: whose turn it is next with its clock, money that goes back, and its end."""

from dataclasses import replace

from catalog.money import Money
from groupbuys.claims import books, telling
from groupbuys.claims.buying import bought
from groupbuys.claims.model import Claim, ClaimState, Outcome
from groupbuys.claims.rules import patience
from groupbuys.model import ORDERED, OrderState, Refused
from groupbuys.refunding import take_back
from groupbuys.rewards import falling
from groupbuys.rewards.model import Why
from payments.parts import owe_part
from storage.alarms import raise_alarm
from storage.transaction import Transaction


def turn(tx: Transaction, of: Claim, state: ClaimState) -> Claim:
    """It is that one's turn from now on, with a clock of its own."""
    length = patience(state)
    now = replace(of, state=state, due_at=None, remind_at=None)
    if length is None:
        return now
    due_at = tx.now + length
    return replace(now, due_at=due_at, remind_at=telling.reminded_at(tx, now, due_at))


def call(tx: Transaction, of: Claim) -> Claim:
    """Before the operator from now on. A return that was on its way is no offer any more: it was taken already."""
    under_way = of.state in {ClaimState.SENDING, ClaimState.COMING}
    now = replace(of, remedy=None, offer_id=0) if under_way else of
    said = f"claim {of.id} against shop {of.shop_id} waits for you: kaituan claims, kaituan decide"
    raise_alarm(tx, "claim", of.id, said)
    return books.save(tx, turn(tx, now, ClaimState.OPERATOR))


def close(tx: Transaction, of: Claim, outcome: Outcome) -> Claim:
    """It is over, like this."""
    return books.save(
        tx,
        replace(
            of,
            state=ClaimState.CLOSED,
            outcome=outcome,
            due_at=None,
            remind_at=None,
            closed_at=tx.now,
        ),
    )


def give_part(tx: Transaction, of: Claim, amount: Money) -> Claim | None:
    """Some of the money goes back, once for this claim, and it is over; None where so much is not left."""
    order = bought(tx, of.order_id, lock=True)
    if order is None or order.payment_id is None or order.state not in set(ORDERED):
        return None
    if not owe_part(tx, order.payment_id, amount, f"claim-{of.id}", "claim"):
        return None
    falling.fall(tx, falling.locked_of(tx, of.order_id), Why.PART)
    return close(tx, replace(of, amount=amount), Outcome.PART)


def give_all(tx: Transaction, of: Claim) -> Claim:
    """All that is left of the money goes back, and it is over; the group buy stays as it is (promise 16).

    Where nothing went through us only the state says so: what was paid over the counter goes back over the counter.
    """
    order = bought(tx, of.order_id)
    nothing = Money(0, of.amount.currency)
    if order is None or order.state not in set(ORDERED):
        return close(tx, replace(of, amount=nothing), Outcome.SETTLED)
    if order.payment_id is None and order.state == OrderState.RECEIVED:
        return close(tx, replace(of, amount=nothing), Outcome.BUYER)
    back = take_back(tx, of.order_id, told=False)
    if isinstance(back, Refused):
        return close(tx, replace(of, amount=nothing), Outcome.SETTLED)
    outcome = Outcome.BUYER if back.amount is None else Outcome.FULL
    return close(tx, replace(of, amount=back.amount or nothing), outcome)
