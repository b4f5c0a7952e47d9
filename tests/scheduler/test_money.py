"""Stories of the till: every capture and refund is asked for until it is done, and none waits for another."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from catalog.money import Money
from groupbuys.closing import close_due
from payments import finding
from payments.model import PaymentState
from payments.port import Answer, Done, Later, Rejected
from payments.registry import Among
from payments.tables import money_step, payment
from scheduler.money import LEASE, Till
from storage.tables import alarm, outbox
from tests.groupbuys.group import opened
from tests.stories import Town


@dataclass
class ScriptedProvider:
    """A payment provider's double: it does what it is asked once per key, unless the story says otherwise."""

    name: str = "sandbox"
    asked: list[tuple[str, str, Money]] = field(default_factory=list)
    done: "Counter[str]" = field(default_factory=Counter)
    next: "defaultdict[str, list[Answer]]" = field(default_factory=lambda: defaultdict(list))
    always: dict[str, Answer] = field(default_factory=dict)
    silent: "asyncio.Future[None] | None" = None
    broken: Exception | None = None

    async def capture(self, charge: str, amount: Money, key: str) -> Answer:
        """Take for good what was held."""
        return await self._answer(charge, amount, key)

    async def give_back(self, charge: str, amount: Money, key: str) -> Answer:
        """Give it back."""
        return await self._answer(charge, amount, key)

    async def _answer(self, charge: str, amount: Money, key: str) -> Answer:
        self.asked.append((charge, key, amount))
        if self.broken is not None:
            raise self.broken
        if self.silent is not None:
            await self.silent
        answer = self.next[charge].pop(0) if self.next[charge] else self.always.get(charge, Done())
        if isinstance(answer, Done):
            self.done[key] = 1
        return answer


@dataclass
class CashDesk:
    """Three groups of one that failed: three refunds are owed."""

    town: Town
    provider: ScriptedProvider = field(default_factory=ScriptedProvider)

    def __post_init__(self) -> None:
        self.people = self.town.people("Mei", "Bo", "Ana")
        for person in self.people:
            opened(self.town, person)
        self.town.wind(hours=24)
        self.town.run(close_due)
        self.till = self.new_till()

    def new_till(self) -> Till:
        """Another worker's till."""
        return Till(self.town.database, Among({"sandbox": self.provider}))

    async def pay(self, till: Till | None = None) -> int:
        """Work off what is due now."""
        till = till or self.till
        paid = 0
        while claimed := await till.pay():
            paid += claimed
            await till.crew.all_back()
        return paid

    async def pay_for(self, **span: float) -> None:
        """Work off whatever falls due for so long."""
        end = self.town.now + timedelta(**span)
        while self.town.now < end:
            await self.pay()
            self.town.wind(minutes=1)

    def payments(self) -> list[str]:
        """Where each person's money is."""
        wanted = select(payment.c.state).order_by(payment.c.id)
        return [row.state for row in self.town.run(lambda tx: tx.all(wanted))]

    def steps(self) -> list[str]:
        """How each step stands."""
        wanted = select(money_step.c.state).order_by(money_step.c.id)
        return [row.state for row in self.town.run(lambda tx: tx.all(wanted))]

    def told(self) -> list[int]:
        """Who is owed the news that they were refunded, by themselves or with the end of their group."""
        both = (outbox.c.kind == "failed") & (outbox.c.due_at == outbox.c.created_at)
        wanted = select(outbox.c.person_id).where(both | (outbox.c.kind == "refunded"))
        return sorted(row.person_id for row in self.town.run(lambda tx: tx.all(wanted)))

    def break_the_books(self) -> None:
        """Let the books refuse to write down that the first payment was refunded."""
        self.town.run(lambda tx: tx.write(text(_BREAK[tx.dialect])))

    def mend_the_books(self) -> None:
        """Let them take it again."""
        self.town.run(lambda tx: tx.write(text(_MEND[tx.dialect])))

    def alarms(self) -> list[str]:
        """The kinds of alarm that were raised."""
        return [row.kind for row in self.town.run(lambda tx: tx.all(select(alarm)))]


_BREAK = {
    "sqlite": "CREATE TRIGGER broken BEFORE UPDATE ON payment WHEN NEW.id = 1 AND NEW.state = 'refunded' "
    "BEGIN SELECT RAISE(ABORT, 'broken books'); END",
    "postgresql": "ALTER TABLE payment ADD CONSTRAINT broken CHECK (id <> 1 OR state <> 'refunded')",
}
_MEND = {
    "sqlite": "DROP TRIGGER broken",
    "postgresql": "ALTER TABLE payment DROP CONSTRAINT broken",
}

_LOSE_CONNECTION = (
    (
        "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'"
    ),
    (
        "CREATE TRIGGER gone BEFORE UPDATE ON payment FOR EACH ROW "
        "WHEN (NEW.id = 1 AND NEW.state = 'refunded') EXECUTE FUNCTION leave()"
    ),
)


@pytest.fixture
def desk(database_url: str) -> Iterator[CashDesk]:
    with Town(database_url) as town:
        yield CashDesk(town)


async def test_every_refund_is_asked_for_once_under_its_own_key_and_its_person_told(
    desk: CashDesk,
) -> None:
    """Promises 19, 20."""
    await desk.pay()
    assert len({key for _, key, _ in desk.provider.asked}) == 3
    assert len(desk.provider.asked) == 3
    assert {amount.minor for _, _, amount in desk.provider.asked} == {1600}
    assert desk.payments() == [PaymentState.REFUNDED] * 3
    assert desk.told() == desk.people
    assert await desk.pay() == 0


async def test_two_workers_at_once_ask_for_each_refund_once(desk: CashDesk) -> None:
    """Promise 19."""
    await asyncio.gather(desk.pay(), desk.pay(desk.new_till()))
    assert sorted(charge for charge, _, _ in desk.provider.asked) == [
        "charge-0",
        "charge-1",
        "charge-2",
    ]


async def test_one_refund_that_keeps_failing_waits_in_sight_while_the_others_go_through(
    desk: CashDesk,
) -> None:
    """Promise 19."""
    desk.provider.always["charge-1"] = Later("503 Service Unavailable")
    await desk.pay()
    assert desk.payments() == ["refunded", "refunding", "refunded"]
    assert desk.steps() == ["done", "owed", "done"]
    await desk.pay_for(hours=25)
    assert desk.steps() == ["done", "stuck", "done"]
    assert desk.alarms() == ["money_stuck"]
    tried = [key for charge, key, _ in desk.provider.asked if charge == "charge-1"]
    assert len(set(tried)) == 1
    assert 24 <= len(tried) < 60
    desk.provider.always.clear()
    await desk.pay_for(hours=1, minutes=1)
    assert desk.payments() == ["refunded"] * 3
    assert desk.told() == desk.people


async def test_a_refund_that_the_provider_rejects_is_raised_at_once_and_still_tried(
    desk: CashDesk,
) -> None:
    """Promise 19."""
    desk.provider.next["charge-0"] = [Rejected("charge already disputed")]
    await desk.pay()
    assert desk.steps() == ["stuck", "done", "done"]
    assert desk.alarms() == ["money_stuck"]
    assert "kaituan money done" in desk.town.run(lambda tx: tx.value(select(alarm.c.text)))
    await desk.pay_for(hours=1, minutes=2)
    assert desk.steps() == ["done"] * 3


async def test_the_wait_that_a_provider_asks_for_is_kept(desk: CashDesk) -> None:
    desk.provider.next["charge-0"] = [Later("slow down", after=300)]
    await desk.pay()
    desk.town.wind(seconds=299)
    assert await desk.pay() == 0
    desk.town.wind(seconds=1)
    assert await desk.pay() == 1


async def test_a_worker_that_died_while_asking_is_taken_over_under_the_same_key(
    desk: CashDesk,
) -> None:
    """Promise 19."""
    desk.provider.silent = asyncio.get_running_loop().create_future()
    dead = desk.new_till()
    await dead.pay()
    while len(desk.provider.asked) < 3:
        await asyncio.wait([asyncio.ensure_future(desk.town.database.run(lambda _: None))])
    await dead.crew.call_off()
    desk.provider.silent = None
    assert await desk.pay() == 0
    desk.town.wind(seconds=LEASE.total_seconds())
    await desk.pay()
    assert len(desk.provider.asked) == 6
    assert len(desk.provider.done) == 3
    assert desk.payments() == ["refunded"] * 3
    assert desk.told() == desk.people


async def test_a_payment_of_a_provider_that_is_not_there_waits_in_sight(desk: CashDesk) -> None:
    await desk.pay(Till(desk.town.database, Among({})))
    assert desk.steps() == ["stuck"] * 3
    await desk.pay_for(hours=1, minutes=2)
    assert desk.steps() == ["done"] * 3


async def test_a_provider_that_breaks_its_word_and_raises_is_asked_again(desk: CashDesk) -> None:
    desk.provider.broken = RuntimeError("unexpected")
    await desk.pay()
    desk.provider.broken = None
    assert desk.steps() == ["owed"] * 3
    await desk.pay_for(minutes=2)
    assert desk.steps() == ["done"] * 3


async def test_a_refund_whose_settling_breaks_waits_in_sight_while_the_others_go_through(
    desk: CashDesk,
) -> None:
    """Promise 19: the money went back, but our books will not have it."""
    desk.break_the_books()
    await desk.pay()
    assert desk.payments() == ["refunding", "refunded", "refunded"]
    assert desk.steps() == ["stuck", "done", "done"]
    assert desk.alarms() == ["money_stuck"]
    (stuck,) = desk.town.run(finding.stuck)
    assert "settling it broke" in stuck.why
    assert desk.told() == desk.people[1:]
    await desk.pay_for(hours=3)
    assert desk.steps() == ["stuck", "done", "done"]
    tried = [key for charge, key, _ in desk.provider.asked if charge == "charge-0"]
    assert 3 <= len(tried) < 20
    assert len(set(tried)) == 1
    desk.mend_the_books()
    await desk.pay_for(hours=1, minutes=1)
    assert desk.payments() == ["refunded"] * 3
    assert desk.told() == desk.people


@pytest.mark.parametrize(
    "nonsense", [Rejected("no such charge \ud800"), Later("slow down", after=1e300)]
)
async def test_an_answer_that_cannot_be_written_down_is_raised_and_asked_for_again(
    desk: CashDesk, nonsense: Answer
) -> None:
    """Promise 19: half a letter, or a wait of longer than there is time."""
    desk.provider.next["charge-0"] = [nonsense]
    await desk.pay()
    assert desk.steps() == ["stuck", "done", "done"]
    assert desk.alarms() == ["money_stuck"]
    await desk.pay_for(hours=1, minutes=1)
    assert desk.steps() == ["done"] * 3


async def test_a_connection_that_is_lost_says_nothing_about_a_refund(postgres_url: str) -> None:
    """Promise 19: the step is asked for again when its lease runs out, and nobody is called for it."""
    with Town(postgres_url) as town:
        desk = CashDesk(town)
        for statement in _LOSE_CONNECTION:
            town.run(lambda tx: tx.write(text(statement)))  # noqa: B023  run at once
        await desk.pay()
        assert desk.steps()[0] == "owed"
        assert desk.alarms() == []
        town.run(lambda tx: tx.write(text("DROP TRIGGER gone ON payment")))
        town.wind(seconds=LEASE.total_seconds())
        await desk.pay()
        assert desk.steps() == ["done"] * 3
