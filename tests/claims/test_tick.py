"""The tick decides claims and reminds of them, each once, and one that breaks holds up no other."""

from sqlalchemy import update

from groupbuys.claims import clocks
from groupbuys.claims.model import ClaimState, Outcome, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.claims.tables import claim
from scheduler.tick import Tick
from storage.alarms import untold
from tests.claims.counter import Counter
from tests.stories import Town


async def test_a_tick_reminds_and_then_decides(database_url: str) -> None:
    """After a day of downtime too: once, and the reminder that is past is not made up for (promise 24)."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        of = at.claims()
        tick = Tick(town.database)
        town.wind(hours=36)
        await tick.tick()
        await tick.tick()
        assert at.told(at.owner, "claim_reminder") == 1
        town.wind(days=2)
        await tick.tick()
        await tick.tick()
        assert at.now(of).outcome is Outcome.FULL
        assert at.deeds() == ["buyer opened", "clock ruled"]
        again = at.town.person("Bo")
        order, _ = at.buys(again)
        town.wind(days=4)
        town.run(lambda tx: open_claim(tx, again, order, Wrong.MISSING))
        town.wind(days=3)
        await tick.tick()
        assert at.told(at.owner, "claim_reminder") == 1, "its time was over by then"
        assert at.told(again, "claim_money") == 1


async def test_a_claim_that_breaks_holds_up_no_other(sqlite_url: str) -> None:
    with Town(sqlite_url) as town:
        at = Counter(town)
        at.ships()
        broken = at.claims()
        bo = town.person("Bo")
        order, _ = at.buys(bo)
        town.wind(days=4)
        town.run(lambda tx: open_claim(tx, bo, order, Wrong.MISSING))
        spoil = update(claim).where(claim.c.id == broken.id).values(remedy="nonsense")
        town.run(lambda tx: tx.write(spoil))
        town.wind(days=3)
        await Tick(town.database).tick()
        assert at.told(bo, "claim_money") == 1
        assert {one.kind for one in town.run(untold)} == {"tick_claim", "tick_claim_word"}
        mend = update(claim).where(claim.c.id == broken.id).values(remedy="")
        town.run(lambda tx: tx.write(mend))
        await Tick(town.database).tick()
        assert at.now(broken).state is ClaimState.CLOSED


def test_a_claim_that_was_answered_meanwhile_is_not_decided(database_url: str) -> None:
    """It was named as overdue, and then the word passed on."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        of = at.claims()
        town.wind(hours=48)
        (due,) = town.run(lambda tx: clocks.due_to_decide(tx, 10))
        at.replies(of)
        town.run(lambda tx: clocks.decide_one(tx, due))
        assert at.now(of).state is ClaimState.BUYER
