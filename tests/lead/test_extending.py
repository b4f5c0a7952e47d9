"""A leader extends a group once, where its terms allow it; whatever knows a deadline knows the new one."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from catalog import deals
from flows.presses.editing import SaveDeal
from flows.presses.lead import ExtendGroup
from groupbuys.closing import close_due
from groupbuys.leading import extending
from groupbuys.leading.extending import extend
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy, GroupState
from groupbuys.reminders import remind_due
from storage.tables import outbox
from tests.desk.packing import LANTERN, deal_on, presses
from tests.desk.test_editing import edits
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.walks import joins as joins_by
from tests.flows.walks import opens
from tests.groupbuys.group import filled, group, joins, opened, owed
from tests.groupbuys.ledger import audited
from tests.groupbuys.test_reminders import told as reminders
from tests.stock.shelf import keeper
from tests.stories import Terms, Town

HALF_A_DAY = timedelta(hours=12)
TWO_HOURS, QUARTER = timedelta(hours=2), timedelta(minutes=15)
FIVE = Terms(minimum=3, capacity=5, window=timedelta(hours=5), extension=HALF_A_DAY)


def looked_at(town: Town, until: datetime) -> list[tuple[int, str, datetime]]:
    """Let the tick look every five minutes until then; which reminders were owed, and when."""
    while town.now < until:
        town.wind(minutes=5)
        town.run(remind_due)
    return reminders(town)


def extends(town: Town, person: int, group_id: int) -> GroupBuy | No:
    return town.run(lambda tx: extend(tx, person, group_id))


def extended(town: Town, person: int, group_id: int) -> datetime:
    """When it closes now that it was extended."""
    longer = extends(town, person, group_id)
    assert isinstance(longer, GroupBuy)
    assert longer.closes_at is not None
    return longer.closes_at


def test_a_group_is_extended_once_and_everybody_in_it_is_told_once(database_url: str) -> None:
    with Town(database_url, FIVE) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        before = filled(town, mei, bo).group
        joins(town, ana, before.id)
        assert before.closes_at is not None
        longer = extends(town, mei, before.id)
        assert isinstance(longer, GroupBuy)
        assert longer.closes_at == before.closes_at + HALF_A_DAY
        assert owed(town, "extended") == [bo, ana]
        assert extends(town, mei, before.id) is No.USED
        assert group(town, before.id).closes_at == longer.closes_at
        assert owed(town, "extended") == [bo, ana]
        town.now = before.closes_at
        town.run(close_due)
        assert group(town, before.id).state is GroupState.FORMING
        town.now = longer.closes_at
        town.run(close_due)
        assert group(town, before.id).state is GroupState.FAILED
        audited(town)


def test_reminders_come_at_the_new_time_and_twice_at_most(database_url: str) -> None:
    """Promise 25: none at the old one."""
    with Town(database_url, Terms(3, 5, timedelta(hours=5), extension=timedelta(hours=4))) as town:
        mei, bo = town.people("Mei", "Bo")
        before = filled(town, mei, bo).group
        closes = extended(town, mei, before.id)
        assert before.closes_at is not None
        assert looked_at(town, before.closes_at) == []
        times = [at for person, _, at in looked_at(town, closes) if person == bo]
        assert times == [closes - TWO_HOURS, closes - QUARTER]


@pytest.mark.parametrize("left", [timedelta(hours=1), timedelta(minutes=5)])
def test_who_was_reminded_of_the_old_end_is_reminded_of_the_new_one(
    database_url: str, left: timedelta
) -> None:
    """Promise 25: at its own times, however many reminders came before it was extended; never at once."""
    with Town(database_url, Terms(3, 5, timedelta(hours=5), extension=timedelta(hours=3))) as town:
        mei, bo = town.people("Mei", "Bo")
        before = filled(town, mei, bo).group
        assert before.closes_at is not None
        told = looked_at(town, before.closes_at - left)
        town.now = before.closes_at - left
        closes = extended(town, mei, before.id)
        assert town.run(remind_due) == 0
        after = looked_at(town, closes)[len(told) :]
        assert [(person, which, closes - at) for person, which, at in after] == [
            (mei, "first", TWO_HOURS),
            (bo, "first", TWO_HOURS),
            (mei, "second", QUARTER),
            (bo, "second", QUARTER),
        ]


def test_a_time_of_the_new_end_that_is_over_already_is_not_made_up_for(database_url: str) -> None:
    """Promise 24: extended by an hour with five minutes left, it reminds once more."""
    with Town(database_url, Terms(3, 5, timedelta(hours=5), extension=timedelta(hours=1))) as town:
        (mei,) = town.people("Mei")
        before = filled(town, mei).group
        assert before.closes_at is not None
        town.now = before.closes_at - timedelta(minutes=5)
        town.run(remind_due)
        closes = extended(town, mei, before.id)
        looked_at(town, closes)
        assert [(which, at) for _, which, at in reminders(town)] == [
            ("second", before.closes_at - timedelta(minutes=5)),
            ("second", closes - QUARTER),
        ]


async def test_what_was_to_be_said_of_the_old_end_is_not_said_any_more(database_url: str) -> None:
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        await allows(shop, "12 hours")
        mei, bo = shop.phones("Mei", "Bo")
        await joins_by(bo, await opens(mei))
        shop.wind(hours=22, minutes=5)
        assert shop.run(remind_due)
        assert told(shop, bo)["reminder"] is not None
        await mei.do(ExtendGroup(1))
        assert told(shop, bo)["reminder"] is None
        shop.wind(hours=12)
        shop.run(remind_due)
        assert told(shop, bo)["reminder"] is not None


@pytest.mark.parametrize(
    ("ends_after", "why"), [(timedelta(hours=5), No.NO_ROOM), (timedelta(hours=4), No.NO_ROOM)]
)
def test_no_group_outlives_its_deal(database_url: str, ends_after: timedelta, why: No) -> None:
    terms = Terms(3, 5, timedelta(hours=5), ends_after=ends_after, extension=HALF_A_DAY)
    with Town(database_url, terms) as town:
        (mei,) = town.people("Mei")
        assert extends(town, mei, opened(town, mei).group.id) is why


def test_it_is_extended_to_the_end_of_the_deal_at_most(database_url: str) -> None:
    ends_after = timedelta(hours=6)
    terms = Terms(3, 5, timedelta(hours=5), ends_after=ends_after, extension=HALF_A_DAY)
    with Town(database_url, terms) as town:
        (mei,) = town.people("Mei")
        longer = extends(town, mei, opened(town, mei).group.id)
        assert isinstance(longer, GroupBuy)
        assert longer.closes_at == town.now + ends_after


def test_when_a_group_is_not_extended(database_url: str) -> None:
    with Town(database_url, FIVE) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        first = filled(town, mei, bo).group.id
        assert extends(town, bo, first) is No.NOT_LEADING
        assert extends(town, mei, 10**9) is No.NOT_LEADING
        town.seated(joins(town, ana, first), ana)
        assert extends(town, mei, first) is No.ENOUGH
        second = opened(town, bo).group.id
        town.run(lambda tx: deals.pause(tx, town.deal_id))
        town.run(lambda tx: deals.end(tx, town.deal_id))
        assert extends(town, bo, second) is No.NO_ROOM
        town.wind(hours=5)
        assert extends(town, bo, second) is No.CLOSED, "its time is up, though nobody has closed it"


def test_a_group_keeps_the_rule_that_it_was_opened_with(database_url: str) -> None:
    """Promise 4: what the merchant changes later counts for new groups."""
    with Town(database_url, FIVE) as town:
        mei, bo = town.people("Mei", "Bo")
        with_it = opened(town, mei).group.id
        town.run(lambda tx: town.new_terms(tx, Terms(3, 5, timedelta(hours=5))))
        without = opened(town, bo).group.id
        assert extends(town, bo, without) is No.NO_RULE
        assert isinstance(extends(town, mei, with_it), GroupBuy)
        extended = group(town, with_it)
        rule = town.run(lambda tx: extending.rule(tx, extended))
        assert rule is not None
        assert rule.was is not None


async def allows(shop: Bazaar, length: str) -> Phone:
    """The keeper lets leaders extend groups for the mug."""
    kim = await keeper(shop)
    await edits(shop, kim, extension=length)
    await presses(kim, SaveDeal(LANTERN, deal_on(shop, "mug")))
    return kim


async def test_a_merchant_allows_it_and_everybody_sees_it_before_they_pay(
    database_url: str,
) -> None:
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        kim = await allows(shop, "12 hours")
        assert "Leader may extend by: not at all → <b>12 hours</b>" in kim.last.text
        mei, bo, zoe = shop.phones("Mei", "Bo", "Zoe")
        rule = "may extend a group that still misses people once, by 12 hours"
        await zoe.write("enamel mug")
        await zoe.press("Enamel mug")
        assert rule in zoe.last.text
        token = await opens(mei)
        await bo.start(token)
        assert rule in bo.last.text
        await joins_by(bo, token)
        await mei.command("lead")
        await mei.press("Enamel mug")
        assert "You may extend it once while it misses people, by 12 hours" in mei.last.text
        assert "The leader" not in mei.last.text
        await mei.press("More time")
        assert "This can be done once" in mei.last.text
        await mei.press("Extend")
        assert mei.toast == "Extended. Everybody in the group is told."
        assert "More time" not in mei.labels()
        assert "It was extended; before, it closed" in mei.last.text
        await mei.press("See the group")
        assert "It was extended; before, it closed" in mei.last.text
        said = told(shop, bo)["extended"]
        assert said is not None
        assert "has more time" in said.text
        assert "extended" not in told(shop, mei)
        await zoe.start(token)
        assert "Its leader has extended it" in zoe.last.text


async def test_a_stale_button_says_why(database_url: str) -> None:
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await mei.do(ExtendGroup(1))
        assert mei.toast == "The shop lets nobody extend a group of this deal."
        await joins_by(bo, token)
        await bo.do(ExtendGroup(1))
        assert "Only the leader" in bo.toast
        shop.wind(hours=24)
        shop.run(close_due)
        await mei.do(ExtendGroup(1))
        assert mei.toast == "This group does not look for people any more."


async def test_who_has_left_meanwhile_is_not_told(database_url: str) -> None:
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        await allows(shop, "2h")
        mei, bo = shop.phones("Mei", "Bo")
        await joins_by(bo, await opens(mei))
        await mei.do(ExtendGroup(1))
        await bo.press("Leave")
        await bo.press("Leave")
        assert told(shop, bo)["extended"] is None
        wanted = select(outbox.c.kind).where(outbox.c.person_id == me(shop, bo))
        kinds = shop.run(lambda tx: tx.all(wanted))
        assert [row.kind for row in kinds].count("extended") == 1
        shop.run(remind_due)


@pytest.mark.parametrize("length", ["5 minutes", "31 days", "soon", "-2h", "12"])
async def test_a_length_that_makes_no_sense_is_asked_for_again(
    sqlite_url: str, length: str
) -> None:
    """Promise 35."""
    with Bazaar(sqlite_url) as shop:
        kim = await keeper(shop)
        await edits(shop, kim, extension=length)
        assert "❓ Leader may extend by" in kim.last.text
        assert "For example 12h" in kim.last.text


@pytest.mark.parametrize("words", ["12h", "by 12 hours", "12 小时", "延长12小时", "１２h"])
async def test_a_length_is_read_in_many_words(sqlite_url: str, words: str) -> None:
    """Promise 36."""
    with Bazaar(sqlite_url) as shop:
        kim = await keeper(shop)
        await edits(shop, kim, extension=words)
        assert "<b>12 hours</b>" in kim.last.text
