"""Where somebody last had something delivered, offered again in one press, and forgotten when they say so."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, select

from people.address_tables import address_book
from storage.transaction import Transaction
from storage.upsert import or_update

_FIELDS = ("name", "phone", "address", "note")
_BOOK = select(*(address_book.c[one] for one in _FIELDS)).where(
    address_book.c.person_id == bindparam("person_id")
)
_KEEP = or_update(address_book, ["person_id"], [*_FIELDS, "at"])
_FORGET = delete(address_book).where(address_book.c.person_id == bindparam("who"))


def last(tx: Transaction, person_id: int) -> Mapping[str, str]:
    """What they gave last: name, phone, address and note, as far as they did; nothing where none is kept."""
    row = tx.first(_BOOK, {"person_id": person_id})
    if row is None:
        return {}
    return {key: said for key, said in zip(_FIELDS, row, strict=True) if said}


def remember(tx: Transaction, person_id: int, details: Mapping[str, str]) -> None:
    """Keep what they gave, beside what they gave another time and were not asked for now."""
    known = {**dict.fromkeys(_FIELDS, ""), **last(tx, person_id), **details}
    tx.write(_KEEP[tx.dialect], {"person_id": person_id, **known, "at": tx.now})


def forget(tx: Transaction, person_id: int) -> bool:
    """Forget it; False where nothing was kept."""
    return tx.write(_FORGET, {"who": person_id}) == 1
