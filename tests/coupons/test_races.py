"""Many take from one packet, and use one coupon, at the same moment: exactly as many as there are, and no cent more."""

from functools import partial

from groupbuys.buying import buy_alone
from groupbuys.coupons import taking
from groupbuys.coupons.giving import give_due
from groupbuys.coupons.model import NoCoupon, NotTaken, Taken
from groupbuys.model import ToPay
from tests.coupons.ground import gives, has, packet_of, purse, sets_up, states
from tests.groupbuys.group import filled
from tests.groupbuys.ledger import audited
from tests.races.crowd import at_once, kinds, processes
from tests.stories import Town


def test_a_crowd_takes_exactly_what_is_in_a_packet(town: Town) -> None:
    """Forty people press twice each for five coupons."""
    mei, bo, *crowd = town.people("Mei", "Bo", *["Ana"] * 40)
    sets_up(town, size=5)
    packet = packet_of(town, mei, bo)
    works = [partial(taking.take, person_id=one, token=packet.token) for one in crowd * 2]
    with processes(town) as databases:
        answers = at_once(databases, works)
    taken = [one for one in answers if isinstance(one, Taken)]
    assert len({one.coupon.id for one in taken}) == 5
    assert sum(one.fresh for one in taken) == 5
    late = [one.reason for one in answers if isinstance(one, NotTaken)]
    assert set(late) == {NoCoupon.NONE_LEFT}
    assert (states(town), purse(town)) == ({"live": 5}, (1500, 0))


def test_one_person_on_many_devices_takes_one_and_uses_it_once(town: Town) -> None:
    """Whatever they press at the same moment."""
    mei, bo = town.people("Mei", "Bo")
    sets_up(town)
    packet = packet_of(town, mei, bo)
    with processes(town) as databases:
        at_once(databases, [partial(taking.take, person_id=bo, token=packet.token)] * 12)
        assert states(town) == {"waiting": 2, "live": 1}
        buying = [
            partial(buy_alone, person_id=bo, deal_id=town.deal_id, variant_id=one, quantity=units)
            for one in town.variant_ids
            for units in (1, 2)
        ]
        answers = at_once(databases, buying * 2)
    asked = {one.id: one for one in answers if isinstance(one, ToPay)}
    assert len(asked) == 3, "promise 6: at most three holds"
    assert sum(one.off is not None for one in asked.values()) == 1
    audited(town)


def test_a_fund_is_never_given_away_twice_by_two_ticks(town: Town) -> None:
    """Eight groups succeeded, the fund pays for three packets."""
    people = town.people(*["Mei"] * 16)
    sets_up(town, size=2, budget=1800)
    for number in range(0, 16, 2):
        filled(town, people[number], people[number + 1])
    with processes(town) as databases:
        at_once(databases, [partial(give_due, limit=2)] * 8)
    packets = gives(town)
    assert (len(packets), purse(town)) == (3, (1800, 0))
    assert kinds(packets) == {"Packet": 3}
    assert has(town, people[1], packets[0]).fresh
