"""A whole catalogue file into a shop, in batches, so that nobody who buys meanwhile has to wait.

Each product lands whole, and the same file again changes nothing. Products that are not in the file
stay as they are: a file may be one supplier's. Stock follows the file's own changes (see
`catalog.intake.stock`), deals its terms (see `catalog.intake.deals`).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from catalog import shops
from catalog.importers.values import CatalogueFile, Fault, Lost, ProductDraft
from catalog.intake import categories
from catalog.intake.batches import Place, Tally, land
from catalog.intake.drafts import ready, source
from catalog.intake.values import Intake, Report, Step
from catalog.stock import SetAside
from storage.database import Database
from storage.transaction import Transaction

BATCH = 100
"""Products in one transaction: a fraction of a second, then it is somebody else's turn."""


def import_catalogue(
    database: Database,
    file: CatalogueFile,
    intake: Intake,
    set_aside: SetAside,
    step: Step | None = None,
) -> Report:
    """Bring what was read into the shop; blocks until it is committed.

    `set_aside` comes from above, where group buys are known: a count that begins leaves out what they hold.
    The report has the file's own faults and those that showed only against the books.
    """
    if not file.products:
        return Report(None, 0, 0, 0, file.faults)
    place = database.run_now(lambda tx: _prepare(tx, file, intake, set_aside))
    if isinstance(place, Fault):
        return Report(None, 0, 0, 0, (*file.faults, place))
    total, first = Tally(), 0
    for batch in _batches(file.products):
        readied = [ready(draft, first + at, intake.folder) for at, draft in enumerate(batch)]
        _add(total, database.run_now(partial(land, batch=readied, place=place)))
        first += len(batch)
        if step:
            step(first, len(file.products))
    faults = sorted((*file.faults, *total.faults), key=lambda fault: fault.line)
    return Report(place.shop_id, total.added, total.changed, total.unchanged, tuple(faults))


def _prepare(
    tx: Transaction, file: CatalogueFile, intake: Intake, set_aside: SetAside
) -> Place | Fault:
    shop_id = shops.find_or_found(tx, intake.shop, intake.currency, intake.zone, intake.provider)
    if isinstance(shop_id, shops.Wrong):
        expected = f"prices in {shop_id.currency}, the currency of this shop"
        return Fault(1, "currency", intake.currency, expected, Lost.FILE)
    if file.shop is not None:
        picture = source(file.shop.picture, intake.folder) if file.shop.picture else None
        shops.introduce(tx, shop_id, file.shop.names, file.shop.about, picture)
    numbers = categories.bring(tx, shop_id, file.categories, intake.folder)
    return Place(shop_id, numbers, file.terms or intake.rule, set_aside)


def _batches(products: Sequence[ProductDraft]) -> Iterator[list[ProductDraft]]:
    waiting = iter(products)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _add(total: Tally, more: Tally) -> None:
    total.added += more.added
    total.changed += more.changed
    total.unchanged += more.unchanged
    total.faults += more.faults
