"""Catalogue files sent into the chat: for which shop, whether one can be read at all, and what comes of it."""

from collections.abc import Mapping

from catalog.keeping.roles import Action
from flows import home
from flows.desk import desk, exports, rights
from flows.events import Document
from flows.presses.files import BringIn, ExportPress, FilePress, LeaveFile, ReadInto
from flows.replies import Reply
from flows.screens.desk import files as screen
from flows.visit import Visit
from storage import errands
from storage.errands import Errand, Wanted

LARGEST = 10 * 1024 * 1024
"""Bytes of a file by chat: some 30,000 products."""

MOST_PEOPLE = 100
MOST_OFF = 90
"""Percent that a deal made with an import may take off."""

_LATEST = 5
_LONGEST_NAME = 80
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
_TABLES = (".csv", ".tsv", ".txt", ".toml")


def sent(visit: Visit, event: Document) -> list[Reply]:
    """A file came: it is read for the shop that its sender keeps; everybody else is told what files are for.

    What is in it is said by the errand that reads it.
    """
    shop_id = rights.shop_for(visit, Action.DEALS)
    if shop_id is None:
        return home.note(visit, screen.for_keepers(visit.texts))
    name = " ".join(event.name.split())[:_LONGEST_NAME]
    wrong = screen.wrong_kind(visit.texts, _kind(name, event.media))
    if event.size is not None and event.size > LARGEST:
        wrong = screen.too_large(visit.texts, LARGEST)
    if wrong is not None:
        return visit.show(screen.refused(visit.texts, shop_id, wrong))
    _owe(visit, "read", shop_id, {"source": event.source, "name": name})
    return []


def press(visit: Visit, pressed: FilePress) -> list[Reply]:
    """What is to become of a file that was read, or what is to be taken out."""
    if isinstance(pressed, ExportPress):
        return exports.press(visit, pressed)
    read = errands.find(visit.tx, pressed.errand_id)
    if read is None or read.kind != "read" or read.person_id != visit.person.id:
        return home.note(visit, screen.unknown(visit.texts))
    match pressed:
        case BringIn():
            return _bring(visit, pressed, read)
        case ReadInto():
            _owe(visit, "read", pressed.shop_id, read.work)
            return visit.tell(screen.is_read(visit.texts))
        case LeaveFile():
            return desk.show(visit, pressed.shop_id)


def _bring(visit: Visit, pressed: BringIn, read: Errand) -> list[Reply]:
    """Bring it in, once, however often that is pressed while it goes on."""
    people, off = pressed.people, pressed.off
    if read.shop_id != pressed.shop_id:
        return home.note(visit, screen.unknown(visit.texts))
    if people and not (2 <= people <= MOST_PEOPLE and 0 < off <= MOST_OFF):
        return home.old_button(visit)
    if not _is_under_way(visit, read):
        work = {**read.work, "of": read.id, "people": people, "off": off}
        _owe(visit, "bring", read.shop_id, work)
    return visit.tell(screen.is_brought(visit.texts))


def _is_under_way(visit: Visit, read: Errand) -> bool:
    known = errands.latest(visit.tx, read.shop_id, "bring", _LATEST)
    return any(one.work["of"] == read.id and one.state in {"owed", "leased"} for one in known)


def _owe(visit: Visit, kind: str, shop_id: int, work: Mapping[str, str | int]) -> None:
    place, number = visit.place, visit.message_id or None
    wanted = Wanted(kind, place.bot, place.chat, visit.person.id, shop_id, work, number)
    errands.owe(visit.tx, wanted)


def _kind(name: str, media: str) -> str:
    """What its sender's program takes it for: that proves nothing, but saves reading what cannot be a catalogue."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in _WORKBOOKS:
        return "workbook"
    if media.startswith(("image/", "video/")):
        return "picture"
    return "table" if ending in {*_TABLES, ""} or media.startswith("text/") else "other"
