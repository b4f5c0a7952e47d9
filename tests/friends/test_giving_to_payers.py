"""A given place and somebody who keeps an unpaid one in the same group buy."""

from groupbuys.model import SeatState
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me
from tests.flows.walks import joins, opens, the_group
from tests.friends.gifts import gives, ledger_is_right, seats


async def test_who_is_still_paying_is_offered_it_and_gives_the_unpaid_place_up_for_it(
    database_url: str,
) -> None:
    """Promise 9: one place a person, and nothing to pay for the one that was given up."""
    with Bazaar(database_url, limit=1) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await joins(bo, token)
        await ana.start(token)
        await ana.press("Join")
        assert the_group(shop).taken == 3
        await ana.start(await gives(bo))
        assert "Your own place, which you have not paid for, is given up for it" in ana.last.text
        await ana.press("Take the place")
        assert the_group(shop).taken == 2
        assert seats(shop)[1].person_id == me(shop, ana)
        assert seats(shop)[2].state is SeatState.RELEASED
        assert await ana.check_out(ana.invoices[-1]) is not None
        ledger_is_right(shop)
