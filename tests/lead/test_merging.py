"""Two half-full groups go on as one: nobody is in twice, each cent and unit is counted once, all links lead there."""

from datetime import timedelta

import pytest

from groupbuys import finding, invites
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.leading import merging, nudging
from groupbuys.leading.extending import extend
from groupbuys.leading.merging import Merged, Offer
from groupbuys.leading.model import No
from groupbuys.leading.went_on import went_on
from groupbuys.leaving import leave
from groupbuys.model import AlreadyIn, GroupState, Seated, ToPay
from groupbuys.reminders import remind_due
from groupbuys.waiting.line import Waits, wait
from tests.groupbuys.group import filled, group, joins, owed, seat_states, steps
from tests.groupbuys.ledger import audited
from tests.groupbuys.test_reminders import told as reminders
from tests.stories import Terms, Town

SIX = Terms(minimum=5, capacity=6, stock=60)


def asked(town: Town, leader: int, group_id: int, other_id: int) -> Offer | No:
    return town.run(lambda tx: merging.offer(tx, leader, group_id, other_id))


def merges(town: Town, first: tuple[int, int], second: tuple[int, int]) -> Merged | No:
    """The leader of the first group (leader, number) asks, that of the second one says yes."""
    offer = asked(town, first[0], first[1], second[1])
    if isinstance(offer, No):
        return offer
    return town.run(lambda tx: merging.accept(tx, second[0], offer.id))


def merged(town: Town, first: tuple[int, int], second: tuple[int, int]) -> Merged:
    """As above, and it works."""
    found = merges(town, first, second)
    assert isinstance(found, Merged), found
    return found


@pytest.mark.parametrize("variants", [("",), ("S", "L")])
def test_two_groups_become_one_and_the_books_balance(
    database_url: str, variants: tuple[str, ...]
) -> None:
    """Promises 12 and 21: seats, money and what is set aside are each counted once."""
    with Town(database_url, Terms(5, 6, stock=60, variants=variants)) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        first = filled(town, mei, bo).group
        town.wind(hours=1)
        second = filled(town, ana, cy).group
        found = merged(town, (mei, first.id), (ana, second.id))
        assert (found.group.id, found.people, found.left) == (first.id, 2, 0)
        now = group(town, first.id)
        assert (now.taken, now.paid, now.leader_id) == (4, 4, mei)
        assert now.closes_at == first.closes_at, "the earlier of both"
        gone = group(town, second.id)
        assert (gone.state, gone.taken) == (GroupState.MERGED, 0)
        assert town.run(lambda tx: went_on(tx, gone)).id == first.id
        assert owed(town, "merged") == [mei, bo, cy]
        audited(town)
        town.seated(joins(town, dee, first.id, quantity=3), dee)
        town.wind(hours=24)
        town.run(close_due)
        assert group(town, first.id).state is GroupState.SUCCEEDED
        assert len(steps(town, "capture")) == 5
        audited(town)


def test_the_earlier_deadline_counts_whoever_asked(database_url: str) -> None:
    with Town(database_url, SIX) as town:
        mei, ana = town.people("Mei", "Ana")
        first = filled(town, mei).group
        town.wind(hours=5)
        second = filled(town, ana).group
        assert merged(town, (ana, second.id), (mei, first.id)).group.closes_at == first.closes_at
        town.wind(hours=17)
        town.run(remind_due)
        assert {person for person, _, _ in reminders(town)} == {mei, ana}, "at its new time"
        town.wind(hours=2, minutes=30)
        town.run(close_due)
        assert group(town, second.id).state is GroupState.FAILED
        assert len(steps(town, "refund")) == 2
        audited(town)


def test_merging_reminds_nobody_at_once_nor_again(database_url: str) -> None:
    """Promise 25: the earlier end is an hour away; it was said in the one, and in the other its time is over."""
    with Town(database_url, SIX) as town:
        mei, ana = town.people("Mei", "Ana")
        first = filled(town, mei).group
        town.wind(hours=5)
        second = filled(town, ana).group
        town.wind(hours=17)
        town.run(remind_due)
        town.wind(hours=1)
        assert [(person, which) for person, which, _ in reminders(town)] == [(mei, "first")]
        closes = merged(town, (ana, second.id), (mei, first.id)).group.closes_at
        assert closes is not None
        assert town.run(remind_due) == 0
        town.now = closes - timedelta(minutes=15)
        town.run(remind_due)
        assert [(person, which) for person, which, _ in reminders(town)[1:]] == [
            (mei, "second"),
            (ana, "second"),
        ]


def test_who_is_in_both_keeps_one_place_and_is_paid_back_the_other(database_url: str) -> None:
    """Promise 9: whichever is paid; of two paid ones that in the group that goes on."""
    with Town(database_url, SIX) as town:
        mei, ana, bo, cy, dee = town.people("Mei", "Ana", "Bo", "Cy", "Dee")
        first, second = filled(town, mei, bo).group.id, filled(town, ana, bo).group.id
        joins(town, cy, first)
        town.seated(joins(town, cy, second, quantity=2), cy)
        joins(town, dee, first)
        joins(town, dee, second)
        found = merged(town, (mei, first), (ana, second))
        assert (found.people, found.left) == (2, 3)
        now = group(town, first)
        assert (now.taken, now.paid) == (5, 4)
        assert [person for person, _, _ in steps(town, "refund")] == [bo]
        assert owed(town, "refunding") == [bo]
        live = sorted(person for person, state in seat_states(town) if state in {"held", "paid"})
        assert live == [mei, ana, bo, cy, dee]
        audited(town)


def test_a_place_that_is_paid_late_lands_in_the_group_that_goes_on(database_url: str) -> None:
    """Promise 7: held when they merged, and one whose hold had run out."""
    with Town(database_url, SIX) as town:
        mei, ana, bo, cy = town.people("Mei", "Ana", "Bo", "Cy")
        first, second = filled(town, mei).group.id, filled(town, ana).group.id
        late = joins(town, cy, second)
        town.wind(minutes=16)
        town.run(expire_due)
        held = joins(town, bo, second)
        merged(town, (mei, first), (ana, second))
        assert isinstance(held, ToPay)
        for wish, person in ((held, bo), (late, cy)):
            seated = town.pay(wish, person)
            assert isinstance(seated, Seated)
            assert seated.group.id == first
        again = town.again()
        assert isinstance(again, AlreadyIn)
        assert group(town, first).paid == 4
        audited(town)


def test_the_last_place_that_is_taken_by_merging_closes_the_group(database_url: str) -> None:
    """Promise 2."""
    with Town(database_url, Terms(minimum=4, capacity=4, stock=8)) as town:
        mei, ana, bo, cy = town.people("Mei", "Ana", "Bo", "Cy")
        first, second = filled(town, mei, bo).group.id, filled(town, ana, cy).group.id
        assert merged(town, (mei, first), (ana, second)).group.state is GroupState.SUCCEEDED
        assert owed(town, "succeeded") == [mei, ana, bo, cy]
        audited(town)


def test_when_groups_are_not_merged(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=4)) as town:
        mei, ana, bo, cy, dee = town.people("Mei", "Ana", "Bo", "Cy", "Dee")
        first = filled(town, mei, bo).group.id
        second = filled(town, ana, cy).group.id
        joins(town, dee, second)
        assert merges(town, (mei, first), (ana, second)) is No.TOO_MANY, "held places count"
        assert asked(town, bo, first, second) is No.NOT_LEADING
        assert asked(town, mei, first, first) is No.OTHER_TERMS
        assert asked(town, mei, first, 10**9) is No.CLOSED
        town.run(lambda tx: town.new_terms(tx, Terms(minimum=3, capacity=4, price=1500)))
        other_terms = filled(town, dee).group.id
        assert asked(town, mei, first, other_terms) is No.OTHER_TERMS
        town.wind(minutes=16)
        town.run(expire_due)
        offer = asked(town, mei, first, second)
        assert isinstance(offer, Offer)
        assert town.run(lambda tx: merging.accept(tx, cy, offer.id)) is No.GONE
        town.wind(hours=24)
        assert town.run(lambda tx: merging.accept(tx, ana, offer.id)) is No.CLOSED
        audited(town)


def test_only_the_newest_question_counts_and_either_side_can_end_it(database_url: str) -> None:
    with Town(database_url, SIX) as town:
        mei, ana, bo = town.people("Mei", "Ana", "Bo")
        first, second, third = (filled(town, one).group.id for one in (mei, ana, bo))
        old, new = asked(town, mei, first, second), asked(town, mei, first, third)
        assert isinstance(old, Offer)
        assert isinstance(new, Offer)
        assert town.run(lambda tx: merging.accept(tx, ana, old.id)) is No.GONE
        town.run(lambda tx: merging.decline(tx, bo, new.id))
        assert owed(town, "merge_declined") == [mei]
        last = asked(town, bo, third, second)
        assert isinstance(last, Offer)
        town.run(lambda tx: merging.call_back(tx, bo, third))
        assert town.run(lambda tx: merging.accept(tx, ana, last.id)) is No.GONE
        assert group(town, second).state is GroupState.FORMING


def test_a_stranger_is_asked_once_a_day_and_never_again_after_a_no(database_url: str) -> None:
    with Town(database_url, Terms(5, 6, timedelta(hours=72), stock=60)) as town:
        mei, ana, bo = town.people("Mei", "Ana", "Bo")
        first, second, third = (filled(town, one).group.id for one in (mei, ana, bo))
        assert isinstance(asked(town, mei, first, second), Offer)
        town.run(lambda tx: merging.call_back(tx, mei, first))
        assert asked(town, mei, first, second) is No.ASKED
        refused = asked(town, mei, first, third)
        assert isinstance(refused, Offer)
        town.run(lambda tx: merging.decline(tx, bo, refused.id))
        town.wind(hours=24)
        assert asked(town, mei, first, third) is No.DECLINED
        assert isinstance(asked(town, mei, first, second), Offer)
        assert isinstance(asked(town, ana, second, third), Offer), "that was another group's no"
        assert owed(town, "merge_offer") == [ana, ana, bo, bo]


def test_links_of_both_lead_to_the_one_and_keep_their_credit(database_url: str) -> None:
    """Promises 10 and 33, also where the one that goes on goes on in a third."""
    with Town(database_url, Terms(minimum=8, capacity=9)) as town:
        mei, ana, bo, cy, zoe = town.people("Mei", "Ana", "Bo", "Cy", "Zoe")
        first, second, third = (filled(town, one).group.id for one in (mei, ana, bo))
        token = town.run(lambda tx: invites.invite_token(tx, second, ana))
        town.run(lambda tx: invites.opened(tx, token, cy))
        merged(town, (mei, first), (ana, second))
        merged(town, (bo, third), (mei, first))
        for person in (cy, zoe):
            found = town.run(lambda tx: invites.opened(tx, token, person))  # noqa: B023  run at once
            assert found is not None
            assert (found.group.id, found.inviter_id) == (third, ana)
            town.seated(joins(town, person, third), person)
        last = group(town, third)
        roster = town.run(lambda tx: finding.members(tx, last))
        assert {one.person_id for one in roster} == {mei, ana, bo, cy, zoe}
        assert owed(town, "joined").count(ana) == 2


def test_who_was_reminded_in_the_one_is_not_reminded_again_in_the_other(database_url: str) -> None:
    """Whoever agreed to be reminded of both hears once; who has not heard yet still may."""
    with Town(database_url, SIX) as town:
        mei, ana, zoe, cy, dee = town.people("Mei", "Ana", "Zoe", "Cy", "Dee")
        first, second = filled(town, mei).group, filled(town, ana).group
        for of, person in ((second, zoe), (second, cy), (first, cy), (first, dee)):
            town.run(lambda tx: nudging.listen(tx, of, person, on=True))  # noqa: B023  run at once
        assert town.run(lambda tx: nudging.remind(tx, ana, second.id)) == 2
        merged(town, (mei, first.id), (ana, second.id))
        assert town.run(lambda tx: nudging.remind(tx, mei, first.id)) == 1
        assert owed(town, "nudge") == [zoe, cy, dee]


def test_once_is_once_also_for_two_that_became_one(database_url: str) -> None:
    with Town(database_url, Terms(5, 6, extension=timedelta(hours=2))) as town:
        mei, ana = town.people("Mei", "Ana")
        first, second = filled(town, mei).group.id, filled(town, ana).group.id
        town.run(lambda tx: extend(tx, ana, second))
        merged(town, (mei, first), (ana, second))
        assert town.run(lambda tx: extend(tx, mei, first)) is No.USED


def test_a_group_with_people_who_wait_for_a_place_is_not_merged(database_url: str) -> None:
    """What comes free there is theirs first."""
    with Town(database_url, Terms(minimum=3, capacity=3)) as town:
        mei, ana, bo, cy, dee = town.people("Mei", "Ana", "Bo", "Cy", "Dee")
        first, second = filled(town, mei).group.id, filled(town, ana, bo).group.id
        joins(town, cy, second)
        variant = town.variant_ids[0]
        assert isinstance(town.run(lambda tx: wait(tx, dee, second, variant, 1)), Waits)
        town.run(lambda tx: leave(tx, cy, second))
        assert asked(town, mei, first, second) is No.TOO_MANY
        mine = group(town, first)
        assert town.run(lambda tx: merging.count_others(tx, mine)) == 0
