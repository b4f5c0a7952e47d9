"""What shops promise leaders, in a file and in the chat, and where they see what that costs them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from catalog.importers.reading import read
from catalog.importers.values import PercentOff, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake
from catalog.leader_reward import LeaderReward, RewardKind
from catalog.offers import find_deal
from catalog.tables import deal
from flows.presses.editing import EmptyField, SaveDeal
from flows.presses.every import NewDeal
from groupbuys import deal_sheet, takings
from groupbuys.rewards import auditing
from groupbuys.setting_aside import set_aside
from tests.desk.packing import LANTERN, deal_on, presses
from tests.desk.test_editing import edits, line
from tests.flows.bazaar import Bazaar, catalogue
from tests.flows.walks import joins, opens
from tests.groupbuys.group import buys
from tests.rewards.ground import FIVE, FREE, TENTH, gives, returns, succeeds, terms
from tests.rewards.ground import has as has_credit
from tests.stock.shelf import keeper
from tests.stories import NOON, Town


async def test_a_keeper_promises_it_in_an_edit_and_takes_it_back(database_url: str) -> None:
    """Open groups keep what they were opened with (promise 4)."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        kim = await keeper(shop)
        before = await opens(mei)
        number = deal_on(shop, "mug")
        await edits(shop, kim, reward="2.5%")
        assert "For the leader: nothing → <b>2.5% of what the others pay</b>" in kim.last.text
        await presses(kim, SaveDeal(LANTERN, number))
        assert line(shop, number).reward == LeaderReward(RewardKind.SHARE, 250)
        await joins(bo, before)
        await joins(ana, before)
        assert shop.run(auditing.outstanding) == ()
        await edits(shop, kim, reward="团长免单")
        await presses(kim, SaveDeal(LANTERN, number))
        assert line(shop, number).reward == FREE
        await edits(shop, kim, people="2")
        await presses(kim, EmptyField(LANTERN, number, "reward"))
        await presses(kim, SaveDeal(LANTERN, number))
        assert line(shop, number).reward is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("60%", "could not read"),
        ("0", "could not read"),
        ("plenty", "could not read"),
        ("14.98", "too much"),
    ],
)
async def test_what_would_be_too_much_is_asked_for_again(
    sqlite_url: str, words: str, answer: str
) -> None:
    """7.49 each for three: the others pay 14.98 together."""
    with Bazaar(sqlite_url) as shop:
        kim = await keeper(shop)
        await edits(shop, kim, reward=words)
        assert "❓ For the leader" in kim.last.text
        assert answer in kim.last.text
        assert "at most 50%" in kim.last.text


async def test_a_new_deal_can_have_one(sqlite_url: str) -> None:
    """Among what is rarely changed."""
    with Bazaar(sqlite_url) as shop:
        kim = await keeper(shop)
        await presses(kim, NewDeal(LANTERN))
        await kim.write("Olive oil 1 l, 12 alone, 9 for three, 40 bottles, until Sunday 20:00")
        assert "For the leader: nothing" in kim.last.text
        await kim.press("More")
        await kim.press("✎ For the leader")
        await kim.write("5")
        assert "For the leader: €5.00" in kim.last.text
        await kim.press("Publish")
        assert "gets €5.00, as credit in this shop" in kim.last.text
        newest = shop.run(lambda tx: tx.value(select(deal.c.id).order_by(deal.c.id.desc())))
        assert line(shop, int(newest)).reward == FIVE


def test_a_file_promises_it_and_brought_twice_changes_nothing(sqlite_url: str) -> None:
    """Promise 37."""
    with Bazaar(sqlite_url) as shop:
        rule = TermsDraft(3, 3, timedelta(hours=24), PercentOff(Decimal(25)), None, reward=TENTH)
        intake = Intake("Lantern", "EUR", "Europe/Berlin", "sandbox", rule)
        file = read(catalogue().encode(), "EUR")
        first = import_catalogue(shop.database, file, intake, set_aside)
        again = import_catalogue(shop.database, file, intake, set_aside)
        assert (first.changed > 0, again.changed) == (True, 0)
        number = deal_on(shop, "mug")
        found = shop.run(lambda tx: find_deal(tx, number))
        assert found is not None
        assert found.reward == TENTH


def test_takings_count_what_was_paid_and_the_sheet_what_leaders_got(database_url: str) -> None:
    """What went back of a reward is not counted."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        returns(town, bo)
        (row,) = town.run(lambda tx: deal_sheet.page(tx, town.shop_id, NOON, 0, 9))
        assert (row.sold, row.rewards) == (3200, 160)
        gives(town, ana, 500)
        town.pay(buys(town, ana), ana)
        assert has_credit(town, ana) == (0, 0)
        assert town.run(lambda tx: takings.today(tx, town.shop_id, "Europe/Berlin")).sold == 1500
