"""kaituan stats: the shop in a few tables."""

from datetime import timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.money_text import money_text
from groupbuys.model import GroupState
from kaituan.books import there
from kaituan.keepers import shop_rows
from kaituan.merchant import deal_rows
from kaituan.numbers import Lateness, Numbers, numbers
from payments.model import PaymentState

_MONEY = {
    PaymentState.HELD: "held",
    PaymentState.CAPTURED: "captured",
    PaymentState.REFUNDING: "on its way back",
    PaymentState.REFUNDED: "given back",
}
_WIDE = 120
"""Columns where nobody says how many there are."""


def tell(database: str | None) -> None:
    """Print the numbers of this database. Raises Trouble where it cannot be opened."""
    with there(database) as books:
        found = books.run_now(numbers)
    console = _console()
    for title, table in _tables(found).items():
        console.print(Text(title, "bold"))
        console.print(table)
        console.print()


def list_deals(database: str | None) -> None:
    """Print the deals of this database. Raises Trouble where it cannot be opened."""
    with there(database) as books:
        rows = books.run_now(deal_rows)
    if not rows:
        print("There is no deal: kaituan import FILE --people 3 --off 20% makes some.")
        return
    table = Table("deal", "shop", "product", "state", "people", "open groups", box=None)
    for row in rows:
        _add(table, *row)
    _console().print(table)


def list_shops(database: str | None) -> None:
    """Print the shops of this database. Raises Trouble where it cannot be opened."""
    with there(database) as books:
        rows = books.run_now(shop_rows)
    table = Table("shop", "name", "state", "live deals", box=None)
    for row in rows:
        _add(table, *row)
    _console().print(table)


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=_WIDE)


def _tables(found: Numbers) -> dict[str, Table | Text]:
    return {
        "Shops": _shops(found),
        "Money": _money(found),
        "Groups closed at their deadline": _lateness(found.lateness),
        "Waiting": _waiting(found),
        "Captures and refunds that keep failing": _stuck(found),
        "Alarms": _alarms(found),
    }


def _shops(found: Numbers) -> Table | Text:
    if not found.shops:
        return Text("none yet: kaituan import FILE brings one")
    table = _table("", "products", "live deals", *(state.value for state in GroupState))
    for shop in found.shops:
        groups = (shop.groups.get(state, 0) for state in GroupState)
        _add(table, f"{shop.name} ({shop.currency})", shop.products, shop.deals, *groups)
    return table


def _money(found: Numbers) -> Table | Text:
    if not found.money:
        return Text("none yet")
    table = _table("", "payments", "sum")
    for state, payments, total in found.money:
        _add(table, _MONEY.get(state, state.value), payments, money_text(total, "en"))
    return table


def _lateness(lateness: Lateness | None) -> Table | Text:
    if lateness is None:
        return Text("none yet")
    table = _table("", "")
    _add(table, "closed", lateness.closes)
    _add(table, "late by, median", _seconds(lateness.median))
    _add(table, "late by, 99 of 100", _seconds(lateness.p99))
    _add(table, "late by, at most", _seconds(lateness.longest))
    return table


def _waiting(found: Numbers) -> Table:
    table = _table("", "")
    for what, many in found.waiting.items():
        _add(table, what.replace("_", ", "), many)
    return table


def _stuck(found: Numbers) -> Table | Text:
    if not found.stuck:
        return Text("none")
    table = Table("since (UTC)", "what", "sum", "charge", "tries", "", box=None, pad_edge=False)
    for step in found.stuck:
        since, total = f"{step.since:%Y-%m-%d %H:%M}", money_text(step.amount, "en")
        _add(table, since, step.kind, total, step.charge, step.attempts, step.why)
    return table


def _alarms(found: Numbers) -> Table | Text:
    if not found.alarms:
        return Text("none")
    table = Table("since (UTC)", "what", "", box=None, pad_edge=False)
    for alarm in found.alarms:
        _add(table, f"{alarm.at:%Y-%m-%d %H:%M}", alarm.kind, alarm.text)
    return table


def _table(first: str, *columns: str) -> Table:
    named = any(columns)
    table = Table(first, box=None, pad_edge=False, show_header=named)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _add(table: Table, *cells: object) -> None:
    table.add_row(*(Text(str(cell)) for cell in cells))


def _seconds(length: timedelta) -> str:
    return f"{length.total_seconds():.1f} s"
