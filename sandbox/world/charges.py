"""The payment provider's books: charges that are held, captured, voided and refunded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count


class ChargeState(StrEnum):
    """Where the money is."""

    HELD = "held"
    CAPTURED = "captured"
    VOIDED = "voided"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back from a charge, in minor units."""

    id: str
    amount: int
    at: datetime


@dataclass(slots=True)
class Charge:
    """One payment at the provider, in minor units of `currency`.

    `amount` was held; `captured` was taken of it (the rest went back to the card at once).
    """

    id: str
    account: str
    amount: int
    currency: str
    created_at: datetime
    state: ChargeState = ChargeState.HELD
    captured: int = 0
    refunds: list[Refund] = field(default_factory=list)

    @property
    def refunded(self) -> int:
        """How much was given back after the capture."""
        return sum(refund.amount for refund in self.refunds)

    @property
    def refundable(self) -> int:
        """How much can still be given back."""
        return self.captured - self.refunded


@dataclass(eq=False)
class ChargeProblem(Exception):
    """The provider refuses: HTTP `status`, a stable `code` and a sentence."""

    status: int
    code: str
    message: str


class Provider:
    """Accounts (known by their provider token) and their charges."""

    def __init__(self) -> None:
        self._accounts: set[str] = set()
        self._charges: dict[str, Charge] = {}
        self._numbers = count(1)

    def __iter__(self) -> Iterator[Charge]:
        return iter(self._charges.values())

    def open_account(self, token: str) -> None:
        """Make a provider token valid, for invoices and for the provider's own interface."""
        self._accounts.add(token)

    def knows(self, token: str) -> bool:
        """Whether this provider token is valid."""
        return token in self._accounts

    def hold(self, account: str, amount: int, currency: str, now: datetime) -> Charge:
        """Hold an amount on a card."""
        charge = Charge(f"ch_sandbox_{next(self._numbers):06d}", account, amount, currency, now)
        self._charges[charge.id] = charge
        return charge

    def charge(self, account: str, charge_id: str) -> Charge:
        """A charge of this account. Raises ChargeProblem 404."""
        charge = self._charges.get(charge_id)
        if charge is None or charge.account != account:
            raise ChargeProblem(404, "charge_unknown", f"There is no charge {charge_id}.")
        return charge

    def capture(self, charge: Charge, amount: int | None = None) -> None:
        """Take the held money, or `amount` of it and let the rest go. Raises ChargeProblem."""
        if charge.state is not ChargeState.HELD:
            raise ChargeProblem(409, f"charge_{charge.state}", f"The charge is {charge.state}.")
        taken = charge.amount if amount is None else amount
        if not 0 < taken <= charge.amount:
            raise ChargeProblem(422, "amount_too_large", f"Only {charge.amount} is held.")
        charge.captured = taken
        charge.state = ChargeState.CAPTURED

    def void(self, charge: Charge) -> None:
        """Let the held money go. Raises ChargeProblem once it was captured."""
        if charge.state is not ChargeState.HELD:
            raise ChargeProblem(409, f"charge_{charge.state}", f"The charge is {charge.state}.")
        charge.state = ChargeState.VOIDED

    def refund(self, charge: Charge, amount: int | None, now: datetime) -> Refund:
        """Give captured money back: `amount`, or all that is left. Raises ChargeProblem."""
        if charge.state is ChargeState.HELD:
            raise ChargeProblem(
                409, "charge_not_captured", "The money is only held: void the charge instead."
            )
        if charge.state is ChargeState.VOIDED:
            raise ChargeProblem(409, "charge_voided", "The charge was voided.")
        given = charge.refundable if amount is None else amount
        if not 0 < given <= charge.refundable:
            raise ChargeProblem(
                422, "amount_too_large", f"Only {charge.refundable} is left to refund."
            )
        refund = Refund(f"re_sandbox_{next(self._numbers):06d}", given, now)
        charge.refunds.append(refund)
        left = charge.refundable
        charge.state = ChargeState.PARTIALLY_REFUNDED if left else ChargeState.REFUNDED
        return refund
