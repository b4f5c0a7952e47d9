"""Catalogue files that came by chat: read, shown as a question, and brought into their shop once that is answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from catalog.importers.mending import mend
from catalog.importers.reading import read
from catalog.importers.values import CatalogueFile, Fault, PercentOff, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake, Report
from catalog.keeping.roles import Action, may
from catalog.keeping.shopkeeping import ShopState
from catalog.keeping.staff import Engagement, shops_of
from flows.desk.files import LARGEST
from flows.replies import SendDocument
from flows.screens.desk import faults as fault_texts
from flows.screens.desk import files as screen
from flows.screens.desk.drafting import not_yet
from flows.texts import Texts
from groupbuys.channels.freshness import file_landed
from groupbuys.setting_aside import set_aside
from scheduler.errands.case import Case, look
from scheduler.errands.courier import Courier, Step
from scheduler.sending import Unreachable
from storage.database import Database

DAY = timedelta(hours=24)


async def read_file(courier: Courier) -> None:
    """Say what is in a file, and ask whether it shall come into the shop."""
    found = await _found(courier)
    if found is None:
        return
    case, data = found
    name = str(courier.errand.work["name"])
    file = await courier.watch(
        lambda step: read(data, case.shop.currency, step),
        lambda _done, _whole: screen.reading(case.texts, name),
    )
    if file.products:
        others = await courier.read(partial(shops_of, person_id=case.person.id))
        elsewhere = [one for one in others if _fits(one, case)]
        asked = screen.Found(courier.errand.id, name, len(file.products), _has_terms(file))
        await courier.show(screen.ask(case.texts, case.shop, asked, file.faults, elsewhere))
        return
    await _give_back(courier, case, data, file.faults)
    await courier.show(screen.nothing(case.texts, case.shop, name, file.faults))


async def bring_in(courier: Courier) -> None:
    """Bring a file into the shop line by line, and say what became of it."""
    found = await _found(courier)
    if found is None:
        return
    case, data = found
    t, name = case.texts, str(courier.errand.work["name"])
    if case.shop.state is not ShopState.LIVE:
        await courier.show(screen.held_back(t, case.shop, name, not_yet(t, case.shop)))
        return
    intake = Intake(case.shop.name, case.shop.currency, case.shop.zone, rule=_rule(courier))
    report = await courier.watch(
        lambda step: _bring(courier.database, data, intake, step),
        lambda done, whole: screen.bringing(t, case.shop, name, done, whole),
    )
    await _give_back(courier, case, data, report.faults)
    came = screen.Came(report, again=courier.errand.attempts > 1)
    await courier.show(screen.report(t, case.shop, name, came))


def _bring(database: Database, data: bytes, intake: Intake, step: Step) -> Report:
    """Blocks. What a file says of the shop itself is left out: that is for its owner to say."""
    file = read(data, intake.currency, lambda _done, _whole: step(0, 0))
    report = import_catalogue(database, replace(file, shop=None), intake, set_aside, step)
    file_landed(database, report)
    return report


async def _found(courier: Courier) -> tuple[Case, bytes] | None:
    """The file of whoever may bring it in; to everybody else it is said why not."""
    case = await courier.read(partial(look, errand=courier.errand))
    if case is None:
        return None
    t, work = case.texts, courier.errand.work
    if not case.may(Action.DEALS):
        await courier.show(screen.not_yours(t))
        return None
    data = await courier.fetch(str(work["source"]), LARGEST)
    if isinstance(data, Unreachable):
        await courier.show(screen.gone(t, case.shop, str(work["name"])))
        return None
    return case, data


async def _give_back(courier: Courier, case: Case, data: bytes, faults: Sequence[Fault]) -> None:
    """Send the lines that want mending back as a table, unless there are none, or the file is no table."""
    if not faults:
        return
    t, name = case.texts, str(courier.errand.work["name"])
    with TemporaryDirectory(prefix="kaituan-") as folder:
        path = Path(folder, "mend.csv")
        made = await courier.watch(
            lambda _step: _mended(t, data, faults, path),
            lambda _done, _whole: screen.reading(t, name),
        )
        if made:
            named = screen.mended_name(name)
            await courier.hand(SendDocument(str(path), named, str(screen.mended(t))))


def _mended(t: Texts, data: bytes, faults: Sequence[Fault], path: Path) -> bool:
    """Blocks: write that table to `path`."""
    made = mend(data, faults, fault_texts.titles(t), partial(fault_texts.expected, t))
    if made is not None:
        path.write_bytes(made)
    return made is not None


def _rule(courier: Courier) -> TermsDraft | None:
    """The deal that each product gets which has none in the file."""
    people, off = int(courier.errand.work["people"]), int(courier.errand.work["off"])
    return TermsDraft(people, people, DAY, PercentOff(Decimal(off)), None) if people else None


def _has_terms(file: CatalogueFile) -> bool:
    return file.terms is not None or any(one.terms is not None for one in file.products)


def _fits(other: Engagement, case: Case) -> bool:
    return other.shop_id != case.shop.id and may(other.role, Action.DEALS)
