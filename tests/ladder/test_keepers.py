"""How keepers give a deal its price ladder in the chat: in a draft, and in an edit of a live deal."""

from sqlalchemy import select

from catalog.ladder.ladder_tables import terms_step
from catalog.ladder.steps import ladder
from flows.presses.editing import EditField
from tests.desk.packing import LANTERN, deal_on, presses
from tests.desk.test_editing import edits, line
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.walks import opens, sees_mug, the_group
from tests.ladder.test_said import climbing
from tests.stock.shelf import keeper


def stepped(shop: Bazaar, deal_id: int) -> list[tuple[int, list[int]]]:
    """The ladder of a deal: people, and the prices of its variants."""
    terms_id = line(shop, deal_id).terms_id
    found = shop.run(lambda tx: ladder(tx, terms_id))
    return [(one.people, [price.minor for price in one.prices.values()]) for one in found]


async def test_a_draft_with_a_ladder_goes_live(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await mei.press("New deal")
        await mei.write("Olive oil, 25 alone, 3 people 20, 5 people 18, 10 people 15")
        assert "Price ladder: from 5 people €18.00, from 10 people €15.00" in mei.last.text
        assert "Room for: 10" in mei.last.text
        await mei.press("More")
        await mei.press("✎ Price ladder")
        await mei.write("5 people 21")
        assert "a ladder goes down" in mei.last.text
        await mei.write("+8 people 16")
        assert "from 8 people €16.00" in mei.last.text
        await mei.press("Publish")
        assert "from 5 people €18.00, from 8 people €16.00, from 10" in mei.last.text
        number = shop.run(lambda tx: int(tx.value(select(terms_step.c.terms_id))))
        assert number


async def test_a_live_deal_gets_a_ladder_and_open_groups_keep_none(database_url: str) -> None:
    """Promise 4."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        kim = await keeper(shop)
        await opens(mei)
        number = deal_on(shop, "mug")
        await edits(shop, kim, steps="5人7 8人6")
        assert (
            "Price ladder: none → <b>from 5 people €7.00, from 8 people €6.00</b>" in kim.last.text
        )
        await kim.press("Save")
        assert "It counts for new groups. 1 open group keeps its terms." in kim.last.text
        assert stepped(shop, number) == [(5, [700]), (8, [600])]
        assert the_group(shop).ladder is False
        await sees_mug(bo)
        assert "from 5 people €7.00" in bo.last.text
        await edits(shop, kim, steps="-5")
        await kim.press("Save")
        assert stepped(shop, number) == [(8, [600])]
        await edits(shop, kim, steps="none")
        await kim.press("Save")
        assert stepped(shop, number) == []


async def test_an_edit_of_something_else_keeps_the_ladder_and_one_that_breaks_it_is_refused(
    database_url: str,
) -> None:
    """Promise 35: the shirt has two prices, and a ladder in percent."""
    with climbing(database_url) as shop:
        kim = await keeper(shop)
        number = deal_on(shop, "shirt")
        before = stepped(shop, number)
        assert before == [(3, [1200, 1200, 1440]), (5, [1000, 1000, 1200])]
        await typing(kim, shop, "limit", "4", "shirt")
        await kim.press("Save")
        assert stepped(shop, number) == before
        await typing(kim, shop, "people", "4", "shirt")
        assert "each step needs more people" in kim.last.text
        assert "Save" not in kim.labels()


async def typing(phone: Phone, shop: Bazaar, field: str, words: str, what: str) -> None:
    """Type one field of that product's deal anew."""
    await presses(phone, EditField(LANTERN, deal_on(shop, what), field, 0))
    await phone.write(words)
