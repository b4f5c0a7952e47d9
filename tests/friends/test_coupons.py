"""A coupon that paid for a place which was given on: what somebody else does never costs its owner the coupon."""

from groupbuys import leaving
from groupbuys.coupons import looking
from groupbuys.coupons.using import STILL_GOOD
from groupbuys.friends import giving
from groupbuys.friends.giving import Offered
from groupbuys.leading import merging
from groupbuys.leading.merging import Merged, Offer
from groupbuys.model import GivenBack
from tests.coupons.ground import has, packet_of, sets_up
from tests.groupbuys.group import filled, joins, starts
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


def test_a_givers_coupon_outlives_the_friend_who_leaves(database_url: str) -> None:
    """It had two more hours; the friend left a day later."""
    with Town(database_url, Terms(minimum=3, capacity=3, stock=30)) as town:
        mei, cy, dee, bo, ana = town.people("Mei", "Cy", "Dee", "Bo", "Ana")
        sets_up(town, days=2)
        has(town, ana, packet_of(town, mei, cy, dee))
        town.wind(hours=46)
        place = town.seated(starts(town, ana), ana)
        town.seated(joins(town, cy, place.group.id), cy)
        given = town.run(lambda tx: giving.offer(tx, ana, place.seat.id))
        assert isinstance(given, Offered)
        assert isinstance(town.run(lambda tx: giving.take(tx, bo, given.gift.token)), Offered)
        town.wind(hours=20)
        assert isinstance(town.run(lambda tx: leaving.leave(tx, bo, place.group.id)), GivenBack)
        (mine,) = town.run(lambda tx: looking.coupons(tx, ana, "en", 0, 9))
        assert mine.coupon.until == town.now + STILL_GOOD
        audited(town)


def test_a_second_place_that_a_merger_ends_lengthens_its_coupon(database_url: str) -> None:
    """The leaders agreed on that, not whoever had the coupon."""
    with Town(database_url, Terms(minimum=5, capacity=6, stock=60)) as town:
        mei, cy, dee, bo, ana, eve = town.people("Mei", "Cy", "Dee", "Bo", "Ana", "Eve")
        sets_up(town, days=2)
        has(town, ana, packet_of(town, mei, cy, dee, bo, eve, ana))
        first = filled(town, cy).group.id
        second = filled(town, dee).group.id
        town.seated(joins(town, ana, second), ana)
        town.wind(hours=1)
        town.seated(joins(town, ana, first), ana)
        town.wind(hours=22)
        offer = town.run(lambda tx: merging.offer(tx, cy, first, second))
        assert isinstance(offer, Offer)
        assert isinstance(town.run(lambda tx: merging.accept(tx, dee, offer.id)), Merged)
        (mine,) = town.run(lambda tx: looking.coupons(tx, ana, "en", 0, 9))
        assert mine.coupon.until == town.now + STILL_GOOD
        audited(town)
