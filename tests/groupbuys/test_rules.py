"""The pure rules of a group buy, for whatever stands in the books."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from groupbuys.model import (
    LIVE_SEATS,
    MOST_HOLDS,
    MOST_UNITS,
    GroupBuy,
    GroupState,
    Reason,
    Refused,
    SeatState,
)
from groupbuys.rules import Standing, closes_at, may_enter, may_take, place, verdict

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
spans = st.timedeltas(timedelta(days=-2), timedelta(days=2))


@st.composite
def groups(draw: st.DrawFn) -> GroupBuy:
    """Group buys in every state that the books can be in."""
    state = draw(st.sampled_from(GroupState))
    capacity = draw(st.integers(2, 6))
    taken = draw(st.integers(0, capacity))
    opened = None if state is GroupState.OPENING else NOW - timedelta(hours=1)
    return GroupBuy(
        id=1,
        shop_id=1,
        deal_id=1,
        product_id=1,
        terms_id=1,
        leader_id=1,
        state=state,
        minimum=draw(st.integers(2, capacity)),
        capacity=capacity,
        taken=taken,
        paid=draw(st.integers(0, taken)),
        opened_at=opened,
        closes_at=opened and NOW + draw(spans),
        closed_at=None,
        version=1,
    )


@given(
    st.integers(0, 5),
    st.integers(0, 30),
    st.integers(-5, 200),
    st.one_of(st.none(), st.integers(1, 30)),
)
def test_nobody_gets_more_than_their_share(
    holds: int, units: int, quantity: int, limit: int | None
) -> None:
    """Promises 6, 13 and 36."""
    no = may_take(Standing(holds, units), quantity, limit)
    allowed = (
        1 <= quantity <= MOST_UNITS
        and (limit is None or units + quantity <= limit)
        and holds < MOST_HOLDS
    )
    assert (no is None) == allowed
    if no is not None and no.reason is Reason.OVER_LIMIT:
        assert limit is not None
        assert no.limit == max(0, limit - units)
        assert no.limit < quantity


@given(groups())
def test_one_enters_only_what_is_forming_has_room_and_time(group: GroupBuy) -> None:
    """Promises 1, 2 and 10: and the reason says which."""
    no = may_enter(group, NOW)
    over = group.closes_at is None or group.closes_at <= NOW
    if group.state is GroupState.OPENING:
        assert no == Refused(Reason.STILL_OPENING)
    elif group.state is not GroupState.FORMING:
        assert no == Refused(Reason.NOT_FORMING)
    elif over:
        assert no == Refused(Reason.CLOSED)
    else:
        assert no == (Refused(Reason.FULL) if group.taken == group.capacity else None)


@given(groups())
def test_a_group_succeeds_with_its_minimum_and_not_with_one_less(group: GroupBuy) -> None:
    """Promise 3."""
    wanted = GroupState.FAILED if group.missing else GroupState.SUCCEEDED
    assert verdict(group) is wanted
    assert (group.missing == 0) == (group.paid >= group.minimum)


@given(st.timedeltas(timedelta(seconds=10), timedelta(days=365)), st.one_of(st.none(), spans))
def test_a_group_closes_at_the_earlier_of_window_and_deal(
    window: timedelta, ends: timedelta | None
) -> None:
    """Promise 2."""
    ends_at = None if ends is None else NOW + ends
    closes = closes_at(NOW, window, ends_at)
    assert closes in {NOW + window, ends_at}
    assert closes <= NOW + window
    assert ends_at is None or closes <= ends_at


@given(st.sampled_from(SeatState), groups(), st.one_of(st.none(), st.sampled_from(LIVE_SEATS)))
def test_money_never_sits_where_there_is_no_seat(
    seat: SeatState, group: GroupBuy, other: SeatState | None
) -> None:
    """Promise 7: neither after the deadline, nor beyond the capacity, nor twice, nor over other money."""
    where = place(seat, group, NOW, other)
    open_now = group.state in {GroupState.OPENING, GroupState.FORMING}
    over = group.closes_at is not None and group.closes_at <= NOW
    match where:
        case "pay":
            assert seat is SeatState.HELD
        case "pay the other":
            assert (seat, other) == (SeatState.RELEASED, SeatState.HELD)
        case "seat again":
            assert (seat, other) == (SeatState.RELEASED, None)
            assert may_enter(group, NOW) is None
        case "elsewhere":
            kept = seat is SeatState.HELD and open_now and not over
            assert not kept
        case "back":
            assert seat not in {SeatState.HELD, SeatState.RELEASED}
    if where in {"pay", "pay the other", "seat again"}:
        assert open_now
        assert not over
