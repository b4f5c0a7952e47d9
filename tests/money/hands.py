"""What people and workers do to money besides: workers die or sleep, operators help by hand, shops refund elsewhere."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from catalog.money import Money
from groupbuys.refunding import done_by_hand, step_done
from payments import by_hand, comparing, finding
from payments.model import Step, StuckStep
from payments.parts import owe_part
from payments.port import Answer, Done
from sandbox.stripe import acts
from sandbox.world.stripe import Intent, IntentState
from tests.groupbuys.ledger import SOLD
from tests.groupbuys.test_machine import numbers
from tests.money.audit import number_of, theirs
from tests.money.life import Life
from tests.payments.till import claims


@dataclass(slots=True)
class Sleeper:
    """A worker that has claimed a step; `answer` None: it has not asked yet."""

    step: Step
    answer: Answer | None


class WholeLife(Life):
    """The same, with hands in it."""

    def _begin(self) -> None:
        self.sleepers: list[Sleeper] = []

    @rule(asks=st.booleans())
    def fall_asleep(self, asks: bool) -> None:  # noqa: FBT001  hypothesis names it
        """A worker claims a step, perhaps has its provider do it, and stops right there (promise 19)."""
        for step in claims(self.town, 1):
            answer = self.exchange.asks(step) if asks else None
            self.sleepers.append(Sleeper(step, answer))

    @precondition(lambda self: self.sleepers)
    @rule(which=numbers)
    def wake(self, which: int) -> None:
        """It goes on, long after its lease, as if no time had passed; or it never does, where this is not drawn."""
        sleeper = self.sleepers.pop(which % len(self.sleepers))
        step = sleeper.step
        answer = self.exchange.asks(step) if sleeper.answer is None else sleeper.answer
        if isinstance(answer, Done):
            self.town.run(lambda tx: step_done(tx, step))

    @precondition(lambda self: self._stuck())
    @rule(which=numbers)
    def retry(self, which: int) -> None:
        """`kaituan money retry`."""
        step = self._chosen(which)
        assert self.town.run(lambda tx: by_hand.try_now(tx, step.id))

    @precondition(lambda self: self._stuck())
    @rule(which=numbers)
    def do_by_hand(self, which: int) -> None:
        """`kaituan money done`: the operator did it elsewhere, and says so. No worker is to ask afterwards."""
        step = self._chosen(which)
        if step.id not in {one.step.id for one in self.sleepers}:
            done = self.town.run(lambda tx: done_by_hand(tx, step.id, "in cash", "operator"))
            if isinstance(done, Step):
                self.strange.add(step.charge)

    @precondition(lambda self: bool(theirs(self.exchange)))
    @rule(which=numbers, bars=st.booleans())
    def bar(self, which: int, bars: bool) -> None:  # noqa: FBT001  as above
        """A provider does nothing about one charge any more; the others go on (promise 19)."""
        charge = self._charge(which)
        for weather in self.exchange.weather.values():
            (weather.barred.add if bars else weather.barred.discard)(charge)

    @precondition(lambda self: self._intents())
    @rule(which=numbers, all_of_it=st.booleans())
    def refund_there(self, which: int, all_of_it: bool) -> None:  # noqa: FBT001  as above
        """The shop gives money back in Stripe's own pages, and tells nobody."""
        intent = self._intents()[which % len(self._intents())]
        acts.refund(
            self.exchange.world, intent, None if all_of_it else max(1, intent.left // 2), {}
        )
        self.strange.add(number_of(intent))
        self._mail()

    @precondition(lambda self: self._refunded())
    @rule(which=numbers)
    def send_back(self, which: int) -> None:
        """The bank of a card that was closed sends a refund back to the shop."""
        intent = self._refunded()[which % len(self._refunded())]
        made = next(one for one in intent.refunds if one.status == "succeeded")
        acts.fail_refund(self.exchange.world, intent, made)
        self.strange.add(number_of(intent))
        self._mail()

    @precondition(lambda self: self._ordered())
    @rule(which=numbers, minor=st.sampled_from([1, 100, 1599, 10_000]))
    def give_some_back(self, which: int, minor: int) -> None:
        """Some of an order's money goes back, never more than is left."""
        money = self._ordered()[which % len(self._ordered())]
        key = f"part-{len(self.ledger.steps)}"
        amount = Money(minor, money.currency)
        given = self.town.run(lambda tx: owe_part(tx, money.id, amount, key, "claim"))
        assert given == (money.back + minor < money.amount)

    @rule()
    def compare(self) -> None:
        """Once a day our payments are compared with the providers' lists; only what was moved elsewhere differs."""
        if self.exchange.compares():
            lapsed = {key for key, one in theirs(self.exchange).items() if one.lapsed}
            known = self.strange | lapsed | self.exchange.mail.charges()
            for result in self.town.run(comparing.results):
                for text in result.differences:
                    assert any(charge in text for charge in known), text

    def _stuck(self) -> list[StuckStep]:
        return self.town.run(finding.stuck)

    def _chosen(self, which: int) -> StuckStep:
        stuck = self._stuck()
        return stuck[which % len(stuck)]

    def _charge(self, which: int) -> str:
        charges = list(theirs(self.exchange))
        return charges[-1 - which % len(charges)]

    def _intents(self) -> list[Intent]:
        """Payments at Stripe that were captured, with money left."""
        every = self.exchange.world.stripe.intents.values()
        return [one for one in every if one.state is IntentState.TAKEN and one.left]

    def _refunded(self) -> list[Intent]:
        every = self.exchange.world.stripe.intents.values()
        return [
            one for one in every if any(r.status == "succeeded" and not r.ours for r in one.refunds)
        ]

    def _ordered(self) -> list[Any]:
        """Payments of orders that stand."""
        ids = {one.payment_id for one in self.ledger.orders if one.state in SOLD}
        return [one for key, one in self.ledger.payments.items() if key in ids]
