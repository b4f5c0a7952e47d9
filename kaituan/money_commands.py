"""The commands about money: kaituan money, money --stuck, money --compare, money retry, money done."""

import click

from kaituan.options import database as _database
from kaituan.options import number

_number = click.argument("number", type=number)
_UNBALANCED = 1
"""The exit code where the books do not balance, for whoever lets a machine look."""


@click.group(invoke_without_command=True)
@click.option("--stuck", is_flag=True, help="What keeps failing, with the number of each.")
@click.option("--compare", is_flag=True, help="What the providers' own lists say otherwise.")
@_database
@click.pass_context
def money(context: click.Context, database: str | None, *, stuck: bool, compare: bool) -> int:
    """Where all money is, by the ledger; exit code 1 where something does not balance."""
    if context.invoked_subcommand is not None:
        return 0
    from kaituan import money as books

    if stuck:
        books.show_stuck(database)
        return 0
    if compare:
        return 0 if books.show_compared(database) else _UNBALANCED
    return 0 if books.show(database) else _UNBALANCED


@money.command()
@_number
@_database
def retry(number: int, database: str | None) -> None:
    """Have a stuck capture or refund tried now."""
    from kaituan import money as books

    click.echo(books.retry(database, number))


@money.command()
@_number
@click.option("--why", required=True, metavar="WORDS", help="How it was done; the ledger keeps it.")
@_database
def done(number: int, why: str, database: str | None) -> None:
    """Say that a stuck capture or refund was done by hand: its person hears that the money is back."""
    from kaituan import money as books

    click.echo(books.done(database, number, why))
