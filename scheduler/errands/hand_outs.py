"""The hand-out list of a group as a file for its leader: read in one look, written, sent, and gone again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from catalog import browsing
from catalog.wares import labels
from flows.replies import SendDocument
from flows.screens.desk.files import not_yours
from flows.screens.lead import handing as screen
from flows.sheets.hand_out import header, rows, total
from flows.sheets.listing import Cell
from flows.texts import Texts
from groupbuys import finding
from groupbuys.leading import handing
from groupbuys.model import GroupBuy
from scheduler.errands.case import Case, look
from scheduler.errands.courier import Courier
from scheduler.errands.sheets import XlsxSheet
from storage.errands import Errand
from storage.transaction import Transaction

_MOST = 100_000
"""Rows of one file: as many as a group may have people."""


@dataclass(frozen=True, slots=True)
class _List:
    """All that stands in the file; `group` None: whoever asked does not lead it any more."""

    texts: Texts
    group: GroupBuy | None
    title: str = ""
    rows: Sequence[Sequence[Cell]] = ()
    name: str = ""


async def hand_out(courier: Courier) -> None:
    """Make the list that was asked for, and send it to who leads the group by now."""
    found = await courier.read(partial(_read, errand=courier.errand))
    if found is None:
        return
    if found.group is None:
        await courier.show(not_yours(found.texts))
        return
    if not found.rows:
        await courier.show(screen.no_longer(found.texts, found.group.id))
        return
    with TemporaryDirectory(prefix="kaituan-") as folder:
        path = Path(folder, "list.xlsx")
        await asyncio.to_thread(_write, path, found)
        text = screen.caption(found.texts, found.title, len(found.rows))
        await courier.hand(SendDocument(str(path), found.name, text))


def _read(tx: Transaction, errand: Errand) -> _List | None:
    case = look(tx, errand)
    if case is None:
        return None
    group = finding.group(tx, int(errand.work["group"]))
    if group is None or group.leader_id != case.person.id:
        return _List(case.texts, None)
    return _whole(tx, case, group)


def _whole(tx: Transaction, case: Case, group: GroupBuy) -> _List:
    t, language = case.texts, case.person.language
    found = handing.lines(tx, group.id, 0, _MOST)
    named = labels(tx, sorted({one.variant_id for one in found}), language)
    title = browsing.titles(tx, [group.product_id], language).get(group.product_id, "")
    day = tx.now.astimezone(ZoneInfo(t.zone))
    return _List(
        t, group, title, rows(t, group, title, found, named), f"hand-out-{day:%Y-%m-%d}.xlsx"
    )


def _write(path: Path, found: _List) -> None:
    last = total(found.texts, found.rows)
    known = (*found.rows, last)
    sheet = XlsxSheet(path, header(found.texts), screen.sheet_name(found.texts), known)
    try:
        sheet.add(found.rows)
        sheet.sum_up(last)
    finally:
        sheet.close()
