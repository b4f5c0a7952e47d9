"""Who is who, where they are reached, and what they want."""

from typing import Any

import pytest
from sqlalchemy import select, text

from people import guests, reaching, wishes
from people.meeting import Greeting, by_id, meet
from people.model import Person, Reach
from people.tables import reach
from storage.outbox import Notice, owe
from storage.tables import outbox
from storage.transaction import NeedsWriting, Transaction
from tests.stories import BOT, Town


def known(town: Town, person_id: int) -> Person:
    """As the books know them."""
    found = town.run(lambda tx: by_id(tx, person_id))
    assert found is not None
    return found


def greeted(
    town: Town,
    name: str = "Mei",
    language: str = "en",
    bot: int = BOT,
    chat: int | None = 101,
    channel: str = "telegram",
) -> Person:
    """Somebody with the external number 77 writes."""
    greeting = Greeting(channel, 77, name, None, language, bot, chat)
    return town.run(lambda tx: meet(tx, greeting))


def test_somebody_is_one_person_however_often_they_write(database_url: str) -> None:
    with Town(database_url) as town:
        first, again = greeted(town), greeted(town)
        assert first == again
        assert (first.name, first.language, first.zone) == ("Mei", "en", None)
        assert (first.quiet_from, first.quiet_to, first.muted) == (22, 8, False)
        assert greeted(town, channel="other").id != first.id


def test_a_new_name_is_taken_over(database_url: str) -> None:
    with Town(database_url) as town:
        first = greeted(town)
        renamed = greeted(town, name="Mei <b>Li</b>")
        assert (renamed.id, renamed.name) == (first.id, "Mei <b>Li</b>")
        assert known(town, first.id) == renamed


def test_the_language_follows_the_messenger_until_one_is_chosen(database_url: str) -> None:
    with Town(database_url) as town:
        person = greeted(town, language="zh_Hans")
        assert greeted(town, language="zh_Hant").language == "zh_Hant"
        assert town.run(lambda tx: wishes.set_language(tx, person.id, "en"))
        assert greeted(town, language="zh_Hans").language == "en"
        assert greeted(town, name="Mei Li", language="zh_Hans").language == "en"
        assert not town.run(lambda tx: wishes.set_language(tx, person.id, "tlh"))
        assert known(town, person.id).language == "en"


def test_who_is_known_is_met_without_writing(sqlite_url: str) -> None:
    """A look takes no write lock."""
    with Town(sqlite_url) as town:
        met = greeted(town)
        greeting = Greeting("telegram", 77, "Mei", None, "en", BOT, 101)
        changed = Greeting("telegram", 77, "Li", None, "en", BOT, 101)

        def read(tx: Transaction) -> Person:
            reader = Transaction(tx._connection, tx.now, writes=False)  # noqa: SLF001  a reading turn, here and now
            with pytest.raises(NeedsWriting):
                meet(reader, changed)
            return meet(reader, greeting)

        assert town.run(read) == met


def test_one_is_reached_in_the_chat_where_one_wrote_last(database_url: str) -> None:
    with Town(database_url) as town:
        person = greeted(town)
        town.wind(minutes=1)
        greeted(town, bot=BOT + 1, chat=202)

        def where(bot: int = 0) -> Reach | None:
            return town.run(lambda tx: reaching.where(tx, person.id, bot))

        assert where() == Reach(BOT + 1, 202)
        assert where(BOT) == Reach(BOT, 101)
        assert where(7) is None
        greeted(town, chat=None)
        assert where(BOT) == Reach(BOT, 101), "a group chat says nothing about where one is reached"


def test_who_blocked_the_bot_is_not_written_to_until_they_return(database_url: str) -> None:
    """Promise 30: nothing of theirs is lost."""
    with Town(database_url) as town:
        person = greeted(town)
        town.run(lambda tx: reaching.unreachable(tx, BOT, 101))
        blocked = town.run(lambda tx: reaching.where(tx, person.id))
        assert blocked == Reach(BOT, 101, town.now)

        def keep(tx: Transaction) -> None:
            owe(tx, Notice("succeeded", 1, person.id))
            tx.write(outbox.update().values(state="unreachable"))

        town.run(keep)
        town.wind(hours=5)
        greeted(town)
        assert town.run(lambda tx: reaching.where(tx, person.id)) == Reach(BOT, 101)
        assert town.run(lambda tx: tx.value(select(outbox.c.state))) == "owed"


def test_a_bot_that_is_let_in_again_says_so_itself(database_url: str) -> None:
    """Promise 30: the messenger tells of an unblocked bot before its person writes."""
    with Town(database_url) as town:
        person = greeted(town)
        town.run(lambda tx: reaching.unreachable(tx, BOT, 101))
        town.run(lambda tx: reaching.reachable(tx, BOT, 101))
        assert town.run(lambda tx: reaching.where(tx, person.id)) == Reach(BOT, 101)
        assert len(town.run(lambda tx: tx.all(select(reach)))) == 1


def test_another_bot_speaks_for_one_that_was_blocked(database_url: str) -> None:
    with Town(database_url) as town:
        person = greeted(town)
        greeted(town, bot=BOT + 1, chat=202)
        town.run(lambda tx: reaching.unreachable(tx, BOT + 1, 202))
        assert town.run(lambda tx: reaching.where(tx, person.id)) == Reach(BOT, 101)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe", "a" * 300, "a\0b"])
def test_a_zone_that_does_not_exist_is_refused(sqlite_url: str, zone: str) -> None:
    with Town(sqlite_url) as town:
        person = greeted(town)
        assert not town.run(lambda tx: wishes.set_zone(tx, person.id, zone))
        assert town.run(lambda tx: wishes.set_zone(tx, person.id, "Asia/Taipei"))
        assert known(town, person.id).zone == "Asia/Taipei"


def test_quiet_hours_are_theirs_to_change(database_url: str) -> None:
    """Promise 26."""
    with Town(database_url) as town:
        person = greeted(town)

        def wishes_quiet(start: int, end: int) -> bool:
            return town.run(lambda tx: wishes.set_quiet(tx, person.id, start, end))

        assert not any((wishes_quiet(24, 8), wishes_quiet(22, -1), wishes_quiet(0, 24)))
        assert wishes_quiet(0, 0)
        assert (known(town, person.id).quiet_from, known(town, person.id).quiet_to) == (0, 0)


def test_one_group_or_all_are_muted_and_heard_again(database_url: str) -> None:
    """Promise 27: pressing twice is no harm."""
    with Town(database_url) as town:
        person, other = greeted(town).id, town.person("Bo")

        def muted(group: int, whom: int = person) -> bool:
            return town.run(lambda tx: wishes.is_muted(tx, whom, group))

        def mute(group: int, *, off: bool) -> None:
            town.run(lambda tx: wishes.mute(tx, person, group, off=off))

        mute(5, off=True)
        mute(5, off=True)
        assert (muted(5), muted(6), muted(5, other)) == (True, False, False)
        mute(0, off=True)
        assert known(town, person).muted
        assert not known(town, other).muted
        mute(5, off=False)
        mute(5, off=False)
        assert not muted(5)
        mute(0, off=False)
        assert not known(town, person).muted


class _Planning:
    """A cursor of PostgreSQL that asks for the plan of each statement before it runs it."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        self.rowcount = 0
        self.plans: list[str] = []

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Plan, and execute."""
        self.plans += [row[0] for row in self.cursor.execute(f"EXPLAIN {sql}", values).fetchall()]
        return self.cursor.execute(sql, values)

    def executemany(self, sql: str, rows: Any) -> None:
        """The same for each."""
        for values in rows:
            self.execute(sql, values)


def test_a_wish_looks_at_nobody_but_who_wishes_and_their_guests(postgres_url: str) -> None:
    """Host first and guests by number, each by its key: as whoever takes a place for a guest locks them."""
    with Town(postgres_url) as town:
        met = greeted(town)
        names = ("Mum", "Bo")
        friends = town.run(lambda tx: [guests.name(tx, met, one) for one in names])

        def turn(tx: Transaction) -> list[str]:
            tx.write(text("SET LOCAL enable_seqscan = off"))
            planning = _Planning(tx._cursor)  # noqa: SLF001  the one place where every statement comes by
            tx._cursor, tx._run = planning, planning.execute  # noqa: SLF001  as above
            wishes.set_language(tx, met.id, "zh_Hant")
            wishes.set_zone(tx, met.id, "Asia/Taipei")
            wishes.set_quiet(tx, met.id, 21, 7)
            wishes.mute(tx, met.id, 0, off=True)
            return planning.plans

        plans = town.run(turn)
        assert sum("Index Scan" in line and " on person" in line for line in plans) == 12
        assert not [line for line in plans if "Seq Scan on person" in line]
        for one in friends:
            assert one is not None
            found = known(town, one.person_id)
            assert (found.language, found.quiet_from, found.muted) == ("zh_Hant", 21, True)
