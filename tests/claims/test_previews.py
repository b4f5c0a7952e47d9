"""Every button of a buyer's claims, in every language: each leads to a screen within the messenger's limits."""

from typing import get_args

import pytest

from flows.presses.claims import ClaimPress
from groupbuys.claims import accepting, answering
from groupbuys.claims.model import Offer, Remedy, Taken, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.claims.rules import LONGEST_WORDS
from groupbuys.fulfilment import fulfilling
from storage.transaction import Transaction
from tests.desk.packing import LANTERN, buys
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, orders
from tests.flows.test_previews import crawl

WORDS = (NASTY * 20)[:LONGEST_WORDS]
PHOTOS = ("https://pictures.example/a.jpg", "https://pictures.example/b.jpg")


async def claims_much(shop: Bazaar, reader: Phone) -> None:
    """Of three mugs one is only bought, one may be replaced after long words, and one is to be sent back."""
    for _ in range(3):
        await buys(reader)
    number, found = me(shop, reader), [line.id for line in orders(shop, reader)]
    for order in found:
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, order))  # noqa: B023  run at once
    shop.wind(days=6)

    def turn(tx: Transaction) -> None:
        for order, remedy in zip(found, (Remedy.REPLACEMENT, Remedy.RETURN), strict=False):
            opened = open_claim(tx, number, order, Wrong.DAMAGED, WORDS, PHOTOS)
            assert isinstance(opened, Taken)
            for _ in range(5):
                accepting.answer(tx, number, opened.claim.id, WORDS, PHOTOS)
            offer = Offer(remedy, words=WORDS)
            offered = answering.offer(tx, LANTERN, opened.claim.id, 99, offer)
            assert isinstance(offered, Taken)
            if remedy is Remedy.RETURN:
                accepting.accept(tx, number, opened.claim.id, offered.claim.offer_id)

    shop.run(turn)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_every_button_of_a_claim_leads_to_a_screen_within_the_limits(
    sqlite_url: str, language: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        (reader,) = shop.phones(f"Reader {NASTY}")
        await claims_much(shop, reader)
        reader.language = language
        await reader.command("orders")
        reached = await crawl(reader)
        wanted = set(get_args(ClaimPress))
        assert reached >= wanted, wanted - reached
