"""Whoever pays in a shop with several ways to pay chooses between them."""

import pytest

from catalog import shops
from flows.faces import LinkButton
from flows.presses.every import PayBy
from groupbuys.fulfilment import orders
from groupbuys.holds import expire_due
from payments import accounts
from payments.account import Kind
from payments.asking import peek
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible
from tests.flows.phone import Phone, buttons
from tests.flows.walks import sees_mug, the_group, token_of
from tests.ways.till import opens_account, takes_by

CARD, PAGE, LATER = "💳 Card", "🌐 Card or wallet", "💵 Pay when you get it"


def link(phone: Phone) -> LinkButton:
    """The button that opens the page to pay on."""
    [found] = [one for one in buttons(phone.last) if isinstance(one, LinkButton)]
    return found


async def starts(phone: Phone) -> None:
    """Start a group for the mug."""
    await sees_mug(phone)
    await phone.press("Start a group")


async def test_each_way_is_a_button_and_nothing_is_asked_before_one_is_pressed(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.TELEGRAM, Kind.STRIPE, Kind.PICKUP)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        assert "Choose how to pay" in visible(mei.last.text)
        assert mei.labels()[:3] == [
            "💳 Card, here in the chat",
            "🌐 Card or wallet, on a page",
            "💵 Pay when you get it",
        ]
        assert mei.invoices == []
        assert the_group(shop).taken == 1


async def test_a_card_is_paid_with_an_invoice_and_the_other_ways_stay_open_until_then(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        card, page = takes_by(shop, Kind.TELEGRAM, Kind.STRIPE)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        await mei.press(CARD)
        await mei.press(CARD)
        first, again = mei.invoices
        assert first.provider == card.provider
        assert first.token == again.token, "one invoice for one way"
        await mei.press(PAGE)
        token = link(mei).address.removeprefix("kaituan:pay/")
        asked = shop.run(lambda tx: peek(tx, token))
        assert asked is not None
        assert asked.provider == page.provider
        await mei.press("Pay in another way")
        assert CARD in " ".join(mei.labels())
        await mei.pay()
        assert the_group(shop).paid == 1


async def test_what_is_paid_in_two_ways_goes_back_once(database_url: str) -> None:
    """Promise 7: the second payment of one place ends as a refund."""
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.TELEGRAM, Kind.STRIPE)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        await mei.press(CARD)
        await mei.press(PAGE)
        token = link(mei).address.removeprefix("kaituan:pay/")
        await mei.pay()
        await mei.check_out(mei.invoices[-1])
        assert "paid already" in (mei.checkouts[-1] or "")
        asked = shop.run(lambda tx: peek(tx, token))
        assert asked is not None
        await mei.pays_by_link(asked, "pi_1")
        assert "on its way back" in visible(mei.last.text)
        assert the_group(shop).paid == 1
        late = shop.run(lambda tx: peek(tx, token))
        assert late is not None
        assert late.state.value == "refunding"


@pytest.mark.parametrize("first", [CARD, LATER])
async def test_an_order_that_is_paid_for_stays_when_another_payment_of_it_comes(
    database_url: str, first: str
) -> None:
    """Promise 7: bought alone, settled in one way, then paid on a page that was still open."""
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.STRIPE, Kind.TELEGRAM, Kind.PICKUP)
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        await mei.press("Buy alone")
        await mei.press(PAGE)
        token = link(mei).address.removeprefix("kaituan:pay/")
        await mei.press("Pay in another way")
        await mei.press(first)
        if first == CARD:
            await mei.pay()
        asked = shop.run(lambda tx: peek(tx, token))
        assert asked is not None
        await mei.pays_by_link(asked, "pi_1")
        assert "on its way back" in visible(mei.last.text)
        await mei.pays_by_link(asked, "pi_1")
        assert "on its way back" in visible(mei.last.text), "the same notice once more"
        order = shop.run(lambda tx: orders.by_id(tx, 1))
        late = shop.run(lambda tx: peek(tx, token))
        assert order is not None
        assert late is not None
        assert (order.state.value, late.state.value) == ("placed", "refunding")
        assert order.payment_id != late.id


async def test_at_pickup_the_place_is_theirs_at_once_and_nothing_was_taken(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.TELEGRAM, Kind.PICKUP)
        mei, bo = shop.phones("Mei", "Bo")
        await starts(mei)
        await mei.press(LATER)
        assert the_group(shop).paid == 1
        assert mei.last.card_of is not None
        assert "You pay when you pick up" in visible(mei.messages[max(mei.messages) - 1].text)
        await bo.start(token_of(mei))
        await bo.press("Join")
        await bo.press(LATER)
        assert the_group(shop).paid == 2


async def test_bought_alone_has_the_same_choice(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.STRIPE, Kind.PICKUP)
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        await mei.press("Buy alone")
        await mei.press(LATER)
        assert "Your order has the number" in visible(mei.last.text)


async def test_a_single_page_to_pay_on_is_a_button_under_the_kept_place(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.STRIPE)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        assert mei.invoices == []
        assert link(mei).label == "Pay €7.49"
        first = link(mei).address
        await mei.press("See the group")
        await mei.press("Pay")
        assert link(mei).address == first
        await mei.command("orders")
        await mei.press("Enamel mug")
        await mei.press("Pay")
        assert link(mei).address == first


async def test_a_way_that_was_closed_meanwhile_is_refused_and_the_others_stay(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        card, _, _ = takes_by(shop, Kind.TELEGRAM, Kind.STRIPE, Kind.PICKUP)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        shop.run(lambda tx: accounts.switch(tx, card.id, is_open=False))
        await mei.press(CARD)
        assert "no money in that way any more" in mei.toast
        await mei.press("See the group")
        await mei.press("Pay")
        assert CARD not in " ".join(mei.labels())
        await mei.press(LATER)
        assert the_group(shop).paid == 1


async def test_a_choice_with_no_way_left_asks_for_nothing(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        card, later = takes_by(shop, Kind.TELEGRAM, Kind.PICKUP)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        shop.run(lambda tx: accounts.switch(tx, card.id, is_open=False))
        shop.run(lambda tx: accounts.switch(tx, later.id, is_open=False))
        await mei.press(CARD)
        assert "no money in that way any more" in mei.toast
        assert mei.invoices == []


async def test_another_shops_account_is_no_way_to_pay(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.TELEGRAM, Kind.PICKUP)
        other = shop.run(lambda tx: shops.find_or_found(tx, "Another", "USD"))
        assert isinstance(other, int)
        strange = shop.run(lambda tx: accounts.add(tx, other, Kind.PICKUP, "", ""))
        assert strange is not None
        (mei,) = shop.phones("Mei")
        await starts(mei)
        await mei.do(PayBy("s", 1, strange.id), max(mei.messages))
        assert "no money in that way" in mei.toast
        assert the_group(shop).paid == 0


async def test_a_hold_that_ran_out_is_paid_in_no_way(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.TELEGRAM, Kind.PICKUP)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        shop.wind(minutes=16)
        shop.run(expire_due)
        await mei.press(LATER)
        assert "has ended" in mei.toast
        assert the_group(shop).paid == 0


@pytest.mark.parametrize("kind", [Kind.TELEGRAM, Kind.STRIPE])
async def test_a_shop_that_opens_another_way_meanwhile_offers_it_for_what_is_held(
    database_url: str, kind: Kind
) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, kind)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        opens_account(shop, Kind.PICKUP, "Cash at the market stall")
        await mei.press("See the group")
        await mei.press("Pay")
        await mei.press("Cash at the market stall")
        assert the_group(shop).paid == 1


async def test_a_host_cannot_take_places_for_friends_that_cost_nothing(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.TELEGRAM, Kind.PICKUP)
        mei, bo = shop.phones("Mei", "Bo")
        await starts(mei)
        await mei.press(LATER)
        await bo.start(token_of(mei))
        await bo.press("Join")
        await bo.press(LATER)
        await bo.start(token_of(mei))
        await bo.press("Join for a friend")
        await bo.write("Mum")
        assert [one for one in bo.labels() if "Card" in one or "when you get it" in one] == [
            "💳 Card, here in the chat"
        ]
