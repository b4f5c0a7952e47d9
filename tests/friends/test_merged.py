"""Places that were given to friends, in group buys that go on together: whose money goes back, and where links lead."""

from sqlalchemy import select

from groupbuys.leading import merging
from groupbuys.leading.merging import Merged, Offer
from groupbuys.tables import group_buy
from storage.tables import outbox
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.walks import joins, opens
from tests.friends.gifts import gives, ledger_is_right, pays_back, seats, takes


def merges(shop: Bazaar, first: Phone, second: Phone) -> None:
    """The group of the first leader and that of the second one go on as the first one's."""
    rows = shop.run(lambda tx: tx.all(select(group_buy.c.id, group_buy.c.leader_id)))
    led = {row.leader_id: row.id for row in rows}
    asks, answers = me(shop, first), me(shop, second)
    offer = shop.run(lambda tx: merging.offer(tx, asks, led[asks], led[answers]))
    assert isinstance(offer, Offer), offer
    found = shop.run(lambda tx: merging.accept(tx, answers, offer.id))
    assert isinstance(found, Merged), found


def heard(shop: Bazaar, kind: str) -> list[int]:
    """Whom something of that kind was owed to."""
    wanted = select(outbox.c.person_id).where(outbox.c.kind == kind).order_by(outbox.c.id)
    return [row.person_id for row in shop.run(lambda tx: tx.all(wanted))]


async def test_a_second_place_that_a_friend_paid_for_is_told_to_the_friend(
    database_url: str,
) -> None:
    """Promises 19, 20: whose money it is hears so, and why."""
    with Bazaar(database_url, minimum=6, capacity=8) as shop:
        mei, cy, bo, ana = shop.phones("Mei", "Cy", "Bo <b>", "Ana <b>")
        first = await opens(mei)
        await joins(bo, await opens(cy))
        await takes(ana, await gives(bo))
        await joins(ana, first)
        merges(shop, mei, cy)
        assert heard(shop, "refunding") == [me(shop, bo)]
        word = told(shop, bo)["refunding"]
        assert word is not None
        assert "Ana &lt;b&gt; had a place in both of two groups that are one now" in word.text
        assert "<b>€7.49</b> is on its way back to you" in word.text
        assert "late payment" not in word.text
        pays_back(shop)
        assert heard(shop, "refunded") == [me(shop, bo)]
        ledger_is_right(shop)


async def test_ones_own_second_place_says_why_its_money_goes_back(database_url: str) -> None:
    with Bazaar(database_url, minimum=6, capacity=8) as shop:
        mei, cy, ana = shop.phones("Mei", "Cy", "Ana")
        await joins(ana, await opens(mei))
        await joins(ana, await opens(cy))
        merges(shop, mei, cy)
        word = told(shop, ana)["refunding"]
        assert word is not None
        assert "You had a place in both of two groups" in word.text
        assert "€7.49" in word.text
        assert "late payment" not in word.text


async def test_an_open_link_still_gives_the_place_after_its_group_went_on(
    database_url: str,
) -> None:
    """Promise 10: the link that a friend was sent leads where the place is now."""
    with Bazaar(database_url, minimum=6, capacity=8) as shop:
        mei, cy, bo, ana = shop.phones("Mei", "Cy", "Bo", "Ana")
        await opens(mei)
        await joins(bo, await opens(cy))
        link = await gives(bo)
        merges(shop, mei, cy)
        assert await gives(bo) == link
        await takes(ana, link)
        (given,) = [one for one in seats(shop) if one.person_id == me(shop, ana)]
        (led,) = [one for one in seats(shop) if one.person_id == me(shop, mei)]
        assert (given.payer_id, given.group_buy_id) == (me(shop, bo), led.group_buy_id)
        assert told(shop, bo)["seat_given"] is not None
        ledger_is_right(shop)


async def test_a_link_that_is_over_leads_to_the_group_that_goes_on(database_url: str) -> None:
    """Promise 10: who comes too late can join there, and who holds a place there gives that up for the friend's."""
    with Bazaar(database_url, minimum=6, capacity=8) as shop:
        mei, cy, bo, ana, dee = shop.phones("Mei", "Cy", "Bo", "Ana", "Dee")
        await opens(mei)
        token = await opens(cy)
        await joins(bo, token)
        link = await gives(bo)
        await dee.start(token)
        await dee.press("Join")
        merges(shop, mei, cy)
        await dee.start(link)
        assert "is given up for it" in dee.last.text
        await takes(ana, link)
        await dee.start(link)
        assert "Mei" in dee.last.text
        assert "went on" not in dee.last.text
        ledger_is_right(shop)
