"""How charts look: the colour is the shop's choice, a light or dark ground the reader's."""

from sqlalchemy import bindparam, select

from catalog.keeping.look_tables import chart_ground, shop_look
from storage.transaction import Transaction
from storage.upsert import or_update

_ACCENT = select(shop_look.c.accent).where(shop_look.c.shop_id == bindparam("shop_id"))
_GROUND = select(chart_ground.c.dark).where(chart_ground.c.person_id == bindparam("person_id"))
_CHOOSE = or_update(shop_look, ["shop_id"], ["accent"])
_READ_ON = or_update(chart_ground, ["person_id"], ["dark"])


def accent(tx: Transaction, shop_id: int) -> str:
    """The name of the colour that a shop chose, "" where it chose none."""
    chosen: str | None = tx.value(_ACCENT, {"shop_id": shop_id})
    return chosen or ""


def choose_accent(tx: Transaction, shop_id: int, name: str) -> None:
    """Have the shop's charts drawn in that colour from now on."""
    tx.write(_CHOOSE[tx.dialect], {"shop_id": shop_id, "accent": name})


def dark(tx: Transaction, person_id: int) -> bool:
    """Whether this person reads charts on a dark ground."""
    return bool(tx.value(_GROUND, {"person_id": person_id}))


def read_on(tx: Transaction, person_id: int, *, dark: bool) -> None:
    """Have this person's charts drawn on a dark ground from now on, or on a light one."""
    tx.write(_READ_ON[tx.dialect], {"person_id": person_id, "dark": int(dark)})
