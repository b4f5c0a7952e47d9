"""Accounts that lead for and take from each other are flagged; families, neighbours and generous leaders are not."""

from itertools import count

from groupbuys.coupons import watching
from groupbuys.coupons.circles import PACKETS, Gift, circle
from groupbuys.coupons.model import NoCoupon, NotTaken
from tests.coupons.ground import has, packet_of, sets_up, takes
from tests.groupbuys.group import raised
from tests.stories import Town


def week(*shopping: tuple[int, tuple[int, ...]]) -> list[Gift]:
    """What was given in one week: each group's leader, and who took of their packet."""
    number = count(1)
    return [
        Gift(packet, leader, taker)
        for packet, (leader, takers) in zip(number, shopping, strict=False)
        for taker in takers
    ]


def test_six_accounts_that_pass_coupons_round_are_a_circle() -> None:
    """Each leads three groups in a week, and the other five take; a stranger now and then hides nothing."""
    six = range(1, 7)
    gifts = week(*((one, tuple(set(six) - {one})) for one in six for _ in range(3)))
    assert circle(gifts, 3) == frozenset(six)
    assert circle([*gifts, Gift(1, 1, 99), Gift(4, 2, 98)], 1) == frozenset(six)


def test_a_ring_in_which_each_gives_to_the_next_alone_is_one_too() -> None:
    """Nobody takes of the one that they gave to."""
    gifts = week(*((one, (one % 6 + 1,)) for one in range(1, 7) for _ in range(2)))
    assert circle(gifts, 5) == frozenset(range(1, 7))


def test_a_family_of_four_that_shops_together_is_none() -> None:
    """Each leads twice in a busy week, and the other three take each time."""
    four = range(1, 5)
    gifts = week(*((one, tuple(set(four) - {one})) for one in four for _ in range(2)))
    assert all(circle(gifts, one) is None for one in four)


def test_neighbours_who_also_give_to_many_others_are_none() -> None:
    """Five of them lead often, but most of what they give goes to the rest of the street."""
    five, street = range(1, 6), range(100, 140)
    gifts = week(
        *((one, ((one % 5) + 1, *street[one * 4 : one * 4 + 4])) for one in five for _ in range(4))
    )
    assert all(circle(gifts, one) is None for one in five)


def test_a_leader_who_gives_and_never_takes_is_none() -> None:
    """However many groups they lead: a leader is what they are."""
    gifts = week(*((1, (2, 3, 4, 5)) for _ in range(PACKETS * 2)))
    assert circle(gifts, 1) is None


def test_two_friends_are_none() -> None:
    """A couple that buys for two households every day."""
    gifts = week(*(pair for _ in range(PACKETS) for pair in ((1, (2,)), (2, (1,)))))
    assert circle(gifts, 1) is None


def test_a_circle_is_flagged_and_raised_once_and_stops_nothing_by_itself(town: Town) -> None:
    """Its shop sees who it is, and may stop giving to one of them."""
    six = town.people("A", "B", "C", "D", "E", "F")
    helper = town.person("G")
    sets_up(town, size=5, budget=90_000)
    for _ in range(2):
        for leader in six:
            packet = packet_of(town, leader, helper)
            for taker in [one for one in six if one != leader]:
                has(town, taker, packet)
        town.wind(days=1, hours=1)
    flagged = town.run(lambda tx: watching.marked(tx, town.shop_id, 0, 20))
    assert {one.person_id for one in flagged} == set(six)
    assert {one.stopped_at for one in flagged} == {None}
    assert raised(town).count("coupon_circle") == 1
    packet = packet_of(town, helper, six[0])
    assert has(town, six[1], packet).fresh
    assert town.run(lambda tx: watching.stop(tx, town.shop_id, six[2], stopped=True))
    assert takes(town, six[2], packet) == NotTaken(
        NoCoupon.STOPPED, has(town, six[1], packet).packet
    )
    assert not town.run(lambda tx: watching.stop(tx, town.shop_id, helper, stopped=True))


def test_a_family_in_a_shop_is_not_flagged_in_four_weeks(town: Town) -> None:
    """Four people buy together twice a week, take each other's coupons, and now and then an aunt does."""
    four = town.people("Mum", "Dad", "Kim", "Lee")
    aunt = town.person("Aunt")
    sets_up(town, size=4, budget=90_000)
    for turn in range(8):
        leader = four[turn % 4]
        packet = packet_of(town, leader, four[(turn + 1) % 4])
        for taker in four:
            if taker != leader:
                has(town, taker, packet)
        if turn % 3 == 0:
            has(town, aunt, packet)
        town.wind(days=3, hours=12)
    assert town.run(lambda tx: watching.marked(tx, town.shop_id, 0, 20)) == ()
    assert raised(town) == []
