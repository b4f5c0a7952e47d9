"""The machine that does anything to a shop, with leaders who merge, extend and pass on their groups in between."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from groupbuys.leading import extending, merging, passing
from groupbuys.leading.merging import Merged, Offer
from groupbuys.leading.passing import Offer as LeadOffer
from groupbuys.leaving import leave
from tests.groupbuys.ledger import read
from tests.groupbuys.test_machine import Shop, numbers
from tests.stories import Terms

roomy = st.sampled_from(
    [
        Terms(minimum=3, capacity=5, stock=60, window=timedelta(hours=1)),
        Terms(minimum=4, capacity=6, stock=60, window=timedelta(hours=1), variants=("S", "L")),
        Terms(minimum=3, capacity=5, stock=60, window=timedelta(hours=1), provider=""),
    ]
)
seen: Counter[str] = Counter()
"""What came of merging, over all runs: a machine that never merges proves nothing."""


class Leaders(Shop):
    """The same shop, with room for more in a group."""

    @initialize(terms=roomy, merges=st.booleans())
    def opens(self, terms: Terms, merges: bool) -> None:  # noqa: FBT001  hypothesis gives it by name
        """A fresh shop, whose leaders may extend, with two groups in it, which perhaps go on as one."""
        terms.extension = timedelta(minutes=30)
        super().opens(terms)
        self.start(1, 0, 1, at_once=True)
        if merges:
            self.merge(0, 1, waits=False, leaves=0)

    @rule(first=numbers, second=numbers, waits=st.booleans(), leaves=numbers)
    def merge(self, first: int, second: int, waits: bool, leaves: int) -> None:  # noqa: FBT001  hypothesis gives it by name
        """A leader asks another one, who says yes, perhaps after somebody has left."""
        for who in (first, second):
            self.start(who, 0, 1, at_once=True)
        one = self._group(first)
        other = self._other(second, one)
        asker = self._leader(one)
        offer = self.town.run(lambda tx: merging.offer(tx, asker, one, other))
        if not isinstance(offer, Offer):
            seen[offer.value] += 1
            return
        if waits:
            self.town.run(lambda tx: leave(tx, self.persons[leaves], other))
            self.wind(1, ticks=True, steps=1)
        answer = self.town.run(lambda tx: merging.accept(tx, offer.to_id, offer.id))
        seen["merged" if isinstance(answer, Merged) else answer.value] += 1

    def _other(self, number: int, besides: int) -> int:
        """A forming group, another one than that where there is one."""
        groups = self.town.run(read).groups
        forming = (key for key, one in groups.items() if one.state == "forming")
        choice = sorted(key for key in forming if key != besides) or [besides]
        return choice[number % len(choice)]

    def _leader(self, number: int) -> int:
        leader: int = self.town.run(read).groups[number].leader_id
        return leader

    @rule(group=numbers)
    def extend(self, group: int) -> None:
        """Whoever leads it extends it."""
        number = self._group(group)
        leader = self._leader(number)
        self.town.run(lambda tx: extending.extend(tx, leader, number))

    @rule(group=numbers, heir=numbers)
    def pass_on(self, group: int, heir: int) -> None:
        """Whoever leads it asks somebody to lead it, who says yes."""
        number, to = self._group(group), self.persons[heir]
        leader = self._leader(number)
        offer = self.town.run(lambda tx: passing.offer(tx, leader, number, to))
        if isinstance(offer, LeadOffer):
            self.town.run(lambda tx: passing.accept(tx, to, offer.id))


def test_whatever_leaders_do_seats_stock_and_money_are_each_counted_once(
    sqlite_template: Path,
) -> None:
    """Promises 7, 9, 12 and 21, with groups that go on as one."""
    Leaders.template = sqlite_template
    run_state_machine_as_test(
        Leaders,
        settings=settings(
            max_examples=30,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert seen["merged"] >= 5, seen
