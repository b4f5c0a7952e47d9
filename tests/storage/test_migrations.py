"""The schema: what the tables say is what the migrations make, however often and by however many at once."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.engine import open_engine
from storage.migrating import migrate
from storage.schema import metadata

ROOT = Path(__file__).parents[2]
for slice_ in ("storage", "catalog", "people", "payments", "groupbuys"):
    for file in (ROOT / slice_).rglob("*tables.py"):
        import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))


def tables(url: str) -> set[str]:
    """What is there."""
    engine = open_engine(url, 1)
    found = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_the_migrations_make_what_the_tables_say(empty_database_url: str) -> None:
    migrate(empty_database_url)
    engine = open_engine(empty_database_url, 1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_partial_indexes_are_partial(empty_database_url: str) -> None:
    """What autogenerate does not compare: an index over everything would be slow, or refuse a second live deal."""
    migrate(empty_database_url)
    engine = open_engine(empty_database_url, 1)
    found = {
        index["name"]: index["dialect_options"].get(f"{engine.dialect.name}_where")
        for table in ("seat", "purchase", "deal", "money_step", "claim", "ship_promise")
        for index in sa.inspect(engine).get_indexes(table)
    }
    engine.dispose()
    for name in (
        "ux_seat_live",
        "ix_seat_held",
        "ix_seat_remind",
        "ix_purchase_held",
        "ux_deal_live",
        "ix_money_step_due",
        "ux_claim_open",
        "ix_claim_shop_open",
        "ix_claim_due",
        "ix_claim_remind",
        "ux_ship_promise_now",
    ):
        assert found[name] is not None, name


def test_migrating_twice_changes_nothing(empty_database_url: str) -> None:
    migrate(empty_database_url)
    before = tables(empty_database_url)
    migrate(empty_database_url)
    assert tables(empty_database_url) == before >= {"deal", "seat", "alembic_version"}


def test_two_processes_that_migrate_at_once_make_one_schema(empty_database_url: str) -> None:
    line = f"from storage.migrating import migrate; migrate({empty_database_url!r})"
    both = [
        subprocess.Popen([sys.executable, "-c", line], stderr=subprocess.PIPE, text=True)  # noqa: S603  our own line
        for _ in range(2)
    ]
    assert [process.communicate(timeout=60)[1] for process in both] == ["", ""]
    assert [process.returncode for process in both] == [0, 0]
    assert set(metadata.tables) <= tables(empty_database_url)


@pytest.mark.parametrize("folder", ["shop/data/here"])
def test_a_sqlite_file_gets_its_folder(
    tmp_path_factory: pytest.TempPathFactory, folder: str
) -> None:
    file = tmp_path_factory.mktemp("new") / folder / "kaituan.db"
    migrate(f"sqlite:///{file}")
    assert file.exists()
