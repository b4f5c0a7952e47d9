"""A host and their guest are one and the same where it counts: before the shop, the money and the limits."""

from sqlalchemy import bindparam, select

from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover
from flows.presses.claims import RefundClaim, ShowShopClaim
from groupbuys.claims import answering
from groupbuys.claims.model import Declined, NoClaim, Taken
from groupbuys.friends import bringing
from groupbuys.fulfilment import fulfilling
from groupbuys.model import NotOurs, Seated, ToPay
from groupbuys.tables import purchase
from tests.claims.chat import works_off
from tests.desk.packing import LANTERN, hires, presses
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me, told
from tests.flows.walks import joins, opens
from tests.friends.gifts import ledger_is_right
from tests.friends.test_guests import brings, friend
from tests.groupbuys.group import opened, seat_states
from tests.groupbuys.ledger import audited
from tests.payments.till import claims as money_steps
from tests.races.test_guests import named
from tests.stories import Terms, Town

_ORDERS = select(purchase.c.id).where(purchase.c.person_id == bindparam("whose"))


async def test_a_keeper_does_not_rule_on_the_claim_of_a_friend_they_bought_for(
    database_url: str,
) -> None:
    """Bo manages the shop and speaks for Mum: Olga decides, and only Olga is asked to."""
    with Bazaar(database_url) as shop:
        mei, bo, olga = shop.phones("Mei", "Bo", "Olga")
        await joins(bo, await opens(mei))
        await brings(bo)
        works_off(shop)
        for one in (bo, olga):
            await hires(shop, one, Handover.DELIVERY, Role.MANAGER)
        mum = friend(shop)
        order = shop.run(lambda tx: int(tx.value(_ORDERS, {"whose": mum})))
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, order))
        shop.wind(days=6)
        await bo.command("orders")
        for label in ("👤 Mum", "Enamel mug", "Something is wrong", "Damaged"):
            await bo.press(label)
        await bo.write("The handle is off")
        await bo.press("Done")
        assert "claim" in told(shop, olga)
        assert "claim" not in told(shop, bo), "as the shop"
        await presses(bo, ShowShopClaim(LANTERN, 1))
        assert "This is your own claim: a colleague answers it" in bo.last.text
        await presses(bo, RefundClaim(LANTERN, 1, 1))
        assert "This is your own claim" in bo.last.text
        mine, hers = me(shop, bo), me(shop, olga)
        own = shop.run(lambda tx: answering.refund_all(tx, LANTERN, 1, mine))
        assert own == Declined(NoClaim.OWN)
        ledger_is_right(shop)
        done = shop.run(lambda tx: answering.refund_all(tx, LANTERN, 1, hers))
        assert isinstance(done, Taken)
        ledger_is_right(shop)


def test_a_notice_that_overtook_the_invoice_of_a_friend_takes_their_seat(
    database_url: str,
) -> None:
    """Promise 18: the host's money, first of no invoice that we know, is taken when its notice comes again."""
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        mei, bo = town.people("Mei", "Bo")
        group = opened(town, mei).group
        mum = named(town, bo, "Mum")
        chosen = town.variant_ids[0]
        wish = town.run(lambda tx: bringing.join(tx, mum, group.id, chosen, 1))
        assert isinstance(wish, ToPay)
        arrival = town.arrival(wish, bo)
        assert isinstance(town.take(arrival, token="not yet"), NotOurs)
        town.wind(minutes=14)
        assert isinstance(town.take(arrival), Seated)
        assert seat_states(town) == [(mei, "paid"), (mum.id, "paid")]
        town.wind(minutes=1)
        assert [step.kind.value for step in money_steps(town)] == []
        assert audited(town).money() == {"held": 3200}
