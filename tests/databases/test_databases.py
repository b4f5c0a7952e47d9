"""The databases that the stories run on."""

import sqlalchemy as sa


def test_every_story_gets_a_database_of_its_own(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE mine (n integer)"))
        assert connection.execute(sa.text("SELECT count(*) FROM mine")).scalar() == 0
    engine.dispose()


def test_nothing_is_left_of_the_story_before(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    assert "mine" not in sa.inspect(engine).get_table_names()
    engine.dispose()


def test_a_fresh_database_already_has_every_table(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    assert {"deal", "group_buy", "seat", "outbox"} <= set(sa.inspect(engine).get_table_names())
    engine.dispose()


def test_one_without_any_table_can_be_had_too(empty_database_url: str) -> None:
    engine = sa.create_engine(empty_database_url)
    assert not sa.inspect(engine).get_table_names()
    engine.dispose()


def test_postgres_speaks_utf8_and_sorts_by_code_point(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url)
    with engine.connect() as connection:
        words = "SELECT string_agg(w, '' ORDER BY w) FROM (VALUES ('團'), ('a'), ('B')) AS v(w)"
        assert connection.execute(sa.text(words)).scalar() == "Ba團"
    engine.dispose()
