"""Who joined a large group is told every few minutes, in one message, and not a hundred times."""

from sqlalchemy import select

from flows.news.notices import compose
from flows.replies import Say
from groupbuys.invites import invite_token, opened
from groupbuys.leaving import leave
from storage.tables import outbox
from tests.flows.limits import visible
from tests.groupbuys.group import joins, starts
from tests.stories import Terms, Town

MANY = Terms(minimum=3, capacity=50, provider="")


def heard(town: Town, person: int) -> list[str]:
    """The first line of each news of who joined, in the order in which they are due."""
    wanted = (
        select(outbox)
        .where(outbox.c.kind == "joined", outbox.c.person_id == person)
        .order_by(outbox.c.due_at)
    )
    said: list[str] = []
    for row in town.run(lambda tx: tx.all(wanted)):
        asked = row.kind, row.subject_id, row.person_id, row.detail
        replies = town.run(lambda tx: compose(tx, *asked))  # noqa: B023  called at once
        for reply in replies or ():
            assert isinstance(reply, Say)
            said.append(visible(reply.screen.text).partition("\n")[0])
    return said


def test_who_joined_a_large_group_is_told_in_one_message_every_ten_minutes(
    database_url: str,
) -> None:
    """Promise 29's spirit: forty joins in a minute are no forty messages."""
    with Town(database_url, MANY) as town:
        leader, *friends = town.people("Lee", "Ann", "Bob", *(f"P{n}" for n in range(38)))
        starts(town, leader)
        for friend in friends:
            joins(town, friend, 1)
        assert heard(town, leader) == [
            "Ann, Bob and 38 more people joined your group for Oolong tea."
        ]
        town.wind(minutes=10)
        late = town.person("Zoe")
        joins(town, late, 1)
        assert heard(town, leader)[1:] == ["Zoe joined your group for Oolong tea."]


def test_the_news_come_when_the_ten_minutes_are_over(sqlite_url: str) -> None:
    with Town(sqlite_url, MANY) as town:
        leader, ann = town.people("Lee", "Ann")
        starts(town, leader)
        joins(town, ann, 1)
        [due] = [
            row.due_at
            for row in town.run(lambda tx: tx.all(select(outbox).where(outbox.c.kind == "joined")))
        ]
        assert 0 < (due - town.now).total_seconds() <= 600


def test_whoever_invited_hears_of_their_own_alone(sqlite_url: str) -> None:
    with Town(sqlite_url, MANY) as town:
        leader, ann, bob, cy = town.people("Lee", "Ann", "Bob", "Cy")
        starts(town, leader)
        joins(town, ann, 1)
        token = town.run(lambda tx: invite_token(tx, 1, ann))
        town.run(lambda tx: opened(tx, token, cy))
        for friend in (bob, cy):
            joins(town, friend, 1)
        assert heard(town, ann) == ["Cy joined your group for Oolong tea."]
        assert heard(town, leader) == [
            "Ann, Bob and 1 more person joined your group for Oolong tea."
        ]


def test_who_left_again_is_not_told_of(sqlite_url: str) -> None:
    with Town(sqlite_url, MANY) as town:
        leader, ann = town.people("Lee", "Ann")
        starts(town, leader)
        joins(town, ann, 1)
        town.run(lambda tx: leave(tx, ann, 1))
        assert heard(town, leader) == []


def test_in_a_small_group_everybody_is_told_of_by_name_and_at_once(sqlite_url: str) -> None:
    with Town(sqlite_url, Terms(minimum=3, capacity=20, provider="")) as town:
        leader, ann, bob = town.people("Lee", "Ann", "Bob")
        starts(town, leader)
        joins(town, ann, 1)
        joins(town, bob, 1)
        assert heard(town, leader) == [
            "Ann joined your group for Oolong tea.",
            "Bob joined your group for Oolong tea.",
        ]
