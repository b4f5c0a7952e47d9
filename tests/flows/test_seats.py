"""Taking, keeping, giving up and leaving a seat."""

from flows import tokens
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from tests.flows.bazaar import Bazaar
from tests.flows.walks import joins, opens, sees_mug, the_group


async def test_pressing_join_twice_is_one_seat_and_one_invoice(database_url: str) -> None:
    """Promise 9."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await bo.start(await opens(mei))
        number, button = bo.find("Join")
        wire = getattr(button, "wire", "")
        await bo.wire(wire, number)
        await bo.wire(wire, number)
        assert len(bo.invoices) == 1
        assert the_group(shop).taken == 2
        await bo.pay()
        await bo.wire(wire, number)
        assert "already" in bo.toast
        assert the_group(shop).taken == 2


async def test_the_invoice_comes_again_when_asked_for(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        await mei.press("Start a group")
        assert "Pay" not in mei.labels(), "its invoice is right below"
        await mei.press("See the group")
        await mei.press("Pay")
        first, again = mei.invoices
        assert tokens.read(first.token)[0] == tokens.read(again.token)[0]
        await mei.command("orders")
        await mei.press("Enamel mug")
        await mei.pay()
        await mei.press("Pay")
        assert "paid already" in mei.toast


async def test_what_asked_for_a_payment_says_so_no_more_once_it_is_paid(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        await mei.press("Start a group")
        asking = max(mei.messages)
        assert "Give it up" in mei.labels()
        await mei.pay()
        assert "Your payment has arrived" in mei.messages[asking].text
        assert "Give it up" not in mei.labels(mei.messages[asking])
        assert mei.last.card_of is not None


async def test_a_kept_place_can_be_given_up(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await bo.start(await opens(mei))
        await bo.press("Join")
        await bo.press("Give it up")
        assert "nothing is owed" in bo.last.text
        assert the_group(shop).taken == 1
        await bo.press("See it again")
        await bo.press("Join")
        assert len(bo.invoices) == 2


async def test_whoever_leaves_is_told_what_comes_back(database_url: str) -> None:
    """Promise 8."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await joins(bo, token)
        card = bo.cards[0]
        await bo.press("Leave")
        assert "You get <b>€7.49</b> back in full" in bo.last.text
        await bo.press("Stay")
        assert "still yours" in bo.last.text
        await bo.press("See the group")
        await bo.press("Leave")
        await bo.press("Leave")
        assert "€7.49</b> is on its way back" in bo.last.text
        assert bo.cards[0] == card, "a card is never navigated"
        await joins(bo, token)
        assert the_group(shop).paid == 2


async def test_the_last_one_who_leaves_is_told_that_the_group_ends(sqlite_url: str) -> None:
    """Promise 8."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        await mei.press("Leave")
        assert "the group ends when you leave" in mei.last.text
        await mei.press("Leave")
        await mei.press("See the group")
        assert "everybody has left" in mei.last.text


async def test_nobody_leaves_a_group_that_is_over(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        shop.wind(hours=24)
        shop.run(close_due)
        await mei.press("Leave")
        assert "not in this group" in mei.toast or "ended" in mei.toast


async def test_buying_alone_needs_nobody(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        await mei.press("Buy alone")
        assert mei.invoices[-1].amount.minor == 999
        await mei.pay()
        assert "Your order has the number" in mei.last.text
        await mei.press("See the order")
        assert "€9.99 is paid" in mei.last.text


async def test_too_many_unpaid_places_are_refused_with_the_way_out(sqlite_url: str) -> None:
    """Promise 6."""
    with Bazaar(sqlite_url, shirts=5) as shop:
        (mei,) = shop.phones("Mei")
        for number in (1, 2, 3, 4):
            await mei.write(f"shirt number {number}")
            await mei.press(f"Shirt number {number}")
            await mei.press("Start a group")
        assert "You have 3 unpaid places" in mei.toast
        assert len(mei.invoices) == 3


async def test_late_money_is_offered_another_group_or_goes_back(database_url: str) -> None:
    """Promise 7."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, li, kim = shop.phones("Mei", "Bo", "Ana", "Li", "Kim")
        token = await opens(mei)
        await kim.start(token)
        await kim.press("Join")
        await li.start(token)
        await li.press("Join")
        shop.wind(minutes=16)
        shop.run(expire_due)
        assert await kim.check_out(kim.invoices[-1])
        await joins(bo, token)
        await joins(ana, token)
        late = shop.phones("Late")[0]
        await opens(late)
        await kim.pay_late(kim.invoices[-1])
        assert "had run out by then" in kim.last.text
        await kim.press("Group with 1 in")
        assert "2 of 3" in kim.cards[0].text
        await li.pay_late(li.invoices[-1])
        await li.press("Money back, please")
        assert "€7.49</b> is on its way back" in li.last.text
        await li.press("My orders")
        assert "money on its way back" in li.last.text


async def test_late_money_without_any_place_goes_back_at_once(sqlite_url: str) -> None:
    """Promise 7."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await bo.start(await opens(mei))
        await bo.press("Join")
        shop.wind(hours=25)
        shop.run(close_due)
        await bo.pay_late(bo.invoices[-1])
        assert "no other group is open" in bo.last.text
        assert "€7.49</b> is on its way back" in bo.last.text
