"""A row that breaks whatever touches it, on either database."""

from sqlalchemy import Table, text

from storage.transaction import Transaction
from tests.stories import Town

_SQLITE = """CREATE TRIGGER spoilt BEFORE UPDATE ON {table} WHEN OLD.id = {row}
BEGIN SELECT RAISE(ABORT, 'this row is broken'); END"""
_FUNCTION = """CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'this row is broken'; END $$"""
_POSTGRESQL = """CREATE TRIGGER spoilt BEFORE UPDATE ON {table} FOR EACH ROW WHEN (OLD.id = {row})
EXECUTE FUNCTION spoil()"""


def spoil(town: Town, table: Table, row: int) -> None:
    """Let every change of this row break the turn that makes it."""

    def work(tx: Transaction) -> None:
        for made in [_SQLITE] if tx.dialect == "sqlite" else [_FUNCTION, _POSTGRESQL]:
            tx.write(text(made.format(table=table.name, row=row)))

    town.run(work)
