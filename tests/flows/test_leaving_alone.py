"""A leader who leaves while others are still paying reads for whom the group ends."""

from tests.flows.bazaar import Bazaar
from tests.flows.walks import joins, opens


async def test_the_only_one_who_paid_reads_that_the_group_ends_for_who_is_paying(
    sqlite_url: str,
) -> None:
    """And is not told that their place goes to somebody else; promise 8."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        for phone in (bo, ana):
            await phone.start(token)
            await phone.press("Join")
        await mei.press("Leave")
        assert "the group ends, also for 2 people who are paying now" in mei.last.text
        assert "somebody else" not in mei.last.text


async def test_where_another_has_paid_the_place_becomes_free_and_they_lead(sqlite_url: str) -> None:
    """Promise 8."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await mei.press("Leave")
        assert "Your place becomes free for somebody else." in mei.last.text
        assert "whoever joined first after you leads it then" in mei.last.text
