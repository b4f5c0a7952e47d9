"""Who is credited with a new member (promise 33)."""

from sqlalchemy import select

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.invites import invite_token, opened
from groupbuys.leaving import leave
from groupbuys.tables import invite, seat
from tests.groupbuys.group import filled, joins, owed, starts
from tests.groupbuys.group import opened as begun
from tests.stories import Terms, Town


def invites(town: Town, inviter: int, group_id: int, source: str = "") -> str:
    """The link that somebody passes on."""
    return town.run(lambda tx: invite_token(tx, group_id, inviter, source))


def clicks(town: Town, person: int, token: str) -> None:
    """Somebody opens that link."""
    assert town.run(lambda tx: opened(tx, token, person)) is not None


def credited(town: Town) -> dict[int, int | None]:
    """Who is credited with each paid seat, by the number of whoever sits there."""
    wanted = (
        select(seat.c.person_id, invite.c.inviter_id)
        .outerjoin(invite, invite.c.id == seat.c.invite_id)
        .where(seat.c.state.in_(["paid", "confirmed"]))
    )
    return {row.person_id: row.inviter_id for row in town.run(lambda tx: tx.all(wanted))}


def test_the_first_invite_that_leads_to_a_paid_seat_gets_the_credit(database_url: str) -> None:
    """Promise 33: later clicks do not take it over, nor do clicks after the payment."""
    with Town(database_url, Terms(minimum=4, capacity=5)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        group_id = filled(town, mei, bo).group.id
        first, second = invites(town, mei, group_id), invites(town, bo, group_id)
        for token in (first, second, first, second):
            clicks(town, ana, token)
        wish = joins(town, ana, group_id)
        clicks(town, ana, second)
        town.seated(wish, ana)
        clicks(town, ana, second)
        clicks(town, cy, second)
        clicks(town, cy, first)
        town.seated(joins(town, cy, group_id), cy)
        assert credited(town) == {mei: None, bo: None, ana: mei, cy: bo}
        assert owed(town, "joined") == [mei, mei, mei, bo]


def test_the_credit_outlives_a_hold_that_ran_out_and_a_seat_that_was_left(
    database_url: str,
) -> None:
    """Promise 33: it was that invite which led to the seat that was paid in the end."""
    with Town(database_url) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        group_id = begun(town, mei).group.id
        clicks(town, ana, invites(town, mei, group_id))
        joins(town, ana, group_id)
        town.wind(minutes=16)
        town.run(expire_due)
        town.seated(joins(town, bo, group_id), bo)
        clicks(town, ana, invites(town, bo, group_id))
        town.seated(joins(town, ana, group_id), ana)
        assert credited(town)[ana] == mei
        town.run(lambda tx: leave(tx, bo, group_id))


def test_inviting_oneself_gives_nothing_and_spoils_no_other_invite(database_url: str) -> None:
    """Promise 33."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        group_id = filled(town, mei, bo).group.id
        own, friends = invites(town, bo, group_id), invites(town, mei, group_id)
        town.run(lambda tx: leave(tx, bo, group_id))
        clicks(town, bo, own)
        town.seated(joins(town, bo, group_id), bo)
        assert credited(town) == {mei: None, bo: None}
        town.run(lambda tx: leave(tx, bo, group_id))
        clicks(town, bo, own)
        clicks(town, bo, friends)
        town.seated(joins(town, bo, group_id), bo)
        assert credited(town) == {mei: None, bo: mei}


def test_an_invite_into_one_group_earns_nothing_in_another(database_url: str) -> None:
    """Promise 33: who opened a group of their own was not brought by anybody."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        clicks(town, bo, invites(town, mei, begun(town, mei).group.id))
        town.seated(starts(town, bo), bo)
        assert credited(town) == {mei: None, bo: None}


def test_a_seat_that_is_paid_at_pickup_is_credited_too(database_url: str) -> None:
    """Promise 33."""
    with Town(database_url, Terms(minimum=2, capacity=3, provider="")) as town:
        mei, bo = town.people("Mei", "Bo")
        starts(town, mei)
        clicks(town, bo, invites(town, mei, 1, "channel"))
        joins(town, bo, 1)
        town.wind(hours=24)
        town.run(close_due)
        assert credited(town) == {mei: None, bo: mei}
