"""What a shop writes to the buyers of one deal: looked at, sent once to each, marked as theirs, and not too often."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from catalog.keeping import shopkeeping
from catalog.keeping.roles import Role
from flows.presses.follow import MuteShop, SendLetter, WriteToBuyers
from groupbuys import refunding
from groupbuys.fulfilment import fulfilling
from groupbuys.telling import letters
from groupbuys.telling.letters import LONGEST
from groupbuys.telling.tables import letter
from kaituan import post
from tests.desk.packing import LANTERN, bought, buys, deal_on, hires, presses
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.walks import joins, opens
from tests.follow.street import Street
from tests.scheduler.office import BLOCKED

WORDS = "Pickup is on <b>Friday</b>."


async def keeps(street: Street, *names: str) -> tuple[Phone, list[Phone], int]:
    """Pat manages the shop; these have bought a mug. Gives Pat, the buyers, and the deal's number."""
    pat, *buyers = await street.phones("Pat", *names)
    for buyer in buyers:
        await buys(buyer)
    await hires(street.shop, pat, role=Role.MANAGER)
    return pat, buyers, deal_on(street.shop, "mug")


async def writes(pat: Phone, deal_id: int, words: str = WORDS) -> None:
    """Press Write to buyers under a deal, and type."""
    await presses(pat, WriteToBuyers(LANTERN, deal_id))
    await pat.write(words)


async def sends(street: Street, pat: Phone, deal_id: int, words: str = WORDS) -> None:
    """The whole of it."""
    await writes(pat, deal_id, words)
    await pat.press("Send to")
    await street.go()


def sent(shop: Bazaar) -> list[str]:
    """The letters that were sent, as they are kept."""
    wanted = select(letter.c.text).where(letter.c.sent_at.is_not(None)).order_by(letter.c.id)
    return [row.text for row in shop.run(lambda tx: tx.all(wanted))]


async def test_it_is_shown_before_it_is_sent_and_reaches_each_buyer_once(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo, ana), mug = await keeps(street, "Bo", "Ana")
        await pat.command("shop")
        await pat.press("Deals")
        await pat.press("🟢 Enamel mug")
        await pat.press("Write to buyers")
        assert "Type your message to the 2 people" in pat.last.text
        await pat.write(WORDS)
        assert "This is what they will read:" in pat.last.text
        assert "&lt;b&gt;Friday&lt;/b&gt;" in pat.last.text
        assert street.heard(bo) == [], "nothing goes out before Send"
        await pat.press("Send to 2 people")
        assert "goes out to 2 people" in pat.last.text
        await street.go()
        for buyer in (bo, ana):
            (said,) = street.heard(buyer, "Friday")
            assert "✉️ <b>Lantern</b> writes to you:" in said
            assert "These are the shop's own words" in said
            assert ":\n<blockquote>" in said, "a quotation brings its own distance"
            assert "</blockquote>\nThese" in said
        assert street.heard(pat, "Friday") == []
        await bo.press("See the order")
        assert "Enamel mug" in bo.last.text
        assert sent(shop) == [WORDS]
        assert mug


async def test_a_seat_in_an_open_group_counts_and_who_is_in_twice_reads_it_once(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        (ana,) = await street.phones("Ana")
        await joins(ana, await opens(bo))
        await sends(street, pat, mug)
        assert len(street.heard(bo, "Friday")) == 1
        assert len(street.heard(ana, "Friday")) == 1
        await ana.press("See the order")
        assert "Enamel mug" in ana.last.text


async def test_who_has_the_goods_or_the_money_back_gets_nothing(database_url: str) -> None:
    """Also who is paid back after it was sent and before it went out."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, buyers, mug = await keeps(street, "Bo", "Ana", "Tom", "Eve")
        numbers = [bought(shop, phone) for phone in buyers]
        shop.run(lambda tx: refunding.take_back(tx, numbers[0].id))
        shop.run(lambda tx: fulfilling.hand_out(tx, LANTERN, numbers[1].number or ""))
        await writes(pat, mug)
        await pat.press("Send to 2 people")
        await street.tick.tick()
        shop.run(lambda tx: refunding.take_back(tx, numbers[2].id))
        await street.go()
        assert [len(street.heard(phone, "Friday")) for phone in buyers] == [0, 0, 0, 1]
        assert sorted(street.states("letter")) == ["dropped", "sent"]


async def test_links_and_names_in_it_are_plain_text(sqlite_url: str) -> None:
    """Promise 38: no markup, and nothing that a messenger makes a link of."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        await sends(street, pat, mug, 'Pay <a href="x">here</a> pay.example.com/now or @helper /go')
        (said,) = street.heard(bo, "writes to you")
        assert "&lt;a" in said
        for link in ("pay.example.com/now", "@helper", "/go"):
            assert f"<code>{link}</code>" in said


async def test_one_button_ends_it_and_it_is_remembered(database_url: str) -> None:
    """Promise 27; what is about the order itself still comes."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo, ana), mug = await keeps(street, "Bo", "Ana")
        await sends(street, pat, mug)
        await bo.press("No more from this shop")
        assert "News of your orders still comes" in bo.toast
        await writes(pat, mug, "And again.")
        await pat.press("Send to 1 person")
        await street.go()
        assert street.heard(bo, "And again") == []
        assert len(street.heard(ana, "And again")) == 1
        number = bought(shop, bo).id
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, number))
        await street.go()
        assert len(street.heard(bo, "on its way")) == 1


async def test_in_quiet_hours_it_waits_for_the_morning(database_url: str) -> None:
    """Promise 26."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo, ana), mug = await keeps(street, "Bo", "Ana")
        shop.now = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
        await sends(street, pat, mug)
        assert street.heard(bo, "Friday") == []
        await presses(ana, MuteShop(LANTERN, 1))
        await street.until(datetime(2026, 3, 3, 7, tzinfo=UTC))
        assert len(street.heard(bo, "Friday")) == 1
        assert street.heard(ana, "Friday") == [], "muted meanwhile (promise 27)"


async def test_who_blocked_the_bot_reads_it_when_they_are_back_in_time(database_url: str) -> None:
    """Promise 30."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        street.courier.always[bo.external] = BLOCKED
        await sends(street, pat, mug)
        assert street.states("letter") == ["unreachable"]
        street.courier.always.clear()
        street.courier.said.clear()
        shop.wind(days=1)
        await bo.start()
        await street.go()
        assert len(street.heard(bo, "Friday")) == 1


async def test_the_operator_reads_all_of_them(sqlite_url: str) -> None:
    """Who, when, to how many, and the words; nothing in them moves the operator's terminal."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        pat, _, mug = await keeps(street, "Bo", "Ana")
        assert "No shop has written" in post.letters(sqlite_url, 0)
        await writes(pat, mug, "never sent")
        await sends(street, pat, mug, "On Friday.\nBring a \x1b[31mbag.")
        said = post.letters(sqlite_url, 0)
        assert f"2026-03-02 12:00 UTC  Lantern, deal {mug}, by Pat, to 2\n    On Friday.\n" in said
        assert "\x1b" not in said
        assert "never sent" not in said
        assert "No shop has written" in post.letters(sqlite_url, 2)


async def test_send_pressed_twice_sends_once(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        await writes(pat, mug)
        await pat.press("Send to")
        await presses(pat, SendLetter(LANTERN, 1))
        assert "was sent before" in pat.toast
        await street.go()
        assert len(street.heard(bo, "Friday")) == 1


@pytest.mark.parametrize("words", ["   ", "x" * (LONGEST + 1)])
async def test_what_is_too_long_or_empty_is_asked_for_again(sqlite_url: str, words: str) -> None:
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        pat, _, mug = await keeps(street, "Bo")
        await writes(pat, mug, words)
        assert "too long, or empty" in pat.last.text
        await pat.write("x" * LONGEST)
        assert "This is what they will read" in pat.last.text


async def test_a_suspended_shop_cannot_write_not_even_what_was_shown_before(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        await writes(pat, mug)
        shop.run(lambda tx: shopkeeping.suspend(tx, LANTERN, "why"))
        await pat.press("Send to")
        assert "cannot write to buyers" in pat.toast
        await presses(pat, WriteToBuyers(LANTERN, mug))
        assert "cannot write to buyers" in pat.toast
        await street.go()
        assert street.heard(bo, "Friday") == []


async def test_nobody_writes_about_the_deal_or_sends_the_letter_of_another_shop(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        (eve,) = await street.phones("Eve")
        await opens_shop(eve)
        await presses(eve, WriteToBuyers(2, mug))
        await eve.write("Come to me instead.")
        await writes(pat, mug)
        for shop_id in (2, LANTERN):
            await presses(eve, SendLetter(shop_id, 1))
        await street.go()
        assert street.heard(bo, "instead") == street.heard(bo, "Friday") == []
        assert sent(shop) == []


async def test_where_nobody_waits_for_anything_there_is_nobody_to_write_to(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        pat, _, mug = await keeps(street)
        await presses(pat, WriteToBuyers(LANTERN, mug))
        assert "Nobody waits" in pat.toast
        assert shop.run(lambda tx: letters.count_buyers(tx, LANTERN, mug)) == 0


async def test_a_letter_that_came_too_late_is_not_said(sqlite_url: str) -> None:
    """Promise 24."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        await writes(pat, mug)
        await pat.press("Send to")
        assert await street.tick.tick()
        shop.now += timedelta(days=3)
        await street.go()
        assert street.heard(bo, "Friday") == []
