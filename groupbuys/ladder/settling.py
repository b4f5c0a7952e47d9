"""Settling price ladders at the close: everybody pays the step that was reached, once (promise 5)."""

from collections.abc import Mapping, Sequence

from babel.numbers import get_currency_precision
from sqlalchemy import bindparam, update

from catalog.ladder.rules import price_at
from catalog.ladder.steps import ladders
from catalog.money import Money
from groupbuys.ladder import rules
from groupbuys.ladder.rules import Settled
from groupbuys.model import GroupBuy
from groupbuys.rewards import spending
from groupbuys.tables import seat
from payments.lowering import Difference, capture_less
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction

REASON = "ladder"
"""Why a part goes back, or less is captured (`money_step.reason`, and the ledger's)."""

_LOWER = (
    update(seat)
    .where(seat.c.id == bindparam("id_"))
    .values(price=bindparam("new_price"), off=bindparam("new_off"), credit=bindparam("new_credit"))
)


def settle(
    tx: Transaction, groups: Sequence[GroupBuy], paid: Sequence[Found]
) -> Mapping[int, Settled]:
    """Lower the prices of these paid seats (rows) of groups that succeeded, to the step that each group reached.

    Gives what was settled by the seat's number; seats that pay what they were promised are left out. Where no group
    has a ladder nothing is asked. Their captures are owed by `capture`, once all that is locked before payments is.
    """
    stepped = {group.id: group for group in groups if group.ladder}
    if not stepped:
        return {}
    found = ladders(tx, [group.terms_id for group in stepped.values()])
    settled: dict[int, Settled] = {}
    for row in paid:
        group = stepped.get(row.group_buy_id)
        if group is None:
            continue
        promised = Money(row.price, row.currency)
        price = price_at(found.get(group.terms_id, ()), group.paid, row.variant_id, promised)
        least = smallest(row.currency)
        one = rules.settle(promised.minor, price.minor, row.quantity, row.off, least, row.credit)
        if one is not None:
            settled[row.id] = one
    if settled:
        tx.write(
            _LOWER,
            [
                {
                    "id_": number,
                    "new_price": one.price,
                    "new_off": one.off,
                    "new_credit": one.credit,
                }
                for number, one in settled.items()
            ],
        )
    return settled


def give_spare(tx: Transaction, settled: Mapping[int, Settled]) -> None:
    """Credit that paid more than a place came to is again whose it was."""
    spare = {f"s{number}": one.spare for number, one in settled.items() if one.spare}
    spending.give_back(tx, list(spare), spare)


def capture(
    tx: Transaction, paid: Sequence[Found], settled: Mapping[int, Settled], close: str
) -> None:
    """Owe the captures of what was settled lower; the difference goes back to whoever paid, at pickup to nobody.

    Who paid for a place that is somebody else's now hears of it here; the others hear with the end of their group.
    """
    if settled:
        differences = [
            Difference(
                row.payment_id,
                Money(settled[row.id].back, row.currency),
                f"{REASON}-{row.id}",
            )
            for row in paid
            if row.id in settled and row.payment_id is not None
        ]
        capture_less(tx, differences, REASON, close)
        owe(
            tx,
            *(
                Notice("part_refunded", row.payment_id, row.payer_id, REASON)
                for row in paid
                if row.id in settled and row.payer_id is not None and row.payment_id is not None
            ),
        )


def smallest(currency: str) -> int:
    """The least that may be left to pay: one minor unit, or ten where the third decimal is always a 0 (Stripe)."""
    return 10 if get_currency_precision(currency) > 2 else 1
