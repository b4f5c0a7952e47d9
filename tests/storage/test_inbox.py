"""The small tables of the ground floor: inbox, alarms, conversations, and what is owed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import alarms, conversation, inbox
from storage.outbox import Notice, owe, owe_anew
from storage.tables import outbox
from storage.transaction import Conflict, Transaction
from tests.stories import Town


def test_an_event_is_answered_once_with_the_stored_answer(database_url: str) -> None:
    with Town(database_url) as town:
        assert town.run(lambda tx: inbox.seen(tx, "update-1")) is None
        town.run(lambda tx: inbox.keep(tx, "update-1", "[]"))
        assert town.run(lambda tx: inbox.seen(tx, "update-1")) == "[]"
        with pytest.raises(Conflict):
            town.run(lambda tx: inbox.keep(tx, "update-1", "something else"))
        assert town.run(lambda tx: inbox.seen(tx, "update-1")) == "[]"
        town.wind(hours=48)
        town.run(lambda tx: inbox.keep(tx, "update-2", "[]"))
        assert town.run(lambda tx: inbox.forget(tx, tx.now - timedelta(hours=24))) == 1
        assert town.run(lambda tx: inbox.seen(tx, "update-2")) == "[]"


def test_an_alarm_is_raised_once_and_told_once(database_url: str) -> None:
    with Town(database_url) as town:
        town.run(lambda tx: alarms.raise_alarm(tx, "odd", 5, "first" * 200))
        town.run(lambda tx: alarms.raise_alarm(tx, "odd", 5, "second"))
        town.run(lambda tx: alarms.raise_alarm(tx, "odd", 6, "other"))
        first, second = town.run(alarms.untold)
        assert (first.text, first.subject_id) == (("first" * 200)[:400], 5)
        town.run(lambda tx: alarms.told(tx, first.id, 1))
        assert town.run(alarms.untold) == (second,)


def test_a_conversation_stands_where_it_was_left_in_each_chat(database_url: str) -> None:
    with Town(database_url) as town:

        def turn(tx: Transaction) -> list[str | None]:
            conversation.remember(tx, 1, 10, "asked one")
            conversation.remember(tx, 1, 10, "asked two")
            conversation.remember(tx, 1, -20, "elsewhere")
            conversation.let_go(tx, 1, 99)
            return [conversation.recall(tx, 1, chat) for chat in (10, -20, 99)]

        assert town.run(turn) == ["asked two", "elsewhere", None]
        town.run(lambda tx: conversation.let_go(tx, 1, 10))
        assert town.run(lambda tx: conversation.recall(tx, 1, 10)) is None


def test_the_same_notice_is_owed_once_and_a_card_anew(database_url: str) -> None:
    """Promise 28: once; promise 29: only the newest state of a card matters."""
    with Town(database_url) as town:

        def rows() -> list[tuple[str, int, str]]:
            found = town.run(lambda tx: tx.all(select(outbox).order_by(outbox.c.id)))
            return [(row.kind, row.generation, row.state) for row in found]

        for _ in range(3):
            town.run(lambda tx: owe(tx, Notice("succeeded", 1, 2), Notice("succeeded", 1, 3)))
            town.run(lambda tx: owe_anew(tx, Notice("cards", 1)))
        assert rows() == [("succeeded", 1, "owed"), ("succeeded", 1, "owed"), ("cards", 1, "owed")]
        town.run(lambda tx: tx.write(outbox.update().values(state="sent")))
        town.run(lambda tx: owe(tx, Notice("succeeded", 1, 2)))
        town.run(lambda tx: owe_anew(tx, Notice("cards", 1)))
        assert [row[2] for row in rows()] == ["sent", "sent", "owed"]
        town.run(owe)
        town.run(owe_anew)
