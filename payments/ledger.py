"""Reading the ledger: where the money of each deal is, and whether the payments' own rows say the same."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from catalog.money import Money
from payments.balancing import DIFFERING, PLACES, TOTALS, WHOSE
from payments.ledger_tables import ledger_entry
from payments.model import EntryKind
from storage.transaction import Found, Transaction

_OF_PAYMENT = (
    select(ledger_entry)
    .where(ledger_entry.c.payment_id == bindparam("payment"))
    .order_by(ledger_entry.c.id)
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where money is, in minor units: `taken` is what came, and the others say where all of it is now."""

    taken: int
    held: int
    kept: int
    refunding: int
    back: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A payment of which the ledger and its own row do not say the same, or of which the ledger says what cannot be."""

    payment_id: int
    ledger: Places
    rows: Places

    def __str__(self) -> str:
        wrong = [
            f"{name} {here} in the ledger, {there} in its row"
            for name in PLACES
            if (here := getattr(self.ledger, name)) != (there := getattr(self.rows, name))
        ]
        return f"payment {self.payment_id}: {'; '.join(wrong or [f'{self.ledger} cannot be'])}"


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the money of one deal is that came in one currency by one provider, by the ledger alone.

    `deal_id` None: of no invoice that we know. taken = held + kept + refunding + back.
    """

    shop_id: int
    deal_id: int | None
    currency: str
    provider: str
    places: Places
    differences: tuple[Difference, ...]

    @property
    def balanced(self) -> bool:
        """Whether nothing is missing, and the payments' rows say the same (promise 21)."""
        at = self.places
        return not self.differences and at.taken == at.held + at.kept + at.refunding + at.back


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger. `who` did by hand what it tells; "" where it was the provider, or a buyer."""

    kind: EntryKind
    amount: Money
    reason: str
    who: str


def balance(tx: Transaction) -> tuple[Balance, ...]:
    """Where all money is, by shop, deal, currency and provider, with each difference named. Reads every entry."""
    differing: dict[tuple[object, ...], list[Difference]] = {}
    for row in tx.all(DIFFERING):
        differing.setdefault(_whose(row), []).append(_difference(row))
    return tuple(
        Balance(*_whose(row), _places(row), tuple(differing.get(_whose(row), ())))
        for row in tx.all(TOTALS)
    )


def entries_of(tx: Transaction, payment_id: int) -> tuple[LedgerEntry, ...]:
    """What the ledger tells of one payment, the oldest first."""
    return tuple(
        LedgerEntry(EntryKind(row.kind), Money(row.amount, row.currency), row.reason, row.who)
        for row in tx.all(_OF_PAYMENT, {"payment": payment_id})
    )


def _whose(row: Found) -> tuple[int, int | None, str, str]:
    shop_id, deal_id, currency, provider = (getattr(row, name) for name in WHOSE)
    return shop_id, deal_id, currency, provider


def _places(row: Found, side: str = "") -> Places:
    return Places(*(int(getattr(row, f"{side}{name}")) for name in PLACES))


def _difference(row: Found) -> Difference:
    return Difference(row.payment_id, _places(row, "ledger_"), _places(row, "rows_"))
