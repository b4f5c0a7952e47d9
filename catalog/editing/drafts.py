"""Drafts of deals, kept until they are published or thrown away: one a person and shop."""

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import bindparam, delete, select

from catalog.editing.drafting import Reading
from catalog.keeping.tables import draft
from storage.transaction import Transaction
from storage.upsert import or_update

_READING = TypeAdapter(Reading)
_MINE = (draft.c.shop_id == bindparam("of_shop")) & (draft.c.person_id == bindparam("who"))
_FIND = select(draft.c.form).where(_MINE)
_KEEP = or_update(draft, ["shop_id", "person_id"], ["form", "changed_at"])
_DROP = delete(draft).where(_MINE)


def find(tx: Transaction, shop_id: int, person_id: int) -> Reading | None:
    """Somebody's draft in a shop, with the doubts that nobody has answered.

    None where there is none, or one that an older build wrote differently.
    """
    written = tx.value(_FIND, {"of_shop": shop_id, "who": person_id})
    try:
        return None if written is None else _READING.validate_json(written)
    except ValidationError:
        return None


def keep(tx: Transaction, shop_id: int, person_id: int, draft_now: Reading) -> None:
    """Keep it as it is now."""
    written = _READING.dump_json(draft_now).decode()
    row = {"shop_id": shop_id, "person_id": person_id, "form": written, "changed_at": tx.now}
    tx.write(_KEEP[tx.dialect], row)


def drop(tx: Transaction, shop_id: int, person_id: int) -> None:
    """It is published, or thrown away."""
    tx.write(_DROP, {"of_shop": shop_id, "who": person_id})
