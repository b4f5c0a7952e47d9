"""How a shop hands its goods over."""

import pytest

from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import NASTY, Bazaar


async def test_pickup_points_come_and_go_in_the_shops_own_words(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await mei.press("More")
        await mei.press("Handover")
        assert "No pickup point yet" in mei.last.text
        await mei.press("Add a pickup point")
        await mei.write("Corner\n12 Main Street\nMon to Fri 9 to 18\nSat 9 to 12")
        assert "Mon to Fri 9 to 18 Sat 9 to 12" in mei.last.text
        await mei.press("‹ Back to the shop")
        assert "add a pickup point" not in mei.last.text
        await mei.press("More")
        await mei.press("Handover")
        await mei.press("Close Corner")
        assert "No pickup point yet" in mei.last.text


@pytest.mark.parametrize("text", [" \n ", "x" * 121, f"Corner\n{'x' * 301}"])
async def test_a_point_that_is_empty_or_too_long_is_asked_for_again(
    sqlite_url: str, text: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await mei.press("More")
        await mei.press("Handover")
        await mei.press("Add a pickup point")
        await mei.write(text)
        assert "too long, or empty" in mei.last.text
        await mei.write(NASTY)
        assert "&lt;b&gt;" in mei.last.text, "promise 38"


async def test_delivery_needs_no_pickup_point(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await mei.press("More")
        await mei.press("Handover")
        await mei.press("delivery")
        assert "✓ delivery" in mei.labels()
        assert "No pickup point" not in mei.last.text
