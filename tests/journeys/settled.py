"""What must hold once everything is over: our ledger, our payments and the providers' own books say the same."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from groupbuys.tables import seat
from payments import ledger
from payments.tables import payment
from sandbox.world.charges import ChargeState
from sandbox.world.stripe import IntentState
from sandbox.world.world import World
from storage.tables import outbox
from storage.transaction import Transaction


def agree(tx: Transaction, world: World, kept: int, back: int) -> None:
    """One live payment for each person; our ledger, our payments and the providers' books say the same."""
    found = ledger.balance(tx)
    assert all(one.balanced for one in found), found
    assert all((one.places.held, one.places.refunding) == (0, 0) for one in found), found
    rows = tx.all(select(payment).where(payment.c.charge.is_not(None)))
    ours = {row.charge: (row.state, row.amount) for row in rows}
    theirs = dict(_charges(world))
    assert ours == theirs
    seats = Counter(row.state for row in tx.all(select(seat.c.state)))
    assert (seats["confirmed"], seats["refunded"]) == (kept, back)
    assert sum(state == "captured" for state, _ in theirs.values()) == kept


def _charges(world: World) -> Iterator[tuple[str, tuple[str, int]]]:
    """Every charge of both providers in our words; one that is back is back altogether."""
    for charge in world.provider:
        kept = charge.state is ChargeState.CAPTURED
        assert kept or charge.state in {ChargeState.VOIDED, ChargeState.REFUNDED}
        yield charge.id, ("captured" if kept else "refunded", charge.amount)
    for intent in world.stripe.intents.values():
        kept = intent.state is IntentState.TAKEN and intent.left == intent.amount
        assert kept or intent.back == intent.amount
        yield intent.id, ("captured" if kept else "refunded", intent.amount)


def ends(tx: Transaction) -> list[tuple[int, int]]:
    """Who was owed word of how their group ended, and how often that was begun to be said: one row for each."""
    told = select(outbox.c.person_id, outbox.c.attempts).where(
        outbox.c.kind.in_(["succeeded", "failed"])
    )
    return [(row.person_id, row.attempts) for row in tx.all(told)]
