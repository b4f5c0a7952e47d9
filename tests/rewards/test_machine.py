"""The machine that does anything to a shop, whose leaders are rewarded: credit is earned, spent and taken back."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from groupbuys.claims import deciding
from groupbuys.claims.model import Taken, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.fulfilment import fulfilling
from groupbuys.rewards.reward_tables import credit_entry
from groupbuys.rewards.thawing import thaw_due
from tests.groupbuys.ledger import SOLD, audited
from tests.groupbuys.test_machine import Shop, numbers
from tests.rewards.ground import FIVE, FREE, TENTH, euros
from tests.stories import Terms

HOUR = timedelta(hours=1)
rewarding = st.sampled_from(
    [
        Terms(minimum=2, capacity=2, stock=60, window=HOUR, reward=FREE),
        Terms(minimum=2, capacity=3, stock=60, window=HOUR, reward=TENTH, variants=("S", "L")),
        Terms(minimum=2, capacity=3, stock=60, window=HOUR, reward=FIVE),
        Terms(minimum=2, capacity=2, stock=60, window=HOUR, reward=FREE, provider=""),
    ]
)
seen: Counter[str] = Counter()
"""Why credit moved, over all runs: a machine that never thaws anything proves nothing."""


class Rewarding(Shop):
    """The same shop, whose leaders get something."""

    @initialize(terms=rewarding)
    def opens(self, terms: Terms) -> None:
        """A fresh shop, in which the first group succeeded, and what it brought has thawed."""
        super().opens(terms)
        for who in (1, 2):
            self._looks()
            self.join(who, 0, 0, 1, at_once=True)
        self.thaw()

    @precondition(lambda self: self.ledger.orders)
    @rule(order=numbers)
    def fetch(self, order: int) -> None:
        """Somebody fetches what they ordered."""
        number = self.ledger.orders[order % len(self.ledger.orders)].number
        self.town.run(lambda tx: fulfilling.hand_out(tx, self.town.shop_id, number))

    @rule()
    def fetch_all(self) -> None:
        """Everybody does."""
        self._looks()
        for place in range(len(self.ledger.orders)):
            self.fetch(place)

    @rule()
    def thaw(self) -> None:
        """All is fetched, and a week goes by, twice: the second time it is sure that nothing comes back."""
        self.fetch_all()
        for _ in range(2):
            self.wind(7 * 24 * 60, ticks=True, steps=4)
            self.town.run(lambda tx: thaw_due(tx, 100))

    @precondition(lambda self: self.ledger.orders)
    @rule(order=numbers)
    def return_order(self, order: int) -> None:
        """As in every shop; what was handed out is only in stock again once somebody has counted it."""
        one = self.ledger.orders[order % len(self.ledger.orders)]
        super().return_order(order)
        there = self.supply.units[one.variant_id]
        if one.state == "received" and there is not None:
            self.supply.units[one.variant_id] = there - one.quantity

    @precondition(lambda self: any(one.state in SOLD for one in self.ledger.orders))
    @rule(order=numbers, minor=st.sampled_from([1, 300, 1599]))
    def give_part_back(self, order: int, minor: int) -> None:
        """A claim ends with some of the money going back."""
        sold = [one for one in self.ledger.orders if one.state in SOLD]
        one = sold[order % len(sold)]
        opened = self.town.run(
            lambda tx: open_claim(tx, one.person_id, one.id, Wrong.DAMAGED, "Torn", ())
        )
        if isinstance(opened, Taken):
            number = opened.claim.id
            self.town.run(lambda tx: deciding.for_buyer(tx, number, "So", euros(minor)))

    def _looks(self) -> None:
        self.ledger = audited(self.town, self.supply.units)

    def teardown(self) -> None:
        """Count what happened to credit in this shop, and close it."""
        if hasattr(self, "town"):
            rows = self.town.run(lambda tx: tx.all(select(credit_entry)))
            seen.update(row.why for row in rows)
            seen["short"] += sum(bool(row.short) for row in rows)
        super().teardown()


def test_whatever_happens_credit_is_the_sum_of_its_lines_and_never_below_zero(
    sqlite_template: Path,
) -> None:
    """Promises 21 and 22, in any order of events; `audited` looks at every credit after each step."""
    Rewarding.template = sqlite_template
    run_state_machine_as_test(
        Rewarding,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {"earned", "thawed", "used", "back", "returned"} <= set(seen), seen
