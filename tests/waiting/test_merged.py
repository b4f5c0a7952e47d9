"""A place that was kept for whoever had waited for it, in a group buy that goes on in another one."""

import pytest

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.model import SeatState
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import told
from tests.flows.walks import joins, opens
from tests.friends.gifts import ledger_is_right, seats
from tests.friends.test_merged import merges
from tests.waiting.test_chat import ticks


async def promoted(shop: Bazaar) -> tuple[Phone, Phone, Phone]:
    """Cy's turn came in the group of Mei, which two left then; another one is led by Zoe. Gives Mei, Zoe and Cy."""
    mei, bo, ana, dee, cy, zoe = shop.phones("Mei", "Bo", "Ana", "Dee", "Cy", "Zoe")
    token = await opens(mei)
    await joins(bo, token)
    for one in (ana, dee):
        await one.start(token)
        await one.press("Join")
    await cy.start(token)
    await cy.press("Wait for a place")
    await ana.press("Give it up")
    ticks(shop)
    await dee.press("Give it up")
    await bo.command("mine")
    for label in ("Enamel mug", "Leave", "Leave"):
        await bo.press(label)
    await opens(zoe)
    return mei, zoe, cy


async def test_a_kept_place_goes_along_and_its_word_tells_of_the_group_that_goes_on(
    database_url: str,
) -> None:
    with Bazaar(database_url, minimum=3, capacity=4) as shop:
        mei, zoe, cy = await promoted(shop)
        merges(shop, zoe, mei)
        said = told(shop, cy)["place_kept"]
        assert said is not None
        assert said.asks is not None
        assert said.asks.group_buy_id == 2
        await cy.hear(said)
        await cy.press("Pay")
        await cy.pay()
        assert [one.group_buy_id for one in seats(shop) if one.state is SeatState.PAID] == [2, 2, 2]
        assert "place_gone" not in told(shop, cy)
        ledger_is_right(shop)


@pytest.mark.parametrize("cut_off", [False, True])
async def test_a_kept_place_that_is_not_paid_there_ends_with_one_plain_word(
    database_url: str, *, cut_off: bool
) -> None:
    """Its hold runs out, or the group that it went on in is closed before that."""
    with Bazaar(database_url, minimum=3, capacity=4) as shop:
        mei, zoe, cy = await promoted(shop)
        merges(shop, zoe, mei)
        shop.wind(minutes=16)
        if cut_off:
            shop.wind(hours=24)
            shop.run(close_due)
        shop.run(expire_due)
        said = told(shop, cy)
        assert said["place_kept"] is None
        gone = said["place_gone"]
        assert gone is not None
        assert "Nothing was taken." in gone.text
        assert "place_gone" not in told(shop, zoe)
        if not cut_off:
            await cy.hear(gone)
            await cy.press("See the group")
            assert "Zoe" in cy.last.text
            await cy.press("Join")
        ledger_is_right(shop)


async def test_a_word_that_was_owed_before_tells_of_the_group_that_goes_on(
    database_url: str,
) -> None:
    with Bazaar(database_url, minimum=3, capacity=4) as shop:
        mei, zoe, cy = await promoted(shop)
        shop.wind(minutes=16)
        ticks(shop)
        merges(shop, zoe, mei)
        gone = told(shop, cy)["place_gone"]
        assert gone is not None
        await cy.hear(gone)
        await cy.press("See the group")
        assert "Zoe" in cy.last.text
        await cy.press("Join")
        await cy.pay()
        ledger_is_right(shop)
