"""kaituan import: a file read, brought into the shop, and a report on what did not land."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy import bindparam, select

from bot.settings import Settings
from catalog import shops
from catalog.deal_rules import DealDraft, check_terms
from catalog.importers.reading import read
from catalog.importers.values import CatalogueFile, PercentOff, StepDraft, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake, Report, Step
from catalog.pricing import hundredths
from catalog.tables import deal
from catalog.tables import shop as shop_table
from flows.links import to_shop
from groupbuys.channels.freshness import file_landed
from groupbuys.setting_aside import set_aside
from kaituan.books import opened, settings_without_bot
from kaituan.report import show, warn_of_other_shop
from kaituan.trouble import Trouble
from storage.database import Database

DAY = timedelta(hours=24)
_NO_LADDER: Mapping[int, Decimal] = MappingProxyType({})
_SHOPS = select(shop_table.c.name).order_by(shop_table.c.id)
_A_DEAL = (
    select(deal.c.id)
    .join(shop_table, shop_table.c.id == deal.c.shop_id)
    .where(shop_table.c.name == bindparam("name"))
    .limit(1)
)


def rule(
    people: int | None,
    off: Decimal | None,
    window: timedelta | None,
    limit: int | None,
    ladder: Mapping[int, Decimal] = _NO_LADDER,
) -> TermsDraft | None:
    """The deal that every product gets, None for none. Raises Trouble where only a part was said, or what cannot be.

    With a `ladder` a group has room for as many as its last step takes.
    """
    if people is None:
        said = {"--off": off, "--window": window, "--limit": limit, "--ladder": ladder or None}
        alone = [name for name, value in said.items() if value is not None]
        if alone:
            raise Trouble(
                f"{alone[0]} belongs to a deal: say --people as well, such as --people 3."
            )
        return None
    if off is None:
        raise Trouble("--people needs to know what a group saves: say --off, such as --off 20%.")
    room = max((people, *ladder))
    steps = tuple(StepDraft(number, PercentOff(less)) for number, less in sorted(ladder.items()))
    wished = TermsDraft(people, room, window or DAY, PercentOff(off), limit, steps=steps)
    wishes = {number: hundredths(less) for number, less in ladder.items()}
    draft = DealDraft(people, room, wished.window, hundredths(off), limit, steps=wishes)
    problem = check_terms(draft)
    if problem is not None:
        raise Trouble(problem.sentence)
    return wished


def bring(
    path: Path,
    shop: str | None,
    wished: TermsDraft | None,
    currency: str | None,
    database: str | None,
) -> int:
    """Import the file; returns the exit code: 0 if all landed, 1 if something did not."""
    settings = settings_without_bot(database, shop=shop, currency=currency)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}.") from error
    with opened(settings.database) as books:
        counts_in = books.run_now(lambda tx: shops.currency_of(tx, settings.shop))
        intake = _intake(settings, path, wished, settings.currency if currency else counts_in)
        others = books.run_now(lambda tx: [row.name for row in tx.all(_SHOPS)])
        file, report = _import(books, data, intake)
        front = books.run_now(shops.first)
        has_deals = books.run_now(lambda tx: bool(tx.all(_A_DEAL, {"name": intake.shop})))
    landed = report.shop_id is not None
    show(report, intake.shop, beside=others if landed and counts_in is None else None)
    if landed and _names_no_terms(file, intake) and (report.added or not has_deals):
        print("No deals were made: add --people and --off, such as --people 3 --off 20%.")
    if report.shop_id is not None and front is not None and front[0] != report.shop_id:
        warn_of_other_shop(intake.shop, front[1], to_shop(report.shop_id))
    return 1 if report.faults else 0


def _names_no_terms(file: CatalogueFile, intake: Intake) -> bool:
    """Neither the options nor the file make a deal of any product."""
    return not any((intake.rule, file.terms, *(product.terms for product in file.products)))


def _intake(
    settings: Settings, path: Path, wished: TermsDraft | None, currency: str | None
) -> Intake:
    """A shop that is there keeps its `currency`, unless another one was named: that is then refused."""
    return Intake(
        shop=settings.shop,
        currency=currency or settings.currency,
        zone=settings.zone,
        rule=wished,
        folder=path.resolve().parent,
    )


def _import(books: Database, data: bytes, intake: Intake) -> tuple[CatalogueFile, Report]:
    with _progress() as told:
        file = read(data, intake.currency, told("Reading"))
        report = import_catalogue(books, file, intake, set_aside, told("Storing"))
        file_landed(books, report)
        return file, report


@contextmanager
def _progress() -> Iterator["_Bars"]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bars:
        yield _Bars(bars)


class _Bars:
    """One bar for each step of the work, shown once it begins."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __call__(self, name: str) -> Step:
        """A bar of this name, for whoever tells how far they are."""
        task = self._progress.add_task(name, total=None)

        def step(done: int, total: int) -> None:
            self._progress.update(task, completed=done, total=total)

        return step
