"""Who paid more than it came to: less is captured where the money is only held, else the difference goes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, exists, select, update

from catalog.money import Money
from payments import recording
from payments.account import holds
from payments.model import PaymentState, StepKind
from payments.owing import owe_captures
from payments.parts import owe_parts
from payments.tables import money_step, payment
from storage.transaction import Found, Transaction

_CHUNK = 5_000
"""Numbers in one IN list, as in payments.owing."""

_ASKED_FOR = exists().where(
    money_step.c.payment_id == payment.c.id, money_step.c.kind == StepKind.CAPTURE.value
)
_THESE = (
    select(
        payment.c.id,
        payment.c.provider,
        payment.c.state,
        payment.c.amount,
        payment.c.back,
        payment.c.currency,
        _ASKED_FOR.label("capture_asked"),
    )
    .where(payment.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(payment.c.id)
    .with_for_update(of=payment, key_share=True)
)
_LESS = update(payment).where(payment.c.id == bindparam("id_")).values(back=bindparam("some"))
_OURS = {PaymentState.HELD.value, PaymentState.CAPTURED.value}


@dataclass(frozen=True, slots=True)
class Difference:
    """So much of a payment is not to stay; `key` is its own, should it have to be asked back."""

    payment_id: int
    amount: Money
    key: str


def capture_less(tx: Transaction, differences: Sequence[Difference], why: str, close: str) -> None:
    """Owe the captures of these payments, each without its difference; in the same few statements, however many.

    Where the money is held and nothing was asked of it yet, less is captured and the provider lets the rest go. Where
    it was captured, is about to be, or was taken at once, a part goes back. A payment that is going back already, or
    that it would leave nothing of, is left alone. `why` stands with the differences, `close` with the captures.
    """
    for start in range(0, len(differences), _CHUNK):
        wanted = {one.payment_id: one for one in differences[start : start + _CHUNK]}
        fits = [row for row in tx.all(_THESE, {"ids": list(wanted)}) if _fits(row, wanted[row.id])]
        held = [row.id for row in fits if _is_only_held(row)]
        if held:
            tx.write(_LESS, [{"id_": one, "some": wanted[one].amount.minor} for one in held])
            recording.lower_asked(tx, held, why)
        owe_captures(
            tx, wanted, close
        )  # before parts are: what was taken at once is captured whole
        owe_parts(tx, _parts([row for row in fits if not _is_only_held(row)], wanted), why)


def _fits(row: Found, one: Difference) -> bool:
    return (
        row.state in _OURS
        and row.currency == one.amount.currency
        and 0 < one.amount.minor < row.amount - row.back
    )


def _is_only_held(row: Found) -> bool:
    held = row.state == PaymentState.HELD.value and holds(row.provider)
    return held and not row.capture_asked and row.back == 0


def _parts(rows: Sequence[Found], wanted: Mapping[int, Difference]) -> list[tuple[int, Money, str]]:
    return [(row.id, wanted[row.id].amount, wanted[row.id].key) for row in rows]
