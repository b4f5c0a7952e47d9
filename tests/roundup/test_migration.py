"""A database that has posts already learns of round-ups, and can go back: nothing of the posts is lost on the way."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from storage.engine import open_engine
from storage.migrating import _alone, configuration

OURS = "a round-up tells of many deals."
INDEXES = {"ix_post_behind", "ix_post_shown", "ix_post_watched", "ix_post_owed"}


def revisions() -> tuple[str, str]:
    """Ours, and the one before it."""
    found = next(
        one
        for one in ScriptDirectory.from_config(configuration()).walk_revisions()
        if one.doc == OURS
    )
    assert isinstance(found.down_revision, str)
    return found.revision, found.down_revision


def moves(url: str, how: Callable[[Any, str], None], to: str) -> None:
    """Bring the schema there."""
    engine = open_engine(url, 1)
    with engine.connect() as connection, connection.begin():
        _alone(connection)
        how(configuration(connection), to)
    engine.dispose()


def runs(url: str, *statements: str) -> list[Any]:
    """Run these; the rows of the last one."""
    engine = open_engine(url, 1)
    rows: list[Any] = []
    with engine.connect() as connection, connection.begin():
        for one in statements:
            result = connection.execute(sa.text(one))
            rows = list(result) if result.returns_rows else []
    engine.dispose()
    return rows


def partial(url: str) -> dict[str | None, str]:
    """The conditions of the indexes on posts."""
    engine = open_engine(url, 1)
    found = {
        index["name"]: str(index["dialect_options"].get(f"{engine.dialect.name}_where", ""))
        for index in sa.inspect(engine).get_indexes("post")
    }
    engine.dispose()
    return found


POST = "INSERT INTO post (id, deal_id, {more}state, stale_at, shop_id, channel_id, bot, chat, made_by, made_at) VALUES "
VISIT = "INSERT INTO post_visit (post_id, deal_id, first, person_id, shop_id, at) VALUES "
CHANNEL = """INSERT INTO channel (id, shop_id, bot, chat, kind, title, added_by, added_at)
    VALUES (1, 1, 1, -1, 'channel', 'News', 1, 0)"""
BEFORE = (
    "INSERT INTO shop (id, name, currency, created_at) VALUES (1, 'Corner', 'EUR', 0)",
    "INSERT INTO category (id, shop_id, slug) VALUES (1, 1, 'tea')",
    "INSERT INTO product (id, shop_id, category_id, handle) VALUES (1, 1, 1, 'tea')",
    "INSERT INTO deal (id, shop_id, product_id, state, starts_at, created_at) VALUES (1, 1, 1, 'live', 0, 0)",
    CHANNEL,
    POST.format(more="") + "(1, 1, 'shown', 9, 1, 1, 1, -1, 1, 7)",
    VISIT + "(1, 1, 1, 5, 1, 8)",
)
SINCE = (
    POST.format(more="") + "(2, NULL, 'shown', NULL, 1, 1, 1, -1, 0, 7)",
    POST.format(more="part_of, ") + "(3, 1, 2, 'line', NULL, 1, 1, 1, -1, 0, 7)",
    VISIT + "(2, 0, 0, 5, 1, 8), (3, 1, 0, 5, 1, 8)",
)


def test_posts_and_their_visits_survive_the_way_there_and_back(empty_database_url: str) -> None:
    url, (ours, before) = empty_database_url, revisions()
    moves(url, command.upgrade, before)
    runs(url, *BEFORE)
    was = partial(url)
    moves(url, command.upgrade, ours)
    kept = "SELECT id, deal_id, made_at, stale_at FROM post ORDER BY id"
    assert runs(url, kept) == [(1, 1, 7, 9)]
    assert runs(url, "SELECT post_id, person_id FROM post_visit") == [(1, 5)]
    assert {name: where for name, where in partial(url).items() if name in was} == was
    runs(url, *SINCE)
    moves(url, command.downgrade, before)
    assert runs(url, kept) == [(1, 1, 7, 9)]
    assert runs(url, "SELECT post_id, person_id FROM post_visit") == [(1, 5)]
    assert partial(url) == was
    assert all(was[name] for name in INDEXES)
    moves(url, command.upgrade, "head")
