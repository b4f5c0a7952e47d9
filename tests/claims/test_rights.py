"""Who may do what about a claim: packers, former keepers, strangers and other shops."""

from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover
from flows.presses.claims import (
    AskClaim,
    BeginClaim,
    OfferClaim,
    RefundClaim,
    ReplyClaim,
    ShowClaim,
    ShowClaimPhoto,
    ShowShopClaim,
    TakeOffer,
)
from tests.claims.chat import claims, has_mug
from tests.desk.packing import LANTERN, bought, hires, presses
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import composed, me, told


async def test_a_packer_talks_but_does_not_decide_about_money(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, pat = await has_mug(shop, Role.PACKER)
        await claims(mei)
        await presses(pat, ShowShopClaim(LANTERN, 1))
        assert {"Answer", "The order", "‹ Claims"} == set(pat.labels())
        for press in (OfferClaim(LANTERN, 1, "x"), RefundClaim(LANTERN, 1, 1)):
            await presses(pat, press)
            assert "not yours to do" in pat.last.text
        await presses(pat, ReplyClaim(LANTERN, 1))
        await pat.write("We look into it")
        assert "We look into it" in pat.last.text
        assert "claim" not in told(shop, pat), "who decides is told"


async def test_a_dismissed_keeper_answers_nothing_any_more(sqlite_url: str) -> None:
    """The right is asked for when the words come, not when the button was pressed."""
    with Bazaar(sqlite_url) as shop:
        mei, olga = await has_mug(shop, Role.MANAGER)
        await claims(mei)
        await presses(olga, OfferClaim(LANTERN, 1, "p"))
        await hires(shop, olga, Handover.DELIVERY, Role.PACKER)
        await olga.command("shop")
        await presses(olga, OfferClaim(LANTERN, 1, "p"))
        await olga.write("5")
        await presses(mei, ShowClaim(1))
        assert "Offers" not in mei.last.text


async def test_a_claim_of_others_looks_like_none(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, _ = await has_mug(shop)
        await claims(mei, "telegram:secret")
        (eve,) = shop.phones("Eve")
        await opens_shop(eve)
        order = bought(shop, mei).id
        for number in (1, 10**9):
            for own in (
                ShowClaim(number),
                ShowClaimPhoto(number),
                TakeOffer(number, 1),
                AskClaim(order),
                BeginClaim(order, "damaged"),
            ):
                await presses(eve, own)
                assert "not there any more" in eve.last.text
            for kept in (
                ShowShopClaim(2, number),
                ReplyClaim(2, number),
                RefundClaim(2, number, 1),
            ):
                await presses(eve, kept)
                assert "No claim is open" in eve.last.text
        person = me(shop, eve)
        assert composed(shop, "claim", 1, person, "1") is None
