"""Tables of orders and deals: read page by page, written to a file beside, sent, and gone again."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from catalog.keeping.roles import Action
from flows.replies import SendDocument
from flows.screens.desk import exports as screen
from flows.screens.desk.files import not_yours
from flows.sheets import deals, orders
from flows.sheets.listing import Listing
from groupbuys.fulfilment.order_sheet import STATES, TAKEN_BACK
from groupbuys.model import OrderState
from scheduler.errands.case import Case, look
from scheduler.errands.courier import Courier
from scheduler.errands.sheets import CsvSheet, Sheet, XlsxSheet
from storage.errands import Errand

MOST = 100_000
"""Rows of one file."""

LARGEST = 45 * 1024 * 1024
"""Bytes of one file; bots may send 50 MB (Bot API, sendDocument)."""

_EPOCH = datetime.fromtimestamp(0, UTC)
_SPANS = {"w": timedelta(days=7), "m": timedelta(days=30)}
_STATES = {
    "p": (OrderState.PLACED,),
    "s": (OrderState.SHIPPED,),
    "d": (OrderState.RECEIVED,),
    "b": TAKEN_BACK,
}


async def export(courier: Courier) -> None:
    """Make the table that was asked for, and send it."""
    case = await courier.read(partial(look, errand=courier.errand))
    if case is None:
        return
    what, shop = str(courier.errand.work["what"]), case.shop
    if not case.may(Action.ORDERS if what == "orders" else Action.DEALS):
        await courier.show(not_yours(case.texts))
        return
    listing = _listing(case, courier.errand)
    whole = await courier.read(lambda tx: listing.count(tx, MOST + 1))
    if not whole:
        await courier.show(screen.empty(case.texts, shop.id, what))
        return
    with TemporaryDirectory(prefix="kaituan-") as folder:
        path = Path(folder, f"table.{courier.errand.work['form']}")
        rows = 0 if whole > MOST else await _write(courier, case, listing, path, whole)
        if not rows or path.stat().st_size > LARGEST:  # noqa: ASYNC240  one look at a file of ours
            await courier.show(screen.too_many(case.texts, shop.id, what, MOST))
            return
        text = screen.caption(case.texts, shop, what, rows)
        await courier.hand(SendDocument(str(path), _name(case, courier.errand), text))
    if courier.errand.message_id is not None:
        await courier.show(screen.made(case.texts, shop.id, what, rows))


async def _write(courier: Courier, case: Case, listing: Listing, path: Path, whole: int) -> int:
    """Write all pages; gives how many rows there are. A row that is met again on a later page is left out."""
    what = str(courier.errand.work["what"])
    sheet: Sheet = await asyncio.to_thread(_sheet, case, listing, path, what)
    seen: set[int] = set()
    mark: object = None
    try:
        while True:
            rows, mark = await courier.read(lambda tx: listing.page(tx, mark))  # noqa: B023  read at once
            fresh = [row for number, row in rows if number not in seen]
            seen.update(number for number, _ in rows)
            await asyncio.to_thread(sheet.add, fresh)
            if mark is None:
                return len(seen)
            courier.check()
            await courier.progress(
                len(seen), whole, lambda done, of: screen.making(case.texts, what, done, of)
            )
    finally:
        await asyncio.to_thread(sheet.close)


def _sheet(case: Case, listing: Listing, path: Path, what: str) -> Sheet:
    if path.suffix == ".xlsx":
        return XlsxSheet(path, listing.header, screen.sheet_name(case.texts, what))
    return CsvSheet(path, listing.header)


def _listing(case: Case, errand: Errand) -> Listing:
    period = str(errand.work["period"])
    since = _since(errand.created_at or _EPOCH, period, case.shop.zone)
    if errand.work["what"] == "deals":
        return deals.listing(case.texts, case.shop, since)
    return orders.listing(
        case.texts, case.shop, since, _STATES.get(str(errand.work["state"]), STATES)
    )


def _since(asked: datetime, period: str, zone: str) -> datetime:
    """From when on: today begins at midnight in the shop's zone."""
    if period == "t":
        here = asked.astimezone(ZoneInfo(zone))
        return here.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    return asked - _SPANS[period] if period in _SPANS else _EPOCH


def _name(case: Case, errand: Errand) -> str:
    """What the file is called: what, and the day in the shop's zone."""
    day = (errand.created_at or _EPOCH).astimezone(ZoneInfo(case.shop.zone))
    return f"{errand.work['what']}-{day:%Y-%m-%d}.{errand.work['form']}"
