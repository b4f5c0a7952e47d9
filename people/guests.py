"""Guests: friends whom somebody named, to take and pay for a place in their stead."""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update

from people.guest_tables import guest
from people.model import Person
from people.tables import person
from storage.transaction import Found, Transaction

LONGEST = 32
"""Characters of a friend's name."""

MOST = 30
"""Friends of one person whose names are kept."""

_CHANNEL = "guest"
_HOSTS_NAME = 32
_JOINERS = "\u200c\u200d"
"""Signs of format that some scripts cannot be written without."""

_LINK = re.compile(
    r"://|@\w|\b(?!(?i:mr|mrs|ms|dr|st|prof)\.)(?:\w[\w-]+\.[^\W\d_]{2,}|\w\.(?:[a-z]{2,}|[A-Z]{2,}))"
)
"""What leads somewhere, or what a messenger makes a link of: "Dr.Wang" and "J. R." are names."""

_COLUMNS = (guest.c.person_id, guest.c.host_id, guest.c.name)
_CALLED = select(*_COLUMNS).where(
    guest.c.host_id == bindparam("host"), guest.c.folded == bindparam("folded_")
)
_OF_HOST = (
    select(*_COLUMNS).where(guest.c.host_id == bindparam("host")).order_by(guest.c.person_id.desc())
)
_COUNT = select(func.count()).select_from(guest).where(guest.c.host_id == bindparam("host"))
_ONE = select(*_COLUMNS).where(
    guest.c.host_id == bindparam("host"), guest.c.person_id == bindparam("person_id_")
)
_HOST = select(guest.c.host_id).where(guest.c.person_id == bindparam("person_id_"))
_NEW_PERSON = insert(person)
_NEW = insert(guest)
_FORGET = delete(guest).where(guest.c.person_id == bindparam("person_id_"))
_FORGET_PERSON = delete(person).where(person.c.id == bindparam("person_id_"))
_RENAME = (
    update(person)
    .where(person.c.id == bindparam("id_"))
    .values(name=bindparam("new_name"), language=bindparam("new_language"))
)


@dataclass(frozen=True, slots=True)
class Guest:
    """A friend (`person_id`) whom their host calls `name`."""

    person_id: int
    host_id: int
    name: str


def is_guest(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a person of a row is somebody's guest."""
    return select(guest.c.person_id).where(guest.c.person_id == person_id).exists()


def fitting(said: str) -> str | None:
    """A friend's name as it was said, made fit to be shown; None where nothing of it is a name.

    At most 32 characters on one line, without signs that turn the words around them, and without brackets: in
    those stands who speaks for them. What leads somewhere is nobody's name.
    """
    plain = "".join(" " if _parts(sign) else sign for sign in said if _is_shown(sign))
    name = " ".join(plain.split())[:LONGEST].strip()
    return name if any(map(str.isalpha, name)) and not _LINK.search(plain) else None


def called(tx: Transaction, host_id: int, name: str) -> Guest | None:
    """The friend whom this host calls so, in whatever case."""
    return _read(tx.first(_CALLED, {"host": host_id, "folded_": _folded(name)}))


def of_host(tx: Transaction, host_id: int) -> tuple[Guest, ...]:
    """The friends whom somebody has named, the newest first; at most 30."""
    return tuple(Guest(*row) for row in tx.all(_OF_HOST, {"host": host_id}))


def looked_after(tx: Transaction, host_id: int, person_id: int) -> Guest | None:
    """The friend of that number, if it is this host who speaks for them."""
    return _read(tx.first(_ONE, {"host": host_id, "person_id_": person_id}))


def speaker_of(tx: Transaction, person_id: int) -> int:
    """Who speaks for the person of that number: a guest's host, or they themselves."""
    row = tx.first(_HOST, {"person_id_": person_id})
    return person_id if row is None else int(row.host_id)


def name(tx: Transaction, host: Person, said: str) -> Guest | None:
    """The friend of that (fitting) name, named now if they never were; None where there are too many.

    Lock the host first.
    """
    known = called(tx, host.id, said)
    if known is not None:
        return known
    if int(tx.value(_COUNT, {"host": host.id})) >= MOST:
        return None
    return _write_down(tx, host, said)


def name_instead(tx: Transaction, host: Person, said: str, forgotten_id: int) -> Guest:
    """A new friend in the stead of one whom nothing in the books names: that one is forgotten for good.

    The new one is written first: SQLite counts on from the highest number there is, and old buttons carry the other.
    """
    made = _write_down(tx, host, said)
    tx.write(_FORGET, {"person_id_": forgotten_id})
    tx.write(_FORGET_PERSON, {"person_id_": forgotten_id})
    return made


def follow(tx: Transaction, host: Person) -> None:
    """Somebody is called otherwise now, or reads another language: so it is shown beside their friends."""
    for one in reversed(of_host(tx, host.id)):
        shown = {"new_name": _shown(one.name, host), "new_language": host.language}
        tx.write(_RENAME, {"id_": one.person_id, **shown})


def _write_down(tx: Transaction, host: Person, said: str) -> Guest:
    number = tx.add(_NEW_PERSON, _person_row(tx, host, said))
    row = {"person_id": number, "host_id": host.id, "name": said, "folded": _folded(said)}
    tx.write(_NEW, {**row, "created_at": tx.now})
    return Guest(number, host.id, said)


def _person_row(tx: Transaction, host: Person, said: str) -> dict[str, object]:
    return {
        "channel": _CHANNEL,
        "external_id": secrets.randbits(62),
        "name": _shown(said, host),
        "username": None,
        "language": host.language,
        "language_chosen": 1,
        "zone": host.zone,
        "quiet_from": host.quiet_from,
        "quiet_to": host.quiet_to,
        "muted": int(host.muted),
        "created_at": tx.now,
    }


def _shown(said: str, host: Person) -> str:
    """What everybody reads, in every list: nobody is invented, and it is seen who speaks for them."""
    by = " ".join(host.name.split())[:_HOSTS_NAME].strip()
    return f"{said} ({by})" if by else said


def _folded(said: str) -> str:
    return unicodedata.normalize("NFKC", said).casefold()[:64]


def _parts(sign: str) -> bool:
    return sign.isspace() or sign in "()（）"


def _is_shown(sign: str) -> bool:
    return sign.isspace() or sign in _JOINERS or unicodedata.category(sign)[0] != "C"


def _read(row: Found | None) -> Guest | None:
    return None if row is None else Guest(*row)
