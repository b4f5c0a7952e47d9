"""The providers' own books beside ours: what each says of every charge, and everything that cannot be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from payments.account import Kind, takes_at_once
from sandbox.world.charges import ChargeState
from sandbox.world.stripe import Intent, IntentState
from tests.groupbuys.ledger import Ledger
from tests.money.exchange import Exchange

GONE = {"refunding", "refunded"}


@dataclass(frozen=True, slots=True)
class Theirs:
    """A charge as its provider has it, in minor units; `back`: refunded, or let go, be it all or what a ladder left."""

    provider: str
    amount: int
    currency: str
    state: str
    back: int
    refunds: int
    lapsed: bool = False
    """The bank let it go because nobody had captured it in time."""


def theirs(exchange: Exchange) -> dict[str, Theirs]:
    """Every charge of both providers."""
    found: dict[str, Theirs] = {}
    for charge in exchange.world.provider:
        state = {ChargeState.HELD: "held", ChargeState.VOIDED: "voided"}
        said = state.get(charge.state, "captured")
        let_go = charge.amount - charge.captured if said != "held" else 0
        back, many = let_go + charge.refunded, len(charge.refunds)
        found[charge.id] = Theirs("sandbox", charge.amount, charge.currency, said, back, many)
    for intent in exchange.world.stripe.intents.values():
        if intent.held_at is not None:
            found[number_of(intent)] = _at_stripe(exchange, intent)
    return found


def number_of(intent: Intent) -> str:
    """How a payment is called in our books: that of an invoice by its charge."""
    return intent.id.replace("pi_", "ch_", 1) if intent.by_invoice else intent.id


def _at_stripe(exchange: Exchange, intent: Intent) -> Theirs:
    name = exchange.name(Kind.TELEGRAM if intent.by_invoice else Kind.STRIPE)
    states = {IntentState.HELD: "held", IntentState.CANCELED: "voided"}
    said = states.get(intent.state, "captured")
    ours = [one for one in intent.refunds if one.status != "failed" and not one.ours]
    lapses = (intent.held_at or intent.created_at) + intent.account.window
    lapsed = said == "voided" and _was_let_go_at(exchange, intent.id) >= lapses
    currency = intent.currency.upper()
    return Theirs(name, intent.amount, currency, said, intent.back, len(ours), lapsed)


def _was_let_go_at(exchange: Exchange, number: str) -> datetime:
    events = exchange.world.stripe.events
    moments = [
        e.created_at
        for e in events
        if e.told["id"] == number and e.kind == "payment_intent.canceled"
    ]
    return moments[-1]


@dataclass
class Audit:
    """Both sides at one moment. `strange`: charges that somebody moved elsewhere, or by hand."""

    exchange: Exchange
    ledger: Ledger
    strange: set[str]

    def complaints(self) -> list[str]:
        """Everything that cannot be, in words."""
        found = theirs(self.exchange)
        ours: dict[str, list[Any]] = {}
        for money in self.ledger.payments.values():
            if money.charge is not None:
                ours.setdefault(money.charge, []).append(money)
        return [
            *self._each_in_one_place(found, ours),
            *(
                f"payment {money.id} of {money.amount} ({money.state}), charge {charge}: {said}"
                for charge, [money, *_] in ours.items()
                if charge in found
                for said in self._of_one(money, found[charge])
            ),
            *self._keys(),
        ]

    def _each_in_one_place(
        self, found: dict[str, Theirs], ours: dict[str, list[Any]]
    ) -> Iterator[str]:
        unheard = self.exchange.mail.charges()
        for charge in sorted(found.keys() | ours.keys()):
            here = ours.get(charge, [])
            if charge not in found:
                yield f"charge {charge} is no provider's"
            elif len(here) != 1 and not (charge in unheard and not here):
                yield f"charge {charge} stands in {len(here)} payments"

    def _of_one(self, money: Any, there: Theirs) -> Iterator[str]:
        """Their books and ours may differ by what is under way, and by nothing else."""
        if (money.provider, money.amount, money.currency) != (
            there.provider,
            there.amount,
            there.currency,
        ):
            yield f"theirs is {there}"
        if money.charge in self.strange:
            return
        steps = [one for one in self.ledger.steps if one.payment_id == money.id]
        asked = money.back + (money.amount - money.back) * (money.state in GONE)
        said = sum(s.amount for s in steps if s.kind in {"refund", "part"} and s.done_at)
        said += sum(money.amount - s.amount for s in steps if s.kind == "capture" and _worked(s))
        if not said <= there.back <= asked and not there.lapsed:
            yield f"{there.back} is back there; {asked} was asked back, {said} is back here"
        if money.state == "captured" and there.state != "captured":
            yield f"it is {there.state} there"
        asks = {one.kind for one in steps}
        at_once = takes_at_once(money.provider)
        if there.state == "captured" and "capture" not in asks and not at_once:
            yield "it is captured there, and nobody asked for that"
        if there.refunds > sum(one.kind in {"refund", "part"} for one in steps):
            yield f"{there.refunds} refunds there"
        if all(one.done_at for one in steps):
            yield from self._at_rest(money, there)

    def _at_rest(self, money: Any, there: Theirs) -> Iterator[str]:
        """Nothing is under way: both say the same."""
        alike = {"held": {"held"}, "captured": {"captured"}, "refunded": {"voided", "captured"}}
        back = money.amount if money.state == "refunded" else money.back
        if there.lapsed:
            return
        if there.state not in alike[money.state] or there.back != back:
            yield f"at rest it is {there.state} with {there.back} back there"

    def _keys(self) -> Iterator[str]:
        """Each step is asked for under its own key, and under no other (promise 19)."""
        keys = {one.key for one in self.ledger.steps}
        for weather in self.exchange.weather.values():
            for key, charge in weather.asked:
                if charge and not any(_is_of(key, known) for known in keys):
                    yield f"charge {charge} was asked about under {key!r}, which no step has"


def _worked(step: Any) -> bool:
    """Whether its provider did it; a capture ends as well where all goes back instead."""
    return step.done_at is not None and step.error is None


def _is_of(key: str, known: str) -> bool:
    """Letting go has a key of its own; so has a refund that failed before."""
    rest = key.removeprefix(known) if key.startswith(known) else "no"
    return rest in {"", "-void", "-cancel"} or rest.lstrip("-").isdecimal()
