"""Where the money is, what of it is stuck, and what the operator does about that."""

import asyncio
import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import bindparam, select

from catalog import browsing
from catalog.money import Money
from catalog.tables import deal, shop
from flows.money_text import money_text
from groupbuys.refunding import done_by_hand
from kaituan.books import there
from kaituan.credit import credit_rows
from kaituan.post import printable
from kaituan.trouble import Trouble
from payments import by_hand, comparing, finding
from payments.by_hand import Barred
from payments.comparing import Compared
from payments.ledger import Balance, balance
from payments.model import Step, StepKind
from people.tables import person
from storage.database import Database
from storage.transaction import Transaction

T = TypeVar("T")

_WIDE = 140
"""Columns where nobody says how many there are."""
_LONGEST_WHY = 300
_AT_ONCE = 1_000
"""Stuck steps in one table."""
_NAMED = 20
"""Differences that are named one by one; whoever has more begins with these."""

_SHOPS = select(shop.c.id, shop.c.name)
_GOODS = select(deal.c.id, deal.c.product_id).where(deal.c.id.in_(bindparam("ids", expanding=True)))
_NAMES = select(person.c.id, person.c.name).where(person.c.id.in_(bindparam("ids", expanding=True)))
_BACK = {
    StepKind.CAPTURE: "is captured",
    StepKind.REFUND: "is back",
    StepKind.PART: "is back",
}


def show(database: str | None) -> bool:
    """Print where all money is; whether it balances. Raises Trouble where the books cannot be opened."""
    with there(database) as books:
        found, rows = _looked(books, _balanced)
        credit, wrong = _looked(books, credit_rows)
    if not rows:
        print("No money has come yet.")
        return not wrong
    columns = ("taken", "held", "kept", "on its way back", "given back")
    table = Table("shop", "deal", "by", box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, justify="right")
    table.add_column("")
    _print(table, rows)
    if credit:
        print("\nWhat leaders have of credit:")
        _print(Table("shop", "to use", "frozen", box=None, pad_edge=False), credit)
    wrong = [*(str(one) for of in found for one in of.differences), *wrong]
    for difference in wrong[:_NAMED]:
        print(difference)
    if len(wrong) > _NAMED:
        print(f"... and {len(wrong) - _NAMED} more")
    return not wrong


def show_stuck(database: str | None) -> None:
    """Print the captures and refunds that keep failing. Raises Trouble where the books cannot be opened."""
    with there(database) as books:
        rows = _looked(books, stuck_rows)
    if not rows:
        print("Nothing is stuck.")
        return
    columns = ("number", "what", "whose", "sum", "tries", "since (UTC)", "next try", "last answer")
    _print(Table(*columns, box=None, pad_edge=False), rows)


def show_compared(database: str | None) -> bool:
    """Print what each provider's list said otherwise when it was compared last; whether nothing. Raises Trouble."""
    with there(database) as books:
        found = _looked(books, comparing.results)
    if not found:
        print("No provider's list was compared yet: a bot that runs does it once a day.")
    for one in found:
        for line in _compared(one):
            print(printable(line))
    return not any(one.differences for one in found)


def _compared(one: Compared) -> Iterator[str]:
    if one.compared_at is None:
        yield f"{one.provider}: not compared yet"
    else:
        said = f"{len(one.differences)} differ" if one.differences else "all alike"
        yield f"{one.provider}: {one.charges} charges, {one.compared_at:%Y-%m-%d %H:%M} UTC: {said}"
    if one.error is not None:
        yield f"  the newest try did not work: {one.error}"
    yield from (f"  {difference}" for difference in one.differences)


def retry(database: str | None, number: int) -> str:
    """A stuck step is tried as soon as a bot runs; says so. Raises Trouble where none of that number is stuck."""
    with there(database) as books:
        if not books.run_now(lambda tx: by_hand.try_now(tx, number)):
            raise Trouble(_not_stuck(number))
    return f"{number} is due now: a bot that runs tries it within seconds."


def done(database: str | None, number: int, why: str) -> str:
    """A stuck step was done by hand; says what that moved. Raises Trouble where it cannot be said of that one."""
    reason, who = why.strip(), f"{_user()}, by command"
    if not reason:
        raise Trouble("Say why: how it was done, and when. It stays in the ledger.")
    if len(reason) > _LONGEST_WHY:
        raise Trouble(f"The reason is too long: at most {_LONGEST_WHY} characters.")
    with there(database) as books:
        step = books.run_now(lambda tx: done_by_hand(tx, number, reason, who))
    match step:
        case Barred.NOT_STUCK:
            raise Trouble(_not_stuck(number))
        case Barred.BEING_TRIED:
            raise Trouble(f"{number} is being tried this moment: look again in three minutes.")
        case Step():
            sum_ = money_text(step.amount, "en")
            return f"{sum_} of payment {step.payment_id} {_BACK[step.kind]}, by hand."


def stuck_rows(tx: Transaction) -> list[tuple[object, ...]]:
    """Each: number, what, whose, sum, tries, since, next try, what the provider said last."""
    steps = finding.stuck(tx, _AT_ONCE)
    ids = sorted({step.person_id for step in steps})
    names = {row.id: row.name for row in tx.all(_NAMES, {"ids": ids})} if ids else {}
    return [
        (
            step.id,
            step.kind.value,
            names.get(step.person_id, ""),
            money_text(step.amount, "en"),
            step.attempts,
            f"{step.since:%Y-%m-%d %H:%M}",
            f"{step.next_try:%H:%M}",
            step.why,
        )
        for step in steps
    ]


def _looked(books: Database, work: Callable[[Transaction], T]) -> T:
    """By a reader: a bot that runs writes on meanwhile, however long a ledger is."""
    return asyncio.run(books.run(work, reads=True))


def _balanced(tx: Transaction) -> tuple[tuple[Balance, ...], list[tuple[object, ...]]]:
    found = balance(tx)
    return found, _balance_rows(tx, found)


def _balance_rows(tx: Transaction, found: Sequence[Balance]) -> list[tuple[object, ...]]:
    shops = {row.id: row.name for row in tx.all(_SHOPS)}
    ids = sorted({of.deal_id for of in found if of.deal_id is not None})
    goods = {row.id: row.product_id for row in tx.all(_GOODS, {"ids": ids})} if ids else {}
    titles = browsing.titles(tx, sorted(set(goods.values())), "en")
    return [
        (
            shops.get(of.shop_id, of.shop_id),
            _deal(of.deal_id, titles.get(goods.get(of.deal_id or 0, 0), "")),
            of.provider,
            *_sums(of),
            "balanced" if of.balanced else f"{len(of.differences) or 1} DIFFER",
        )
        for of in found
    ]


def _deal(number: int | None, title: str) -> str:
    return "of no invoice" if number is None else f"{number} {title}".strip()


def _sums(of: Balance) -> list[str]:
    at = of.places
    sums = (at.taken, at.held, at.kept, at.refunding, at.back)
    return [money_text(Money(minor, of.currency), "en") for minor in sums]


def _print(table: Table, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        table.add_row(*(Text(printable(str(cell))) for cell in row))
    console = Console()
    (console if console.is_terminal else Console(width=_WIDE)).print(table)


def _not_stuck(number: int) -> str:
    return f"Nothing stuck has the number {number}: kaituan money --stuck lists what is."


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "somebody"
