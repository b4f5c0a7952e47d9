"""Leaving a group buy, and coming back (promises 8 and 9)."""

import pytest
from sqlalchemy import insert, select, update

from groupbuys import finding
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.invites import invite_token
from groupbuys.invites import opened as open_invite
from groupbuys.leaving import give_up, leave
from groupbuys.model import AlreadyIn, GivenBack, GroupState, Reason, Refused, SeatState, ToPay
from groupbuys.tables import seat
from storage.tables import outbox
from tests.groupbuys.group import (
    buys,
    filled,
    group,
    joins,
    opened,
    owed,
    seat_states,
    starts,
    steps,
    stock,
)
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


def leaves(town: Town, person: int, group_id: int) -> GivenBack | Refused:
    """Press `Leave`, and confirm."""
    return town.run(lambda tx: leave(tx, person, group_id))


def test_who_leaves_gets_the_money_back_and_the_seat_opens_again(database_url: str) -> None:
    """Promise 8."""
    with Town(database_url, Terms(stock=9)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = filled(town, mei, bo)
        back = leaves(town, bo, seated.group.id)
        assert isinstance(back, GivenBack)
        assert back.amount is not None
        assert back.amount.minor == 1600
        assert [step[:2] for step in steps(town, "refund")] == [(bo, 1600)]
        audited(town)
        assert town.seated(joins(town, ana, seated.group.id), ana).group.paid == 2
        assert leaves(town, bo, seated.group.id) == Refused(Reason.NOT_IN)
        audited(town)


def test_the_earliest_paid_member_leads_when_the_leader_leaves(database_url: str) -> None:
    """Promise 8: in the order of payment, not of joining; deadline and links stay."""
    with Town(database_url, Terms(minimum=4, capacity=4)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        seated = opened(town, mei)
        token = town.run(lambda tx: invite_token(tx, seated.group.id, mei))
        early, late = joins(town, bo, seated.group.id), joins(town, ana, seated.group.id)
        town.wind(minutes=1)
        town.seated(late, ana)
        town.wind(minutes=1)
        town.seated(early, bo)
        leaves(town, mei, seated.group.id)
        now = group(town, seated.group.id)
        assert (now.leader_id, now.closes_at, now.paid) == (ana, seated.group.closes_at, 2)
        assert owed(town, "leads") == [ana]
        leaves(town, ana, seated.group.id)
        assert group(town, seated.group.id).leader_id == bo
        invited = town.run(lambda tx: open_invite(tx, token, cy))
        assert invited is not None
        assert invited.group.id == seated.group.id
        audited(town)


def test_a_leader_who_comes_back_is_a_member_like_any_other(database_url: str) -> None:
    """Promises 8 and 9."""
    with Town(database_url, Terms(minimum=3, capacity=3, stock=9)) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = filled(town, mei, bo)
        leaves(town, mei, seated.group.id)
        again = town.seated(joins(town, mei, seated.group.id), mei)
        assert (again.group.leader_id, again.group.paid) == (bo, 2)
        assert seat_states(town) == [(mei, "refunding"), (bo, "paid"), (mei, "paid")]
        assert isinstance(joins(town, mei, seated.group.id), AlreadyIn)
        audited(town)


def test_the_last_paid_one_out_cancels_the_group_and_frees_who_was_paying(
    database_url: str,
) -> None:
    """Promise 8."""
    with Town(database_url, Terms(stock=9, variants=("S", "L"))) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = filled(town, mei, bo)
        held = joins(town, ana, seated.group.id, variant_number=1, quantity=2)
        leaves(town, mei, seated.group.id)
        leaves(town, bo, seated.group.id)
        assert group(town, seated.group.id).state is GroupState.CANCELLED
        assert seat_states(town) == [(mei, "refunding"), (bo, "refunding"), (ana, "released")]
        assert stock(town) == (18, [9, 9])
        assert owed(town, "cancelled") == [ana], "what she was told of her place is over"
        assert isinstance(town.pay(held, ana), GivenBack)
        assert len(steps(town, "refund")) == 3
        audited(town)


def test_who_has_not_paid_leaves_without_a_trace(database_url: str) -> None:
    with Town(database_url, Terms(stock=9)) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        joins(town, bo, seated.group.id, quantity=2)
        back = leaves(town, bo, seated.group.id)
        assert isinstance(back, GivenBack)
        assert back.amount is None
        assert group(town, seated.group.id).state is GroupState.FORMING
        assert stock(town)[0] == 6
        audited(town)


def test_nobody_leaves_after_the_deadline_or_the_success(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        done = filled(town, mei, bo)
        assert leaves(town, bo, done.group.id) == Refused(Reason.TOO_LATE)
        seated = opened(town, ana)
        town.wind(hours=24)
        assert leaves(town, ana, seated.group.id) == Refused(Reason.TOO_LATE)
        town.run(close_due)
        assert leaves(town, ana, seated.group.id) == Refused(Reason.NOT_IN)
        assert leaves(town, ana, 999) == Refused(Reason.GONE)
        audited(town)


def test_an_unpaid_hold_is_given_up_by_its_own_person_only_and_once(database_url: str) -> None:
    """Promise 6: what it kept is free again, of a seat and of a solo purchase."""
    with Town(database_url, Terms(stock=9)) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        wish, solo = joins(town, bo, seated.group.id, quantity=2), buys(town, bo, quantity=3)
        assert isinstance(wish, ToPay)
        assert isinstance(solo, ToPay)
        for what, number in (("s", wish.id), ("o", solo.id)):

            def give(person: int, what: str = what, number: int = number) -> GivenBack | Refused:
                return town.run(lambda tx: give_up(tx, person, what, number))

            assert give(mei) == Refused(Reason.NOT_YOURS)
            assert isinstance(give(bo), GivenBack)
            assert isinstance(give(bo), Refused)
        assert stock(town)[0] == 6
        audited(town)


def test_a_paid_seat_is_not_given_up_by_an_old_button(database_url: str) -> None:
    with Town(database_url) as town:
        seated = opened(town, town.person())
        leader = seated.seat.person_id
        no = town.run(lambda tx: give_up(tx, leader, "s", seated.seat.id))
        assert no == Refused(Reason.ALREADY_PAID)
        audited(town)


def test_a_leader_who_gives_up_before_paying_cancels_the_group(database_url: str) -> None:
    with Town(database_url, Terms(stock=3)) as town:
        mei = town.person()
        wish = starts(town, mei)
        assert isinstance(wish, ToPay)
        town.run(lambda tx: give_up(tx, mei, "s", wish.id))
        assert group(town, wish.group_buy_id).state is GroupState.CANCELLED
        assert stock(town)[0] == 3
        assert isinstance(starts(town, mei), ToPay)


def test_a_wish_that_cannot_be_changed_leaves_the_held_seat_alone(database_url: str) -> None:
    """Promises 9 and 13: too many units, or none of that variant, and the old seat is still held."""
    with Town(database_url, Terms(limit=3, stock=3, variants=("S", "L"))) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = opened(town, mei)
        town.seated(joins(town, ana, seated.group.id, variant_number=1, quantity=2), ana)
        first = joins(town, bo, seated.group.id)
        assert joins(town, bo, seated.group.id, quantity=4) == Refused(Reason.OVER_LIMIT, 3)
        refused = joins(town, bo, seated.group.id, variant_number=1, quantity=3)
        assert refused == Refused(Reason.SOLD_OUT)
        audited(town)
        assert town.seated(first, bo).group.paid == 3
        audited(town)


def test_nobody_can_have_two_live_seats_in_one_group(database_url: str) -> None:
    """Promise 9: even if every check were wrong, the database would not take it."""
    with Town(database_url) as town:
        mei = town.person()
        opened(town, mei)
        (row,) = town.run(lambda tx: tx.all(select(seat)))
        second = {name: getattr(row, name) for name in row._fields if name != "id"}
        with pytest.raises(Exception, match=r"(?i)unique"):
            town.run(lambda tx: tx.write(insert(seat), second))
        second["state"] = SeatState.RELEASED.value
        town.run(lambda tx: tx.write(insert(seat), second))


def test_a_list_of_ones_own_shows_the_live_seat_of_each_group(database_url: str) -> None:
    """Promise 9: an older seat that late money took again stands before a newer one that ran out."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        old = joins(town, bo, seated.group.id)
        leaves(town, bo, seated.group.id)
        joins(town, bo, seated.group.id, quantity=2)
        leaves(town, bo, seated.group.id)
        town.seated(old, bo)
        ((shown, mine),) = town.run(lambda tx: finding.mine(tx, bo))
        assert (shown.id, mine.state, mine.quantity) == (seated.group.id, SeatState.PAID, 1)
        assert town.run(lambda tx: finding.count_mine(tx, bo)) == 1
        names = [one.name for one in town.run(lambda tx: finding.members(tx, seated.group))]
        assert names == ["Mei", "Bo"]
        audited(town)


def test_a_card_is_behind_when_a_hold_begins_and_when_it_ends(database_url: str) -> None:
    """Promise 29: a seat that is being paid is drawn, so its end is drawn as well."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        group_id = opened(town, mei).group.id

        def generation() -> int:
            wanted = select(outbox.c.generation).where(outbox.c.kind == "cards")
            town.run(lambda tx: tx.write(update(outbox).values(state="sent")))
            return int(town.run(lambda tx: tx.value(wanted)))

        before = generation()
        joins(town, bo, group_id)
        held = generation()
        town.wind(minutes=16)
        town.run(expire_due)
        assert (held, generation()) == (before + 1, before + 2)
