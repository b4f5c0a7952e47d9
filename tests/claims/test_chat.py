"""A claim in the chat: said with photos, answered at the desk, followed by both, and heard of once."""

import pytest
from sqlalchemy import select

from flows.faces import Picture
from flows.presses.claims import (
    BeginClaim,
    FileClaim,
    RefundClaim,
    ReplyClaim,
    ShowClaim,
    ShowShopClaim,
)
from groupbuys.claims.clocks import decide_due, remind_due
from groupbuys.claims.rules import LONGEST_WORDS
from payments.model import StepKind
from storage.tables import alarm
from tests.claims.chat import claims, has_mug, sends_photo, works_off
from tests.desk.packing import LANTERN, balanced, bought, buys, presses
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import told


async def looks_and_offers(olga: Phone) -> None:
    """The shop finds the claim on its desk, looks at both photos, and offers 2.50 in the end."""
    await olga.command("shop")
    await olga.press("❗ Claims: 1")
    await olga.press("Damaged · Mei")
    assert "The handle is &lt;off&gt;" in olga.last.text
    await olga.press("2 photos")
    assert olga.last.picture == Picture("telegram:one")
    await olga.press("›")
    assert olga.last.picture == Picture("telegram:two")
    await olga.press("‹ Back")
    await olga.press("Offer some money back")
    assert "at most <b>€9.99</b>" in olga.last.text
    await olga.write("a little")
    assert "could not read an amount" in olga.last.text
    await olga.write("10")
    assert "So much is not left" in olga.last.text
    await olga.write("２,50 €")
    assert "Offers <b>€2.50</b> back" in olga.last.text


async def test_a_claim_with_photos_is_answered_and_some_money_goes_back(database_url: str) -> None:
    """Promises 19, 20, 21 and 38."""
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei, "telegram:one", "telegram:two")
        assert "The shop has your claim" in mei.last.text
        assert "The handle is &lt;off&gt;" in mei.last.text
        assert "2 photos" in mei.labels()
        heard = told(shop, olga)["claim"]
        assert heard is not None
        for words in ("Damaged", "handle is &lt;off&gt;", "📷 2 photos", "Answer by"):
            assert words in heard.text
        await looks_and_offers(olga)
        news = told(shop, mei)["claim"]
        assert news is not None
        assert "Offers <b>€2.50</b> back" in news.text
        await mei.wire("n:ks:1:0")
        await mei.press("Accept the offer")
        assert "<b>€2.50</b> is on its way back to you" in mei.last.text
        assert works_off(shop) == [(StepKind.PART, 250)]
        back = told(shop, mei)["part_refunded"]
        assert back is not None
        assert "<b>€2.50</b> went back to you" in back.text
        await mei.command("orders")
        await mei.press("Enamel mug")
        assert "€2.50</b> went back on" in mei.last.text
        assert "Damaged: closed" in mei.labels()
        balanced(shop)


async def test_a_claim_that_nobody_answers_is_paid_after_two_days(database_url: str) -> None:
    """Promise 24 in spirit: once, by the row's own clock; the shop was reminded before."""
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei)
        shop.wind(hours=36)
        assert shop.run(remind_due) == 1
        word = told(shop, olga)["claim_reminder"]
        assert word is not None
        assert "A claim waits for you" in word.text
        shop.wind(hours=12)
        assert shop.run(decide_due) == 1
        assert told(shop, olga)["claim_reminder"] is None, "no longer true"
        news = told(shop, mei)["claim_money"]
        assert news is not None
        for words in ("Time is up", "<b>€9.99</b> goes back", "10 working days"):
            assert words in news.text
        assert works_off(shop) == [(StepKind.REFUND, 999)]
        await presses(mei, ShowClaim(1))
        assert "Closed: <b>€9.99</b> goes back" in mei.last.text
        await olga.command("shop")
        assert not [label for label in olga.labels() if "Claims" in label]
        balanced(shop)


async def test_a_reminder_that_would_come_at_night_comes_before_it(sqlite_url: str) -> None:
    """Promise 26: the claim's last twelve hours begin at 3 in the morning."""
    with Bazaar(sqlite_url) as shop:
        mei, olga = await has_mug(shop)
        shop.wind(hours=3)
        await claims(mei)
        shop.wind(hours=29, minutes=54)
        assert shop.run(remind_due) == 0
        shop.wind(minutes=2)
        assert shop.run(remind_due) == 1, "a little before 22:00 in Berlin"
        assert told(shop, olga)["claim_reminder"] is not None


async def test_what_is_too_long_or_too_little_is_asked_for_again(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, _ = await has_mug(shop)
        order = bought(shop, mei).id
        await presses(mei, BeginClaim(order, "damaged"))
        await mei.press("Done")
        assert "Say what is wrong, or send a photo" in mei.last.text
        await mei.write("😀" * (LONGEST_WORDS // 2 + 1))
        assert "too long: at most 400" in mei.last.text
        for number in range(8):
            await sends_photo(mei, f"telegram:{number}", NASTY if number < 2 else "")
        assert "6 photos are enough" in mei.last.text
        assert mei.last.text.count("&amp;amp;") == 2, "captions are words too"
        await presses(mei, BeginClaim(order, "different"))
        assert "photo" not in mei.last.text.splitlines()[0]
        await presses(mei, FileClaim(order, "different"))
        assert "Say what is wrong" in mei.last.text, "the other claim's photos are not taken"
        await sends_photo(mei)
        await mei.press("Done")
        assert "Not as described" in mei.last.text
        await presses(mei, FileClaim(order, "different"))
        assert "The shop has until" in mei.last.text, "a second press shows it"


async def test_they_talk_and_the_operator_is_called(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei)
        assert "Call the operator" not in mei.labels()
        await presses(olga, ReplyClaim(LANTERN, 1))
        await olga.write("Which handle?")
        assert "The buyer has until" in olga.last.text
        await presses(mei, ShowClaim(1))
        assert "Which handle?" in mei.last.text
        await mei.press("Answer")
        await sends_photo(mei, caption="this one")
        assert "this one" in mei.last.text
        await presses(olga, ReplyClaim(LANTERN, 1))
        await sends_photo(olga, "telegram:ours", "It left us whole")
        await presses(mei, ShowClaim(1))
        await mei.press("Call the operator")
        assert "The operator decides" in mei.last.text
        kinds = shop.run(lambda tx: tx.all(select(alarm.c.kind, alarm.c.text)))
        assert [row.kind for row in kinds] == ["claim"]
        assert "kaituan decide" in kinds[0].text


async def test_a_return_from_the_offer_to_the_money(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await mei.command("orders")
        await mei.press("Enamel mug")
        await mei.press("Something is wrong")
        await mei.press("Change of mind")
        await mei.press("Done")
        await presses(olga, ShowShopClaim(LANTERN, 1))
        await olga.press("Offer a return")
        await olga.write("Kiln Street 1 <b>")
        await presses(mei, ShowClaim(1))
        assert "Kiln Street 1 &lt;b&gt;" in mei.last.text
        await mei.press("Accept the offer")
        await mei.press("I have sent it back")
        assert "say that it came" in mei.last.text
        await presses(olga, ShowShopClaim(LANTERN, 1))
        await olga.press("It came back: pay")
        assert "Give <b>€9.99</b> back" in olga.last.text
        await olga.press("Yes, give it back")
        assert "Closed: <b>€9.99</b>" in olga.last.text
        await presses(olga, RefundClaim(LANTERN, 1, 1))
        assert works_off(shop) == [(StepKind.REFUND, 999)]
        balanced(shop)


async def test_too_early_says_from_when_on(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await buys(mei)
        await mei.command("orders")
        await mei.press("Enamel mug")
        await mei.press("Something is wrong")
        assert "It may still arrive" in mei.last.text
        assert mei.labels() == ["Change of mind", "‹ The order", "Home"]
        await presses(mei, BeginClaim(bought(shop, mei).id, "missing"))
        assert "It may still arrive" in mei.last.text
        await presses(mei, BeginClaim(bought(shop, mei).id, "nonsense"))
        assert "It may still arrive" in mei.last.text


@pytest.mark.parametrize("language", ["zh-hans", "zh-TW"])
async def test_news_of_a_claim_are_in_the_readers_language(sqlite_url: str, language: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei)
        olga.language = language
        await olga.command("shop")
        heard = told(shop, olga)["claim"]
        assert heard is not None
        assert "<b>商品" in heard.text
