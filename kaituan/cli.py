"""The command line: kaituan demo, run, sandbox, import, shops, approve, suspend, deals, pause, resume ...

Nothing heavy is imported before a command needs it, so that the answer to --help is there at once.
"""

import gc
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import click

from kaituan.hour.command import hour
from kaituan.money_commands import money
from kaituan.options import database as _database
from kaituan.options import length, number, share, steps
from kaituan.pay_commands import pay
from kaituan.trouble import Trouble

WRONG = 2
"""The exit code for wrong usage, wrong settings and a machine that will not do."""

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_PORT = click.IntRange(0, 65535)
_shop = click.argument("shop", type=number)
_deal = click.argument("deal", type=number)


def main() -> None:
    """Run the command that was typed; every mistake is one sentence and exit code 2."""
    try:
        code = commands(standalone_mode=False)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as mistake:
        context = getattr(mistake, "ctx", None)
        hint = f" ({context.command_path} --help tells more)" if context else ""
        click.echo(f"kaituan: {mistake.format_message()}{hint}", err=True)
        sys.exit(WRONG)
    except Trouble as trouble:
        for sentence in str(trouble).splitlines():
            click.echo(f"kaituan: {sentence}", err=True)
        sys.exit(WRONG)
    sys.exit(code if isinstance(code, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kaituan", message="%(version)s")
def commands() -> None:
    """A group-buying shop that lives inside a messenger."""


@commands.command()
@click.option("--port", type=_PORT, default=8765, show_default=True, help="0 takes a free one.")
@click.option("--database", metavar="URL", help="Keep the shop there; without, it is made anew.")
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
def demo(port: int, database: str | None, *, no_browser: bool) -> None:
    """A whole shop with a messenger of its own in the browser; no token needed."""
    gc.disable()  # while aiogram is imported, which this makes a quarter quicker
    from kaituan.demonstration import demonstrate

    gc.enable()
    demonstrate(port, database, browser=not no_browser)


@commands.command()
def run() -> None:
    """Run your own bot with the settings in .env or the environment."""
    from kaituan.service import serve_forever

    serve_forever()


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=_PORT, default=8765, show_default=True, help="0 takes a free one.")
def sandbox(host: str, port: int) -> None:
    """Only the small messenger, for a bot of yours to talk to."""
    from kaituan.playground import play

    play(host, port)


@commands.command("import")
@click.argument("file", type=_FILE)
@click.option("--shop", metavar="NAME", help="The shop, in place of KAITUAN_SHOP; founded if new.")
@click.option("--people", type=click.IntRange(2), help="Make each product a deal for so many.")
@click.option("--off", metavar="PERCENT", callback=share, help="What a group saves, such as 20%.")
@click.option(
    "--window", metavar="LENGTH", callback=length, help="How long a group stays open, such as 24h."
)
@click.option("--limit", type=click.IntRange(1), help="Units that one person may buy.")
@click.option(
    "--ladder", metavar="STEPS", callback=steps, help="More people, more off, such as 5:30%,10:40%."
)
@click.option("--currency", metavar="CODE", help="The currency, in place of KAITUAN_CURRENCY.")
@_database
def import_(  # noqa: PLR0913  one for each option
    file: Path,
    *,
    shop: str | None,
    people: int | None,
    off: Decimal | None,
    window: timedelta | None,
    limit: int | None,
    ladder: dict[int, Decimal],
    currency: str | None,
    database: str | None,
) -> int:
    """Bring a catalogue file (Shopify, WooCommerce, TOML) into a shop.

    The same file again changes nothing. Exit code 1 says that something did not land; it is listed.
    """
    from kaituan.bringing import bring, rule

    wished = rule(people, off, window, limit, ladder)
    return bring(file, shop, wished, currency, database)


@commands.command()
@_database
def shops(database: str | None) -> None:
    """All shops, with their numbers, their states and how many deals are live."""
    from kaituan.stats import list_shops

    list_shops(database)


@commands.command()
@click.option("--shop", default=0, metavar="NUMBER", help="Only that shop's.")
@_database
def letters(shop: int, database: str | None) -> None:
    """What shops wrote to the buyers of their deals: when, who, to how many, and the words."""
    from kaituan import post

    click.echo(post.letters(database, shop))


@commands.command()
@_shop
@_database
def owner(shop: int, database: str | None) -> None:
    """Words that make whoever sends them to the bot the owner of a shop, such as one from a file."""
    from kaituan import keepers

    click.echo(keepers.owner_link(database, shop))


@commands.command()
@_shop
@_database
def approve(shop: int, database: str | None) -> None:
    """Let a shop go live, or live again; its owner is told."""
    from kaituan import keepers

    click.echo(keepers.approve(database, shop))


@commands.command()
@_shop
@click.option("--why", required=True, metavar="WORDS", help="What its owner is told.")
@_database
def suspend(shop: int, why: str, database: str | None) -> None:
    """Hold a shop back: it takes no new groups, those that are open go on."""
    from kaituan import keepers

    click.echo(keepers.suspend(database, shop, why))


@commands.command("deals")
@_database
def deals_(database: str | None) -> None:
    """The deals that are not over, with their numbers and how many groups are open."""
    from kaituan.stats import list_deals

    list_deals(database)


@commands.command()
@_deal
@_database
def pause(deal: int, database: str | None) -> None:
    """Let a deal take no new groups; its open groups finish."""
    from kaituan import merchant

    click.echo(merchant.pause(database, deal))


@commands.command()
@_deal
@_database
def resume(deal: int, database: str | None) -> None:
    """Let a paused deal go on."""
    from kaituan import merchant

    click.echo(merchant.resume(database, deal))


@commands.command()
@_deal
@click.option("--why", required=True, metavar="WORDS", help="What everybody in it is told.")
@_database
def cancel(deal: int, why: str, database: str | None) -> None:
    """Call a deal off: everybody in its open groups is paid back and told why."""
    from kaituan import merchant

    click.echo(merchant.cancel(database, deal, why))


@commands.command()
@click.argument("order")
@_database
def refund(order: str, database: str | None) -> None:
    """Pay one order back, by the number that its buyer reads; its group stays as it is."""
    from kaituan import merchant

    click.echo(merchant.give_back(database, order))


@commands.command()
@_database
def claims(database: str | None) -> None:
    """The open claims of buyers against shops, with what was said; those that wait for you say so."""
    from kaituan.arbiter import list_claims

    list_claims(database)


@commands.command()
@click.argument("claim", type=click.IntRange(1, 2**63 - 1))
@click.argument("winner", type=click.Choice(["buyer", "shop"]))
@click.option("--why", required=True, metavar="WORDS", help="What buyer and shop are told.")
@click.option("--amount", metavar="SUM", help="Give the buyer so much back, in place of all.")
@_database
def decide(claim: int, winner: str, *, why: str, amount: str | None, database: str | None) -> None:
    """Decide a claim: for the buyer, whose money goes back, or for the shop."""
    from kaituan import arbiter

    click.echo(arbiter.decide(database, claim, winner, why, amount))


@commands.command()
@_database
def stats(database: str | None) -> None:
    """Shops, groups, money, how late groups were closed, and what waits."""
    from kaituan.stats import tell

    tell(database)


commands.add_command(pay)
commands.add_command(money)
commands.add_command(hour)


@commands.command(hidden=True)
def settings() -> None:
    """All settings as the table of the README."""
    from bot.settings import table

    click.echo(table())
