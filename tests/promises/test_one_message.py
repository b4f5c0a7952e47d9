"""How a group ended and where its money is: one message where both are known, never one that says too much."""

from groupbuys.cancelling import cancel_deal
from groupbuys.friends.payers import TOGETHER
from groupbuys.refunding import step_done
from payments import stepping
from payments.model import Step
from scheduler.sending import TryLater
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me
from tests.flows.walks import joins, opens, the_group
from tests.follow.street import Street
from tests.payments.till import LEASE
from tests.scheduler.office import BLOCKED

BACK, COMING = "€7.49</b> went back to you", "€7.49</b> is on its way back to you"
ONCE_MORE = "once more when it is done"


def refunds(shop: Bazaar) -> tuple[Step, ...]:
    """The refunds that are to be asked for."""
    return shop.run(lambda tx: stepping.claim(tx, LEASE, 100))


def goes_back(shop: Bazaar, *steps: Step) -> None:
    """The provider has done these."""
    for step in steps:
        assert shop.run(lambda tx: step_done(tx, step))  # noqa: B023  run at once


async def test_who_has_the_money_back_at_once_hears_of_the_failure_and_of_that_in_one_message(
    database_url: str,
) -> None:
    """Promises 20 and 28."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (mei,) = await street.phones("Mei")
        await opens(mei)
        shop.wind(hours=24)
        await street.go()
        assert street.heard(mei, "did not find enough people") == [], "it waits for the money"
        goes_back(shop, *refunds(shop))
        await street.go()
        (said,) = street.heard(mei, "did not find enough people")
        assert BACK in said
        assert "10 working days" in said
        assert ONCE_MORE not in said
        shop.wind(hours=1)
        await street.go()
        assert len(street.heard(mei, "€7.49")) == 1, "and nothing else"


async def test_where_the_money_takes_its_time_the_first_message_says_that_another_one_comes(
    database_url: str,
) -> None:
    """Promises 19, 20 and 28: nobody waits longer than a few seconds to hear how it ended."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (mei,) = await street.phones("Mei")
        await opens(mei)
        shop.wind(hours=24)
        await street.go()
        steps = refunds(shop)
        shop.wind(seconds=TOGETHER.total_seconds())
        await street.go()
        (said,) = street.heard(mei, "€7.49")
        assert COMING in said
        assert ONCE_MORE in said
        goes_back(shop, *steps)
        await street.go()
        assert BACK in street.heard(mei, "€7.49")[-1]
        assert len(street.heard(mei, "€7.49")) == 2


async def test_a_deal_that_is_called_off_says_why_and_that_the_money_is_back(
    sqlite_url: str,
) -> None:
    """Promises 14 and 20, each person for themselves: one is quick, one is not."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        mei, bo = await street.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: cancel_deal(tx, deal_id, "the kiln broke"))
        quick, slow = refunds(shop)
        assert quick.person_id == me(shop, mei)
        goes_back(shop, quick)
        await street.go()
        (said,) = street.heard(mei, "the kiln broke")
        assert BACK in said
        assert street.heard(bo, "the kiln broke") == []
        shop.wind(seconds=TOGETHER.total_seconds())
        await street.go()
        goes_back(shop, slow)
        await street.go()
        first, second = street.heard(bo, "€7.49")
        assert COMING in first
        assert BACK in second


async def test_money_of_a_place_that_was_left_is_not_lost_in_the_end_of_the_group(
    sqlite_url: str,
) -> None:
    """Promise 20: who left and came back is owed two refunds, and hears of each."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        mei, bo = await street.phones("Mei", "Bo")
        token = await opens(mei)
        await joins(bo, token)
        for _ in range(2):
            await bo.press("Leave")
        (left,) = refunds(shop)
        await joins(bo, token)
        shop.wind(hours=24)
        await street.go()
        goes_back(shop, left)
        await street.go()
        assert len(street.heard(bo, BACK)) == 1
        goes_back(shop, *(one for one in refunds(shop) if one.key != left.key))
        await street.go()
        assert len(street.heard(bo, BACK)) == 2
        assert len(street.heard(bo, "did not find enough people")) == 1


async def test_who_blocked_the_bot_hears_it_in_one_message_when_they_are_back(
    sqlite_url: str,
) -> None:
    """Promises 20 and 30."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        (mei,) = await street.phones("Mei")
        await opens(mei)
        street.courier.always[mei.external] = BLOCKED
        shop.wind(hours=24)
        await street.go()
        shop.wind(seconds=TOGETHER.total_seconds())
        await street.go()
        goes_back(shop, *refunds(shop))
        await street.go()
        street.courier.always.clear()
        street.courier.said.clear()
        await mei.start()
        await street.go()
        (said,) = street.heard(mei, "€7.49")
        assert BACK in said


async def test_where_nothing_was_paid_nothing_is_waited_for(sqlite_url: str) -> None:
    """A shop that takes the money itself: the end is told at once."""
    with Bazaar(sqlite_url, provider="") as shop:
        street = Street(shop)
        (mei,) = await street.phones("Mei")
        await opens(mei)
        shop.wind(hours=24)
        await street.go()
        (said,) = street.heard(mei, "did not find enough people")
        assert "nothing is owed" in said


async def test_money_that_is_back_while_its_end_is_being_told_is_told_of_once(
    sqlite_url: str,
) -> None:
    """Promise 20: a first try that failed is made again later, and does not repeat what was said meanwhile."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        (mei,) = await street.phones("Mei")
        await opens(mei)
        shop.wind(hours=24)
        await street.go()
        steps = list(refunds(shop))
        shop.wind(seconds=TOGETHER.total_seconds())
        street.courier.next[mei.external] = [TryLater(reason="no line")]
        street.courier.before = lambda _: goes_back(shop, *[steps.pop() for _ in steps[:]])
        await street.go()
        shop.wind(minutes=5)
        tried = len(street.courier.said) - 1
        await street.go()
        arrived = street.heard(mei)[-2:]
        assert tried, "the first try did not arrive"
        assert len([said for said in arrived if BACK in said]) == 1
        assert len([said for said in arrived if "did not find enough people" in said]) == 1
        assert not [said for said in arrived if COMING in said]
