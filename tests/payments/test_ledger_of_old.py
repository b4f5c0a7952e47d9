"""Payments that were there before the ledger: it is filled from what their rows and steps say."""

import sqlalchemy as sa
from alembic import command

from groupbuys.closing import close_due
from groupbuys.model import ToPay
from groupbuys.refunding import take_back
from payments.ledger_tables import ledger_entry
from payments.tables import payment
from storage.database import Database
from storage.engine import open_engine
from storage.migrating import configuration, migrate
from storage.transaction import Transaction
from tests.groupbuys.group import filled, opened, starts
from tests.payments.test_parts import bought, part
from tests.payments.till import claims, does, works_off
from tests.stories import Terms, Town

BEFORE = "0046"
_ENTRIES = sa.select(*(column for column in ledger_entry.c if column.name != "id"))
_DEALS = sa.select(payment.c.id, payment.c.deal_id).order_by(payment.c.id)


def lives(town: Town) -> None:
    """A bit of everything: kept, returned, in part, let go, on its way, odd, twice, of no invoice, unpaid."""
    mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
    filled(town, mei, bo)
    opened(town, ana)
    opened(town, cy)
    works_off(town)
    town.wind(hours=24)
    town.run(close_due)
    (first, _) = claims(town)
    does(town, first)
    order_id, money = bought(town)
    town.again()
    works_off(town)
    town.run(part(money, 500, "a"))
    town.run(lambda tx: take_back(tx, order_id))
    town.wind(minutes=1)
    works_off(town)
    wish = asked(town)
    town.pay(wish, mei)
    town.take(town.arrival(wish, mei), token="forged")


def asked(town: Town) -> ToPay:
    """Somebody new is asked for money."""
    wish = starts(town, town.person("Dee"))
    assert isinstance(wish, ToPay)
    return wish


def downgraded(url: str) -> None:
    """The schema as it was before there was a ledger."""
    engine = open_engine(url, 1)
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.downgrade(configuration(connection), BEFORE)
    engine.dispose()


def entries(tx: Transaction) -> set[tuple[object, ...]]:
    """Every line of the ledger but for its number."""
    return {tuple(row) for row in tx.all(_ENTRIES)}


def deals(tx: Transaction) -> list[tuple[object, ...]]:
    """Which deal each payment is of."""
    return [tuple(row) for row in tx.all(_DEALS)]


def test_the_ledger_of_old_payments_says_what_it_would_have_said(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        lives(town)
        written, of = town.run(entries), town.run(deals)
        assert len({row[5] for row in written}) == 7, "each kind that a filled ledger can tell"
        assert len({deal for _, deal in of}) == 2, "one is of no deal"
    downgraded(database_url)
    migrate(database_url)
    database = Database(database_url, lambda: town.now)
    assert database.run_now(entries) == written
    assert database.run_now(deals) == of
    database.close()
