"""Edits of deals, kept until they are saved or thrown away: one a person and deal."""

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import bindparam, delete, select

from catalog.editing.amending import Amendment
from catalog.editing.tables import amendment
from storage.transaction import Transaction
from storage.upsert import or_update

_AMENDMENT = TypeAdapter(Amendment)
_MINE = (amendment.c.deal_id == bindparam("of_deal")) & (amendment.c.person_id == bindparam("who"))
_FIND = select(amendment.c.form).where(_MINE)
_KEEP = or_update(amendment, ["deal_id", "person_id"], ["form", "changed_at"])
_DROP = delete(amendment).where(_MINE)


def find(tx: Transaction, deal_id: int, person_id: int) -> Amendment | None:
    """Somebody's edit of a deal; None where there is none, or one that an older build wrote differently."""
    written = tx.value(_FIND, {"of_deal": deal_id, "who": person_id})
    try:
        return None if written is None else _AMENDMENT.validate_json(written)
    except ValidationError:
        return None


def keep(tx: Transaction, deal_id: int, person_id: int, edit: Amendment) -> None:
    """Keep it as it is now."""
    written = _AMENDMENT.dump_json(edit).decode()
    row = {"deal_id": deal_id, "person_id": person_id, "form": written, "changed_at": tx.now}
    tx.write(_KEEP[tx.dialect], row)


def drop(tx: Transaction, deal_id: int, person_id: int) -> None:
    """It is saved, or thrown away."""
    tx.write(_DROP, {"of_deal": deal_id, "who": person_id})
