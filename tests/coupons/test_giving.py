"""A leader's success brings coupons to give away: so many, funds set aside for each, and no more than there are."""

from dataclasses import replace
from functools import partial

from sqlalchemy import select

from groupbuys import refunding
from groupbuys.closing import close_due
from groupbuys.coupons import funds, taking
from groupbuys.coupons.limits import PACKETS_A_DAY
from groupbuys.coupons.model import NoCoupon, NotTaken
from groupbuys.coupons.tables import packet as packet_table
from groupbuys.fulfilment import orders
from tests.coupons.ground import ends, gives, has, packet_of, purse, sets_up, states, takes
from tests.groupbuys.group import filled, joins, opened, owed, starts
from tests.stories import Town


def test_a_leaders_group_brings_coupons_once_it_succeeded_and_the_leader_is_told(
    town: Town,
) -> None:
    """Not while it is forming; the member gets none; and funds are set aside for all of them at once."""
    mei, bo = town.people("Mei", "Bo")
    sets_up(town)
    seated = opened(town, mei)
    assert gives(town) == []
    town.seated(joins(town, bo, seated.group.id), bo)
    (packet,) = gives(town)
    assert (packet.giver_id, packet.left, packet.offered.size) == (mei, 3, 3)
    assert owed(town, "packet") == [mei]
    assert purse(town) == (900, 0)
    assert gives(town) == [packet]


def test_a_shop_without_a_fund_or_with_one_that_is_off_gives_nothing(town: Town) -> None:
    """Switching it on later gives nothing for what was before."""
    mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
    filled(town, mei, bo)
    fund = sets_up(town)
    assert gives(town) == []
    town.run(lambda tx: funds.change(tx, replace(fund, is_on=False)))
    filled(town, ana, cy)
    assert gives(town) == []


def test_the_fund_of_a_deal_comes_before_that_of_the_whole_shop(town: Town) -> None:
    """A group brings one packet, however many funds there are."""
    mei, bo = town.people("Mei", "Bo")
    sets_up(town, amount=100)
    sets_up(town, amount=300, deal_id=town.deal_id)
    assert [one.offered.amount.minor for one in (packet_of(town, mei, bo),)] == [300]


def test_each_person_takes_one_and_whoever_comes_too_late_is_told(town: Town) -> None:
    """First come, first served; opening it again gives the same one, never a second, and never the giver one."""
    mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
    sets_up(town)
    packet = packet_of(town, mei, bo)
    first = has(town, bo, packet)
    assert (first.fresh, first.packet.left) == (True, 2)
    again = has(town, bo, packet)
    assert (again.fresh, again.coupon) == (False, first.coupon)
    assert takes(town, mei, packet) == NotTaken(NoCoupon.OWN, first.packet)
    has(town, ana, packet)
    assert has(town, cy, packet).packet.left == 0
    late = takes(town, dee, packet)
    assert isinstance(late, NotTaken)
    assert late.reason is NoCoupon.NONE_LEFT
    assert has(town, bo, packet).coupon == first.coupon
    assert states(town) == {"live": 3}
    assert purse(town) == (900, 0)


def test_a_packet_and_what_was_taken_of_it_run_out_and_free_their_funds_once(town: Town) -> None:
    """After a week nobody takes any more; after its own days a coupon is gone."""
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    sets_up(town, days=10)
    packet = packet_of(town, mei, bo)
    has(town, bo, packet)
    town.wind(days=7)
    late = takes(town, ana, packet)
    assert isinstance(late, NotTaken)
    assert late.reason is NoCoupon.OVER
    ends(town)
    ends(town)
    assert purse(town) == (300, 0)
    town.wind(days=3)
    ends(town)
    ends(town)
    assert (states(town), purse(town)) == ({"expired": 1}, (0, 0))


def test_no_packet_promises_more_than_its_fund_has(town: Town) -> None:
    """The last one has fewer coupons, the next leader gets none, and the keepers hear of it."""
    people = town.people("Mei", "Bo", "Ana", "Cy", "Dee", "Eve")
    sets_up(town, size=3, amount=300, budget=1500)
    assert packet_of(town, *people[:2]).left == 3
    assert packet_of(town, *people[2:4]).left == 2
    assert purse(town) == (1500, 0)
    filled(town, *people[4:])
    assert len(gives(town)) == 2
    assert purse(town) == (1500, 0)


def test_a_returned_purchase_of_the_leader_takes_back_what_nobody_has_taken(town: Town) -> None:
    """What a friend has stays theirs."""
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    sets_up(town)
    packet = packet_of(town, mei, bo)
    has(town, bo, packet)
    order = town.run(lambda tx: orders.of_seat(tx, 1))
    assert order is not None
    assert order.person_id == mei
    town.run(lambda tx: refunding.take_back(tx, order.id))
    assert isinstance(gone := takes(town, ana, packet), NotTaken)
    assert gone.reason is NoCoupon.GONE
    assert (states(town), purse(town)) == ({"live": 1}, (300, 0))


def test_a_purchase_returned_before_the_packet_was_given_brings_none(town: Town) -> None:
    """The tick comes a moment after the close."""
    mei, bo = town.people("Mei", "Bo")
    sets_up(town)
    filled(town, mei, bo)
    town.run(lambda tx: refunding.take_back(tx, 1))
    owed_or_not = town.run(lambda tx: tx.all(select(packet_table.c.state)))
    assert [row.state for row in owed_or_not] == ["void"], "at once, whoever is giving it meanwhile"
    assert (gives(town), purse(town)) == ([], (0, 0))


def test_one_leader_is_given_so_many_packets_a_day(town: Town) -> None:
    """Their other groups bring none that day."""
    mei, *friends = town.people("Mei", *(f"Friend {number}" for number in range(PACKETS_A_DAY + 1)))
    sets_up(town, size=1)
    for friend in friends:
        filled(town, mei, friend)
    assert len(gives(town)) == PACKETS_A_DAY
    town.wind(hours=25)
    filled(town, mei, friends[0])
    assert len(gives(town)) == PACKETS_A_DAY + 1


def test_a_forged_foreign_or_too_long_link_is_no_packet(town: Town) -> None:
    """It gives nothing, and breaks nothing."""
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    sets_up(town)
    packet = packet_of(town, mei, bo)
    for forged in ("", "x", packet.token[:-1] + "!", packet.token + "a", "ü" * 16, "A" * 4096):
        answer = town.run(partial(taking.take, person_id=ana, token=forged))
        assert answer == NotTaken(NoCoupon.GONE, None)


def test_a_group_that_never_succeeded_brings_nothing(town: Town) -> None:
    """Neither while it is open nor after it came to nothing."""
    mei = town.person("Mei")
    sets_up(town)
    town.seated(starts(town, mei), mei)
    town.wind(hours=25)
    town.run(close_due)
    assert gives(town) == []
