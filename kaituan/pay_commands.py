"""The commands of kaituan pay: key, add, keys, reseal, list, close, open."""

import sys

import click

from kaituan.options import database, number

_KINDS = ("telegram", "stripe", "pickup")


@click.group()
def pay() -> None:
    """The accounts into which shops take money. Their keys are sealed, and never shown."""


@pay.command()
def key() -> None:
    """A new key for KAITUAN_SEAL, which seals the accounts' own keys."""
    from kaituan import accounts

    click.echo(accounts.fresh_key())


@pay.command()
@click.argument("shop", type=number)
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--label", default="", metavar="WORDS", help="What its button says.")
@database
def add(shop: int, kind: str, label: str, database: str | None) -> None:
    """Let a shop take money in one more way. Asks for its keys, or reads them from stdin, a line each."""
    from kaituan import accounts
    from payments.account import Kind

    click.echo(accounts.open_account(database, shop, Kind(kind), label, _ask))


@pay.command()
@click.argument("account", type=number)
@database
def keys(account: int, database: str | None) -> None:
    """Give an account other keys, such as after one was replaced at the provider."""
    from kaituan import accounts

    click.echo(accounts.replace_keys(database, account, _ask))


@pay.command()
@database
def reseal(database: str | None) -> None:
    """Seal all keys anew under the first key of KAITUAN_SEAL; after that the older ones may go."""
    from kaituan import accounts

    click.echo(accounts.reseal(database))


@pay.command("list")
@database
def list_(database: str | None) -> None:
    """All accounts: whose, of which kind, and whether they are offered."""
    from kaituan import accounts

    click.echo(accounts.listed(database))


@pay.command()
@click.argument("account", type=number)
@database
def close(account: int, database: str | None) -> None:
    """Offer an account no more; what was paid there still goes back there."""
    from kaituan import accounts

    click.echo(accounts.switch(database, account, is_open=False))


@pay.command("open")
@click.argument("account", type=number)
@database
def open_(account: int, database: str | None) -> None:
    """Offer a closed account again."""
    from kaituan import accounts

    click.echo(accounts.switch(database, account, is_open=True))


def _ask(what: str) -> str:
    """Never from the arguments: those are seen by everybody on the machine."""
    if sys.stdin.isatty():
        return str(click.prompt(what, hide_input=True))
    return sys.stdin.readline()
