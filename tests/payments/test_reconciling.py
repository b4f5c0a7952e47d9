"""Once a day a provider's own list is compared with our payments, and each difference is raised once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from catalog.money import Money
from groupbuys.closing import close_due
from payments import comparing
from payments.owing import owe_captures
from payments.port import Answer, Done, Later, Listed, Rejected
from payments.registry import Among
from scheduler.reconciling import Reconciler
from storage import alarms
from tests.groupbuys.group import opened
from tests.payments.till import works_off
from tests.races.crowd import at_once, processes
from tests.stories import Town


@dataclass
class Bank:
    """A provider's double that lists what the story says."""

    name: str = "sandbox"
    charges: list[Listed] = field(default_factory=list)
    says: "Later | Rejected | Exception | None" = None
    asked: list[tuple[datetime, datetime]] = field(default_factory=list)
    moved: list[tuple[str, Money, str]] = field(default_factory=list)

    async def capture(self, charge: str, amount: Money, key: str) -> Answer:
        """Take for good what was held."""
        return await self.give_back(charge, amount, key)

    async def give_back(self, charge: str, amount: Money, key: str) -> Answer:
        """Give it back."""
        self.moved.append((charge, amount, key))
        return Done()

    async def listed(self, since: datetime, until: datetime) -> Sequence[Listed] | Later | Rejected:
        """What it took in that time."""
        self.asked.append((since, until))
        if isinstance(self.says, Exception):
            raise self.says
        return self.says or [one for one in self.charges if since <= one.at < until]


@dataclass
class Office:
    """A town where somebody paid two hours ago, and the bank knows of it."""

    town: Town
    bank: Bank = field(default_factory=Bank)

    def __post_init__(self) -> None:
        self.reconciler = Reconciler(self.town.database, Among({"sandbox": self.bank}))
        opened(self.town, self.town.person())
        money = Money(1600, "EUR")
        paid = Listed("charge-0", "", "held", money, Money(0, "EUR"), self.town.now)
        self.bank.charges = [paid]
        self.town.wind(hours=2)

    def change(self, **how: object) -> None:
        """The bank has another story of that charge."""
        self.bank.charges = [replace(self.bank.charges[0], **how)]  # type: ignore[arg-type]  # by name

    def alarms(self) -> list[str]:
        """What the operator is told of differences."""
        return [one.text for one in self.town.run(alarms.untold) if one.kind == "money_differs"]

    def said(self) -> tuple[str, ...]:
        """What the last comparison named."""
        (one,) = self.town.run(comparing.results)
        return one.differences


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


async def test_lists_that_are_alike_are_compared_once_a_day(database_url: str) -> None:
    with Town(database_url) as town:
        at = Office(town)
        assert [await at.reconciler.look() for _ in range(2)] == [1, 0]
        (one,) = town.run(comparing.results)
        assert (one.charges, one.compared_at, one.differences) == (1, town.now, ())
        town.wind(hours=23)
        assert await at.reconciler.look() == 0
        town.wind(hours=2)
        assert await at.reconciler.look() == 1
        assert at.alarms() == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"charge": "ch_9"}, "ch_9: 1600 EUR held there, and no payment here"),
        ({"amount": eur(1500)}, "payment 1 (charge charge-0): 1600 EUR here, 1500 EUR there"),
        ({"state": "captured"}, "payment 1 (charge charge-0): held here, captured there"),
        (
            {"state": "refunded", "back": eur(1600)},
            "payment 1 (charge charge-0): 1600 EUR given back there (refunded), 0 EUR here",
        ),
        (
            {"state": "captured", "back": eur(3)},
            "payment 1 (charge charge-0): 3 EUR given back there (captured), 0 EUR here",
        ),
    ],
)
async def test_each_difference_is_named_and_raised_once(
    database_url: str, how: dict[str, object], said: str
) -> None:
    with Town(database_url) as town:
        at = Office(town)
        at.change(**how)
        await at.reconciler.look()
        assert at.said()[0] == said
        assert at.alarms()[0] == f"sandbox: {said}"
        for one in town.run(alarms.untold):
            number = one.id
            town.run(lambda tx: alarms.told(tx, number, 1))  # noqa: B023  run at once
        town.wind(hours=25)
        await at.reconciler.look()
        assert at.said()[0] == said, "it still differs"
        assert at.alarms() == [], "and was told before"


async def test_a_payment_of_ours_that_they_do_not_list_is_named(database_url: str) -> None:
    with Town(database_url) as town:
        at = Office(town)
        at.bank.charges = []
        await at.reconciler.look()
        assert at.said() == ("payment 1 (charge charge-0) is held here, and not in their list",)
        town.wind(days=4)
        await at.reconciler.look()
        assert at.said() == (), "too old to be listed"


async def test_what_is_under_way_is_no_difference(database_url: str) -> None:
    """A refund that is owed, or whose answer was lost after they had done it; a charge of this very hour."""
    with Town(database_url) as town:
        at = Office(town)
        town.wind(hours=22)
        town.run(close_due)
        for state in ("held", "voided"):
            at.change(state=state)
            await at.reconciler.look()
            assert at.said() == ()
            town.wind(hours=1, minutes=1)
        young = replace(at.bank.charges[0], charge="new", at=town.now - timedelta(minutes=5))
        at.bank.charges.append(young)
        town.wind(hours=23)
        works_off(town)
        at.bank.charges[-1] = replace(young, at=town.now - timedelta(minutes=5))
        await at.reconciler.look()
        assert at.said() == ()


@pytest.mark.parametrize("says", [Later("503"), Rejected("401"), RuntimeError("oops")])
async def test_a_list_that_cannot_be_read_is_asked_for_again(
    database_url: str, says: "Later | Rejected | Exception"
) -> None:
    with Town(database_url) as town:
        at = Office(town)
        at.bank.says = says
        assert await at.reconciler.look() == 0
        (one,) = town.run(comparing.results)
        assert one.compared_at is None
        assert one.error is not None
        assert await at.reconciler.look() == 0
        assert len(at.bank.asked) == 1
        at.bank.says = None
        town.wind(hours=1)
        assert await at.reconciler.look() == 1
        (one,) = town.run(comparing.results)
        assert (one.compared_at, one.error) == (town.now, None)


def test_of_several_workers_one_compares(database_url: str) -> None:
    """And where that one dies, another does after half an hour."""
    with Town(database_url) as town:
        Office(town)
        with processes(town) as databases:
            claims = at_once(databases, [lambda tx: comparing.claim(tx, "sandbox")] * 12)
        assert sum(one is not None for one in claims) == 1
        town.wind(minutes=30)
        assert town.run(lambda tx: comparing.claim(tx, "sandbox")) is not None


async def test_a_capture_whose_answer_is_still_to_come_is_no_difference(database_url: str) -> None:
    """They have done it; we ask once more, and will hear so."""
    with Town(database_url) as town:
        at = Office(town)
        at.change(state="captured")
        town.run(lambda tx: owe_captures(tx, [1], "succeeded"))
        await at.reconciler.look()
        assert at.said() == ()
