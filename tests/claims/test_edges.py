"""Claims at their edges: buttons that are old, orders paid back by another hand, and what was decided once."""

from functools import partial

import pytest

from flows.presses.claims import AnswerClaim, FileClaim, ReplyClaim, ShowClaim, ShowShopClaim
from groupbuys.claims import buying, deciding
from groupbuys.claims.clocks import decide_due
from groupbuys.claims.model import Declined, NoClaim, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.claims.rules import LONGEST_WORDS
from groupbuys.refunding import take_back
from tests.claims.chat import claims, has_mug, sends_photo
from tests.claims.counter import Counter, taken
from tests.desk.packing import LANTERN, bought, presses
from tests.flows.bazaar import Bazaar
from tests.stories import Town


async def test_an_old_done_button_claims_nothing_by_itself(sqlite_url: str) -> None:
    """Its words went with the first claim: pressed again weeks later it asks for new ones."""
    with Bazaar(sqlite_url) as shop:
        mei, _ = await has_mug(shop)
        await mei.command("orders")
        await mei.press("Enamel mug")
        await mei.press("Something is wrong")
        await mei.press("Change of mind")
        await mei.write("Too big")
        await mei.press("Done")
        await presses(mei, ShowClaim(1))
        await mei.press("Let it go …")
        await mei.press("Let it go")
        await presses(mei, FileClaim(bought(shop, mei).id, "changed"))
        assert "Say in your own words" in mei.last.text
        await mei.press("Done")
        assert "The shop has your claim" in mei.last.text


@pytest.mark.parametrize("who", ["clock", "operator", "shop"])
async def test_what_was_paid_back_otherwise_is_not_said_to_have_lapsed(
    sqlite_url: str, who: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei)
        order = bought(shop, mei).id
        shop.run(lambda tx: take_back(tx, order))
        if who == "clock":
            shop.wind(hours=48)
            shop.run(decide_due)
        elif who == "operator":
            shop.run(lambda tx: deciding.for_buyer(tx, 1, "seen"))
        else:
            await presses(olga, ShowShopClaim(LANTERN, 1))
            await olga.press("Give it all back")
            await olga.press("Yes, give it back")
        await presses(mei, ShowClaim(1))
        assert "paid back in another way" in mei.last.text
        for untrue in ("claimed anew", "No money had gone"):
            assert untrue not in mei.last.text


async def test_a_caption_that_is_too_long_is_not_lost(sqlite_url: str) -> None:
    """Neither side's photo is taken without the words that came with it."""
    with Bazaar(sqlite_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei)
        for phone, press in ((mei, AnswerClaim(1)), (olga, ReplyClaim(LANTERN, 1))):
            await presses(phone, press)
            await sends_photo(phone, caption="x" * (LONGEST_WORDS + 1))
            assert "too long: at most 400" in phone.last.text
        await presses(mei, ShowClaim(1))
        assert "photo" not in mei.last.text


def test_what_the_operator_decided_for_the_shop_is_not_claimed_again(database_url: str) -> None:
    """Else a shop that won has to answer the same for ever, or its silence pays."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        taken(town.run(lambda tx: deciding.for_shop(tx, claim.id, "it was whole")))
        again = partial(open_claim, person_id=at.buyer, order_id=at.order, words="broken")
        no = Declined(NoClaim.DECIDED)
        assert town.run(lambda tx: again(tx, wrong=Wrong.DAMAGED)) == no
        order = town.run(lambda tx: buying.own(tx, at.buyer, at.order))
        assert order is not None
        choices = town.run(lambda tx: buying.choices(tx, order))
        assert (choices[Wrong.DAMAGED], choices[Wrong.DIFFERENT]) == (no, None)
        taken(town.run(lambda tx: again(tx, wrong=Wrong.DIFFERENT)))
        at.balanced()
