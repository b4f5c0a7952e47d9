"""A host and their guest are one and the same where it counts: before the shop, the money and the limits."""

from sqlalchemy import bindparam, select

from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover
from flows.presses.claims import RefundClaim, ShowShopClaim
from groupbuys import newcomers
from groupbuys.claims import answering
from groupbuys.claims.model import Declined, NoClaim, Taken
from groupbuys.friends import bringing
from groupbuys.fulfilment import fulfilling
from groupbuys.holds import expire_due
from groupbuys.model import GivenBack, GroupBuy, NotOurs, Reason, Refused, Seated, ToPay, Wish
from groupbuys.tables import purchase
from tests.claims.chat import works_off
from tests.desk.packing import LANTERN, hires, presses
from tests.flows import walks
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me, told
from tests.friends.gifts import ledger_is_right
from tests.friends.test_guests import brings, friend
from tests.groupbuys.group import buys, joins, opened, seat_states, starts, steps
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
        await walks.joins(bo, await walks.opens(mei))
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


def brought(town: Town, host: int, group: GroupBuy, *names: str) -> list[Wish]:
    """Press Join for friends of these names, one after the other."""
    friends = [named(town, host, name) for name in names]
    chosen = town.variant_ids[0]
    return [
        town.run(lambda tx, one=one: bringing.join(tx, one, group.id, chosen, 1))  # type: ignore[misc]
        for one in friends
    ]


def test_unpaid_places_of_friends_count_for_ones_own(database_url: str) -> None:
    """Promise 6: three held for friends, and nothing more is held by joining, opening or buying alone."""
    with Town(database_url, Terms(minimum=3, capacity=9)) as town:
        mei, ana, bo = town.people("Mei", "Ana", "Bo")
        group = opened(town, mei).group
        brought(town, ana, group, "Mum")
        for one in brought(town, bo, group, "Mum", "Dad", "Oma"):
            assert isinstance(one, ToPay)
        no = Refused(Reason.TOO_MANY_HOLDS, 3)
        assert joins(town, bo, group.id) == no
        assert starts(town, bo) == no
        assert buys(town, bo) == no
        assert isinstance(joins(town, ana, group.id), ToPay), "somebody else's friends are theirs"
        town.wind(minutes=16)
        assert isinstance(joins(town, bo, group.id), ToPay), "what ran out counts no more"
        audited(town)


def test_whatever_somebody_holds_counts_for_their_friends(database_url: str) -> None:
    """Promise 6: also what they buy alone."""
    with Town(database_url, Terms(minimum=3, capacity=9)) as town:
        mei, bo = town.people("Mei", "Bo")
        group = opened(town, mei).group
        for one in (joins(town, bo, group.id), buys(town, bo)):
            assert isinstance(one, ToPay)
        mum, dad = brought(town, bo, group, "Mum", "Dad")
        assert isinstance(mum, ToPay)
        assert dad == Refused(Reason.TOO_MANY_HOLDS, 3)
        audited(town)


def test_units_of_friends_are_not_the_hosts_own(database_url: str) -> None:
    """Promise 13: the limit of a deal counts for each of them alone."""
    with Town(database_url, Terms(minimum=3, capacity=9, limit=1)) as town:
        mei, bo = town.people("Mei", "Bo")
        group = opened(town, mei).group
        for one in (*brought(town, bo, group, "Mum", "Dad"), joins(town, bo, group.id)):
            assert isinstance(one, ToPay)
        audited(town)


def test_late_money_of_a_friend_finds_no_place_among_newcomers(database_url: str) -> None:
    """Promises 7 and 34: who is not here proves nothing about being new; the money goes back."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, ana, dan = town.people("Mei", "Bo", "Ana", "Dan")
        group = opened(town, mei).group
        (wish,) = brought(town, bo, group, "Mum")
        town.wind(minutes=16)
        town.run(expire_due)
        town.seated(joins(town, ana, group.id), ana)
        town.run(lambda tx: town.new_terms(tx, Terms(minimum=2, capacity=2, newcomers=True)))
        new = opened(town, dan).group
        mum = seat_states(town)[1][0]
        barred = town.run(lambda tx: newcomers.may_join(tx, new, mum))
        assert barred == Refused(Reason.FRIEND_NOT_NEW)
        assert isinstance(town.pay(wish, bo), GivenBack)
        assert isinstance(town.again(), GivenBack)
        assert [step[0] for step in steps(town, "refund")] == [mum]
        audited(town)
