"""Drafts of deals, kept until they are published or thrown away: one a person and shop."""

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import bindparam, delete, select

from catalog.drafting import DealForm
from catalog.tables import draft
from storage.transaction import Transaction
from storage.upsert import or_update

_FORM = TypeAdapter(DealForm)
_MINE = (draft.c.shop_id == bindparam("of_shop")) & (draft.c.person_id == bindparam("who"))
_FIND = select(draft.c.form).where(_MINE)
_KEEP = or_update(draft, ["shop_id", "person_id"], ["form", "changed_at"])
_DROP = delete(draft).where(_MINE)


def find(tx: Transaction, shop_id: int, person_id: int) -> DealForm | None:
    """Somebody's draft in a shop; None where there is none, or one that an older build wrote differently."""
    written = tx.value(_FIND, {"of_shop": shop_id, "who": person_id})
    try:
        return None if written is None else _FORM.validate_json(written)
    except ValidationError:
        return None


def keep(tx: Transaction, shop_id: int, person_id: int, form: DealForm) -> None:
    """Keep it as it is now."""
    row = {"shop_id": shop_id, "person_id": person_id, "form": _FORM.dump_json(form).decode()}
    tx.write(_KEEP[tx.dialect], {**row, "changed_at": tx.now})


def drop(tx: Transaction, shop_id: int, person_id: int) -> None:
    """It is published, or thrown away."""
    tx.write(_DROP, {"of_shop": shop_id, "who": person_id})
