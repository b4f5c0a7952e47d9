"""Meeting somebody: who it is, whether they are new, and where they are reached from now on."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from people import guests, reaching
from people.guest_tables import guest
from people.model import Person
from people.tables import person, reach
from storage.transaction import Found, Transaction
from storage.upsert import or_update

_COLUMNS = (
    person.c.id,
    person.c.external_id,
    person.c.name,
    person.c.username,
    person.c.language,
    person.c.zone,
    person.c.quiet_from,
    person.c.quiet_to,
    person.c.muted,
    person.c.shop_id,
    person.c.news,
    person.c.daily,
    person.c.daily_hour,
)
_MET = (
    select(*_COLUMNS, person.c.language_chosen, reach.c.chat, reach.c.unreachable_at)
    .select_from(
        person.outerjoin(
            reach, (reach.c.person_id == person.c.id) & (reach.c.bot == bindparam("bot"))
        )
    )
    .where(
        person.c.channel == bindparam("channel"), person.c.external_id == bindparam("external_id")
    )
)
_KNOWN = select(*_COLUMNS).where(
    person.c.channel == bindparam("channel_"), person.c.external_id == bindparam("external")
)
_BY_ID = (
    select(*_COLUMNS, guest.c.host_id, guest.c.name.label("called"))
    .select_from(person.outerjoin(guest, guest.c.person_id == person.c.id))
    .where(person.c.id == bindparam("id_"))
)
_NEW = insert(person)
_RENAME = (
    update(person)
    .where(person.c.id == bindparam("id_"))
    .values(
        name=bindparam("new_name"),
        username=bindparam("new_username"),
        language=bindparam("new_language"),
    )
)
_REACH = or_update(reach, ["person_id", "bot"], ["chat", "seen_at", "unreachable_at"])


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a messenger says of somebody.

    `language` is one of ours already; `chat` None where the event came from no private chat, so that it tells
    nothing of where they are reached.
    """

    channel: str
    external_id: int
    name: str
    username: str | None
    language: str
    bot: int
    chat: int | None


def meet(tx: Transaction, greeting: Greeting) -> Person:
    """The person behind an event, as they are called now.

    Writes (so a reading turn raises NeedsWriting) only if they are new, have changed, or are reached elsewhere.
    What could not reach them before is then owed once more (promise 30).
    """
    row = tx.first(
        _MET,
        {
            "bot": greeting.bot,
            "channel": greeting.channel,
            "external_id": greeting.external_id,
        },
    )
    known = _read(row) if row is not None else _welcome(tx, greeting)
    if row is not None and _has_changed(row, greeting):
        known = _rename(tx, known, greeting, chosen=bool(row.language_chosen))
    if greeting.chat is not None and (
        row is None or row.chat != greeting.chat or row.unreachable_at is not None
    ):
        tx.write(_REACH[tx.dialect], _reach_row(tx, known.id, greeting))
        if row is not None:
            reaching.owe_again_to(tx, known.id)
    return known


def known(tx: Transaction, channel: str, external_id: int) -> Person | None:
    """Whom that messenger calls so, if they ever spoke to us; nothing is written about strangers."""
    row = tx.first(_KNOWN, {"channel_": channel, "external": external_id})
    return None if row is None else _read(row)


def by_id(tx: Transaction, person_id: int) -> Person | None:
    """The person of that number; of a guest it is said whose they are."""
    row = tx.first(_BY_ID, {"id_": person_id})
    if row is None:
        return None
    found = _read(row)
    return found if row.host_id is None else replace(found, host_id=row.host_id, called=row.called)


def _welcome(tx: Transaction, greeting: Greeting) -> Person:
    number = tx.add(
        _NEW,
        {
            "channel": greeting.channel,
            "external_id": greeting.external_id,
            "name": greeting.name,
            "username": greeting.username,
            "language": greeting.language,
            "created_at": tx.now,
        },
    )
    met = by_id(tx, number)
    if met is None:
        raise LookupError(f"person {number} was just written")
    return met


def _has_changed(row: Found, greeting: Greeting) -> bool:
    return (row.name, row.username) != (greeting.name, greeting.username) or (
        not row.language_chosen and row.language != greeting.language
    )


def _rename(tx: Transaction, known: Person, greeting: Greeting, *, chosen: bool) -> Person:
    language = known.language if chosen else greeting.language
    tx.write(
        _RENAME,
        {
            "id_": known.id,
            "new_name": greeting.name,
            "new_username": greeting.username,
            "new_language": language,
        },
    )
    renamed = by_id(tx, known.id) or known
    guests.follow(tx, renamed)
    return renamed


def _reach_row(tx: Transaction, person_id: int, greeting: Greeting) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "bot": greeting.bot,
        "chat": greeting.chat,
        "seen_at": tx.now,
        "unreachable_at": None,
    }


def _read(row: Found) -> Person:
    return Person(
        id=row.id,
        external_id=row.external_id,
        name=row.name,
        username=row.username,
        language=row.language,
        zone=row.zone,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        muted=bool(row.muted),
        shop_id=row.shop_id,
        news=row.news,
        daily=bool(row.daily),
        hour=row.daily_hour,
    )
