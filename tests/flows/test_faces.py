"""What cards, invoices and products say: which one was chosen, who sees it, and that it lives on."""

from datetime import timedelta

from catalog.deals import pause
from flows.cards import face
from flows.faces import LinkButton
from flows.replies import Say
from groupbuys import cards
from groupbuys.closing import close_due
from storage import claiming
from storage.outbox import Lane
from storage.transaction import Transaction
from tests.flows.bazaar import Bazaar
from tests.flows.limits import fits
from tests.flows.phone import Phone, buttons
from tests.flows.walks import joins, opens, sees_mug, the_group


async def chooses_two_in_m(phone: Phone) -> None:
    """Start a group for two shirts in M, up to the invoice."""
    await phone.write("blue shirt")
    await phone.press("Blue cotton shirt")
    await phone.press("Start a group")
    await phone.press("M · €15.00")
    await phone.press("+")
    await phone.press("Start a group")


def work_off(tx: Transaction) -> None:
    """All cards that were owed their newest face have it, as far as anybody can see."""
    for owed in claiming.claim(tx, Lane.CARDS, 10, timedelta(minutes=1)):
        claiming.settle(tx, owed, "sent")


async def test_whatever_is_chosen_stands_on_everything_that_follows(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await chooses_two_in_m(mei)
        assert "2 × M" in mei.last.text
        assert mei.invoices[-1].label == "2 × M"
        assert mei.invoices[-1].description.startswith("2 × M · Your place in the group")
        await mei.pay()
        assert "Yours: 2 × M · €30.00" in mei.cards[-1].text
        await mei.command("orders")
        await mei.press("Blue cotton shirt")
        assert "\nM\n2 × €15.00 = <b>€30.00</b>" in mei.last.text


async def test_an_invoice_asked_for_again_says_what_was_chosen_then(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await chooses_two_in_m(mei)
        await mei.command("orders")
        await mei.press("Blue cotton shirt")
        await mei.press("Pay")
        first, again = mei.invoices
        assert (again.label, again.description) == (first.label, first.description)


async def test_a_card_for_everybody_is_nobodys_own(database_url: str) -> None:
    """A shared chat shows who is in and how to join, and no one person's order."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        token = await opens(mei)
        group = the_group(shop)
        shown = shop.run(lambda tx: face(tx, group.id, 0))
        assert shown is not None
        assert "1 of 3" in shown.text
        assert "Mei" in shown.text
        assert "You" not in shown.text
        assert (shown.card_of, shown.card_for) == (group.id, 0)
        assert buttons(shown) == [LinkButton("Join", f"kaituan:start/{token}")]
        fits(Say(shown))
        shop.wind(hours=24)
        shop.run(close_due)
        over = shop.run(lambda tx: face(tx, group.id, 0))
        assert over is not None
        assert buttons(over) == [LinkButton("Open the shop", "kaituan:start/")]


async def test_who_blocked_the_bot_and_returns_has_current_cards_again(database_url: str) -> None:
    """Promises 29, 30."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await mei.reached(reachable=False)
        shop.run(lambda tx: cards.dead(tx, mei.place.bot, mei.place.chat))
        await joins(bo, token)
        group = the_group(shop)
        assert not shop.run(lambda tx: cards.stale(tx, group.id, 10, [mei.place.bot], shared=False))
        shop.run(work_off)
        await mei.reached(reachable=True)
        assert [
            one.chat
            for one in shop.run(
                lambda tx: cards.stale(tx, group.id, 10, [mei.place.bot], shared=False)
            )
        ] == [mei.external]
        assert shop.run(lambda tx: claiming.is_due(tx, Lane.CARDS)), "and somebody will see to it"


async def test_a_paused_deal_shows_its_running_groups_and_starts_no_new_one(
    database_url: str,
) -> None:
    """Promise 14."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        deal_id = the_group(shop).deal_id
        assert shop.run(lambda tx: pause(tx, deal_id))
        await sees_mug(bo)
        assert "the open ones can be joined" in bo.last.text
        assert "Start a group" not in bo.labels()
        await bo.press("Group with 1 in")
        await bo.press("Join")
        await bo.pay()
        assert "2 of 3" in bo.cards[-1].text
