"""Editing a deal that is published: new terms for new groups, in one guarded step."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog import deals
from catalog.editing import amended
from catalog.editing.amended import Unamended
from catalog.editing.amending import Amendment
from catalog.offers import DealLine, find_deal
from catalog.tables import deal, picture, terms, variant
from flows.conversation import Conversation
from flows.presses.editing import DropEdit, EditDeal, EditField, EditPrices, EmptyField, SaveDeal
from groupbuys.finding import group
from storage.transaction import Transaction
from tests.desk.packing import LANTERN, deal_on, presses
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, OURS, posted, sends
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.walks import joins, opens, sees_mug
from tests.stock.shelf import keeper


async def edits(shop: Bazaar, phone: Phone, **fields: str) -> None:
    """Type these fields of the mug's deal anew."""
    number = deal_on(shop, "mug")
    for field, words in fields.items():
        await presses(phone, EditField(LANTERN, number, field, 0))
        await phone.write(words)


def line(shop: Bazaar, number: int) -> DealLine:
    """A deal as it stands."""
    found = shop.run(lambda tx: find_deal(tx, number))
    assert found is not None
    return found


async def test_new_prices_are_for_new_groups(database_url: str) -> None:
    """Promise 4: who is in keeps what was promised; what is saved says so."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        kim = await keeper(shop)
        token = await opens(mei)
        await kim.command("shop")
        await kim.press("Deals")
        await kim.press("🟢 Enamel mug")
        await kim.press("Edit")
        assert "Open groups keep their size, window and prices" in kim.last.text
        assert "Save" not in kim.labels()
        await kim.press("✎ Group price")
        await kim.write("６.50")
        assert "Group price: €7.49 → <b>€6.50</b>" in kim.last.text
        assert "● Group price" in kim.labels()
        await edits(shop, kim, solo="9", people="2")
        await kim.press("Save")
        for words in (
            "Price alone: €9.99 → <b>€9.00</b>",
            "People needed: 3 → <b>2</b>",
            "It counts for new groups. 1 open group keeps its terms.",
        ):
            assert words in kim.last.text, words
        await joins(bo, token)
        assert bo.invoices[-1].amount.minor == 749
        running = shop.run(lambda tx: group(tx, 1))
        assert running is not None
        assert (running.minimum, running.paid) == (3, 2)
        await sees_mug(ana)
        assert "€9.00" in ana.last.text
        await ana.press("Start a group")
        assert ana.invoices[-1].amount.minor == 650
        await kim.press("To the deal")
        assert "2 people, within" in kim.last.text


async def test_half_an_edit_survives_a_restart_beside_a_new_deal(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        kim = await keeper(shop)
        await edits(shop, kim, limit="4")
        kim.talk = Conversation(shop.database)
        shop.wind(days=2)
        await kim.command("shop")
        await kim.press("New deal")
        await kim.write(OIL)
        await presses(kim, EditDeal(LANTERN, deal_on(shop, "mug")))
        assert "Most per person: no limit → <b>4</b>" in kim.last.text
        await kim.press("Throw the changes away")
        await presses(kim, EditDeal(LANTERN, deal_on(shop, "mug")))
        assert "Save" not in kim.labels()
        await kim.command("shop")
        await kim.press("New deal")
        assert "Olive oil" in kim.last.text


@pytest.mark.parametrize(
    ("field", "words", "answer"),
    [
        ("group", "10", "must not be above the price alone"),
        ("people", "1", "too few"),
        ("people", "-3", "too few"),
        ("window", "5 seconds", "too few"),
        ("ends", "1 January 2020 10:00", "over already"),
        ("solo", "7", "must not be above the price alone"),
        ("limit", "0", "too few"),
        ("solo", "1e9", "could not read"),
    ],
)
async def test_what_would_be_wrong_is_refused_with_what_would_be_right(
    sqlite_url: str, field: str, words: str, answer: str
) -> None:
    """Promise 35."""
    with Bazaar(sqlite_url) as shop:
        kim = await keeper(shop)
        before = line(shop, deal_on(shop, "mug"))
        await edits(shop, kim, **{field: words})
        assert answer in kim.last.text
        await presses(kim, SaveDeal(LANTERN, before.id))
        assert line(shop, before.id) == before


async def test_what_fits_no_longer_is_said_before_it_is_saved(sqlite_url: str) -> None:
    """Promise 35: less room than people are needed, since the people were edited after the room."""
    with Bazaar(sqlite_url) as shop:
        kim = await keeper(shop)
        await edits(shop, kim, capacity="5")
        await edits(shop, kim, people="9")
        assert "that does not fit" in kim.last.text
        before = line(shop, deal_on(shop, "mug"))
        await presses(kim, SaveDeal(LANTERN, before.id))
        assert line(shop, before.id) == before
        await presses(kim, EmptyField(LANTERN, before.id, "capacity"))
        await edits(shop, kim, people="4")
        await kim.press("Save")
        assert line(shop, before.id).capacity == 4


async def test_words_and_picture_are_everybodys_at_once(database_url: str) -> None:
    """Promise 38; and searches find the new words, no longer the old."""
    with Bazaar(database_url) as shop:
        (bo,) = shop.phones("Bo")
        kim = await keeper(shop)
        before = line(shop, deal_on(shop, "mug"))
        await edits(shop, kim, title=f"Copper beaker {NASTY}", about=f"Shiny {NASTY}")
        await presses(kim, EditField(LANTERN, before.id, "picture", 0))
        assert "Send a photo" in kim.last.text
        await kim.write("what?")
        assert "Send a photo" in kim.last.text
        await sends(kim, "with words", "telegram:NEW")
        assert "Picture: changed" in kim.last.text
        await kim.press("Save")
        assert "Title: " in kim.last.text
        assert "&lt;b&gt;" in kim.last.text
        assert "counts for new groups" not in kim.last.text
        after = line(shop, before.id)
        assert after.terms_id == before.terms_id, "words are no terms"
        shown = shop.run(
            lambda tx: tx.value(
                select(picture.c.source).where(picture.c.product_id == before.product_id)
            )
        )
        assert shown == "telegram:NEW"
        await bo.start()
        await bo.write("copper")
        assert any("Copper beaker" in label for label in bo.labels())
        await bo.write("enamel")
        assert not any("Copper" in label for label in bo.labels())
        await presses(kim, EmptyField(LANTERN, before.id, "picture"))
        await presses(kim, EmptyField(LANTERN, before.id, "about"))
        await kim.press("Save")
        assert kim.last.picture is None


async def test_a_colleagues_edit_meanwhile_is_noticed_and_kept(database_url: str) -> None:
    """Nothing that was not looked at is overwritten."""
    with Bazaar(database_url) as shop:
        kim, ola = await keeper(shop), await keeper(shop, "Ola")
        number = deal_on(shop, "mug")
        await edits(shop, kim, group="6")
        await edits(shop, ola, limit="3", window="2 days")
        await ola.press("Save")
        assert "✅ Saved" in ola.last.text
        await presses(kim, SaveDeal(LANTERN, number))
        assert "Somebody else changed this deal" in kim.last.text
        assert "Group price: €7.49 → <b>€6.00</b>" in kim.last.text
        assert "Most per person: 3" in kim.last.text
        await kim.press("Save")
        now = line(shop, number)
        assert (now.limit_per_person, now.window) == (3, timedelta(days=2))
        await presses(kim, EditDeal(LANTERN, number))
        assert "Group price: €6.00" in kim.last.text


async def test_a_deal_that_ended_meanwhile_is_not_edited(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        kim = await keeper(shop)
        number = deal_on(shop, "mug")
        await edits(shop, kim, group="6")
        shop.run(lambda tx: deals.end(tx, number))
        before = line(shop, number)
        for press in (
            SaveDeal(LANTERN, number),
            EditDeal(LANTERN, number),
            EditField(LANTERN, number, "solo", 0),
        ):
            await presses(kim, press)
            assert "This deal is over" in kim.toast
        assert line(shop, number) == before
        assert "Edit" not in kim.labels()


async def test_each_kind_has_prices_of_its_own_where_they_differ(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        kim = await keeper(shop)
        number = deal_on(shop, "shirt")
        await presses(kim, EditDeal(LANTERN, number))
        assert "Price alone: €20.00 – €24.00" in kim.last.text
        await kim.press("✎ Prices")
        await kim.press("L · €24.00")
        await kim.write("23")
        await kim.press("✎ Prices")
        await kim.press("L · €18.00")
        await kim.write("17")
        await kim.press("Save")
        assert "Price alone, L: €24.00 → <b>€23.00</b>" in kim.last.text
        assert "Group price, L: €18.00 → <b>€17.00</b>" in kim.last.text
        costs = shop.run(
            lambda tx: tx.all(
                select(variant.c.sku, variant.c.price).where(variant.c.sku.like("S-%"))
            )
        )
        assert {row.sku: row.price for row in costs} == {"S-S": 2000, "S-M": 2000, "S-L": 2300}


async def test_a_scheduled_deal_starts_when_it_is_edited_to(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await sends(mei, f"{OIL}, starts Tuesday 9:00")
        await mei.press("Publish")
        number = int(shop.run(lambda tx: tx.value(select(deal.c.id).where(deal.c.shop_id == OURS))))
        await mei.press("Edit")
        await mei.press("✎ Starts")
        await mei.write("at once")
        await mei.press("Save")
        shop.run(deals.turn_due)
        assert line(shop, number).state.value == "live"
        await presses(mei, EditDeal(OURS, number))
        assert "✎ Starts" not in mei.labels()
        await presses(mei, EditField(OURS, number, "starts", 0))
        assert "When does it start" not in mei.last.text
        await presses(mei, EmptyField(OURS, number, "ends"))
        await mei.press("Save")
        assert line(shop, number).ends_at is None


async def test_another_shops_deal_looks_like_none(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (eve,) = shop.phones("Eve")
        await posted(shop, eve)
        number = deal_on(shop, "mug")
        before = line(shop, number)
        for press in (
            EditDeal(OURS, number),
            EditField(OURS, number, "group", 0),
            EmptyField(OURS, number, "limit"),
            EditPrices(OURS, number),
            SaveDeal(OURS, number),
            DropEdit(OURS, number),
            EditDeal(OURS, 10**9),
        ):
            await presses(eve, press)
            assert "Enamel" not in eve.last.text
            assert "<b>Deals</b>" in eve.last.text
        assert line(shop, number) == before
        kept = shop.run(lambda tx: amended.amend(tx, OURS, number, _cheaper(tx, number)))
        assert kept is Unamended.GONE


def _cheaper(tx: Transaction, number: int) -> Amendment:
    found = find_deal(tx, number)
    assert found is not None
    wish = amended.wish_of(tx, found)
    return Amendment(wish, wish.answered(wish.form()))


async def test_running_terms_are_never_rewritten(database_url: str) -> None:
    """Promise 4: an edit adds terms."""
    with Bazaar(database_url) as shop:
        kim = await keeper(shop)
        before = shop.run(lambda tx: tx.all(select(terms).order_by(terms.c.id)))
        await edits(shop, kim, people="5")
        await kim.press("Save")
        after = shop.run(lambda tx: tx.all(select(terms).order_by(terms.c.id)))
        assert list(after[: len(before)]) == list(before)
        assert len(after) == len(before) + 1
