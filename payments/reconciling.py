"""What differs between a provider's list of charges and our payments: values and one pure comparison."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog.money import Money
from payments.model import PaymentState
from payments.port import Listed


class Differs(StrEnum):
    """In what a charge differs."""

    UNKNOWN_HERE = "unknown here"
    UNKNOWN_THERE = "not theirs"
    AMOUNT = "amount"
    STATE = "state"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Ours:
    """A payment of ours as far as it is compared. `moves`: something is or was just asked of the provider about it."""

    id: int
    charge: str
    state: PaymentState
    amount: Money
    back: Money
    moves: bool


@dataclass(frozen=True, slots=True)
class ChargeDifference:
    """A charge of which the two do not say the same, in words for the operator."""

    charge: str
    kind: Differs
    payment_id: int | None
    text: str


_ALIKE = {
    PaymentState.HELD: {"held"},
    PaymentState.CAPTURED: {"captured"},
    PaymentState.REFUNDED: {"voided", "refunded"},
}
_GONE = {"voided", "refunded"}


def compare(
    theirs: Iterable[Listed], ours: Mapping[str, Ours], wanted: Collection[str]
) -> Iterator[ChargeDifference]:
    """Every difference between their list and our payments, by charge; `wanted` are those that have to be listed."""
    listed = set()
    for one in theirs:
        listed.add(one.charge)
        known = ours.get(one.charge)
        if known is None:
            said = f"{one.charge}: {_sum(one.amount)} {one.state} there, and no payment here"
            yield ChargeDifference(one.charge, Differs.UNKNOWN_HERE, None, said)
        else:
            yield from _differing(one, known)
    for charge in sorted(set(wanted) - listed):
        known = ours[charge]
        said = f"{_named(known)} is {known.state} here, and not in their list"
        yield ChargeDifference(charge, Differs.UNKNOWN_THERE, known.id, said)


def _differing(one: Listed, known: Ours) -> Iterator[ChargeDifference]:
    if one.amount != known.amount:
        said = f"{_named(known)}: {_sum(known.amount)} here, {_sum(one.amount)} there"
        yield ChargeDifference(one.charge, Differs.AMOUNT, known.id, said)
    ours_stays = known.state in {PaymentState.HELD, PaymentState.CAPTURED}
    if ours_stays and (one.state in _GONE or one.back > known.back):
        said = f"{_named(known)}: {_sum(one.back)} given back there ({one.state}), {_sum(known.back)} here"
        yield ChargeDifference(one.charge, Differs.BACK, known.id, said)
    elif not known.moves and one.state not in _ALIKE.get(known.state, {one.state}):
        said = f"{_named(known)}: {known.state} here, {one.state} there"
        yield ChargeDifference(one.charge, Differs.STATE, known.id, said)
    elif not known.moves and ours_stays and one.back < known.back:
        said = f"{_named(known)}: {_sum(known.back)} given back here, {_sum(one.back)} there"
        yield ChargeDifference(one.charge, Differs.BACK, known.id, said)


def _named(known: Ours) -> str:
    return f"payment {known.id} (charge {known.charge[:80]})"


def _sum(amount: Money) -> str:
    return f"{amount.minor} {amount.currency}"
