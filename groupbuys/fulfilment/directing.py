"""A buyer says where something goes, or says it anew: kept for its shop, which is told of what changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from catalog.keeping import staff
from catalog.keeping.points import pickup_point_of
from catalog.keeping.roles import Action, may
from catalog.keeping.shopkeeping import DETAILS
from groupbuys.fulfilment.handover import Bought, Destination, still_asked
from groupbuys.fulfilment.tables import handover
from groupbuys.model import OrderState
from groupbuys.tables import purchase
from people import addresses
from storage.outbox import Notice, owe_anew
from storage.transaction import Transaction
from storage.upsert import or_update

_SAID = (*DETAILS, "pickup_point_id", "known_at")
_WRITE = or_update(handover, ["what", "subject_id"], _SAID)
_STANDS = (
    select(purchase.c.state)
    .where(purchase.c.id == bindparam("id_"))
    .with_for_update(key_share=True)
)
_DROP_DRAFTS = delete(handover).where(
    handover.c.person_id == bindparam("who"), handover.c.known_at.is_(None)
)
_BLANK_DRAFTS = (
    update(handover)
    .where(handover.c.person_id == bindparam("who"), handover.c.pickup_point_id.is_not(None))
    .values(dict.fromkeys(DETAILS, ""))
)


def pick_up_at(tx: Transaction, one: Bought, point_id: int) -> Bought | None:
    """It is picked up there; None where that cannot be said (any more), or there is no such place."""
    point = pickup_point_of(tx, one.shop_id, point_id)
    if point is None or not _may_change(tx, one):
        return None
    return _said(tx, one, Destination(point), {})


def deliver_to(tx: Transaction, one: Bought, details: Mapping[str, str]) -> Bought | None:
    """It is delivered to what was typed so far and this; known once everything that the shop asks for is there.

    What the shop stopped asking for meanwhile is left out. What it began to ask for meanwhile holds up no change of
    what is known already. None where it cannot be said (any more).
    """
    if not one.delivers or not _may_change(tx, one):
        return None
    typed = {key: said for key, said in {**one.draft, **details}.items() if key in DETAILS}
    before = one.destination
    if still_asked(one, typed) and (before is None or before.point is not None):
        return _still_typing(tx, one, typed)
    addresses.remember(tx, one.person_id, typed)
    asked = {key: said for key, said in typed.items() if key in one.asks}
    return _said(tx, one, Destination(None, **asked), asked)


def forget(tx: Transaction, person_id: int) -> None:
    """Forget somebody's address, and what they only began to type; orders keep what their shops deliver by."""
    addresses.forget(tx, person_id)
    tx.write(_DROP_DRAFTS, {"who": person_id})
    tx.write(_BLANK_DRAFTS, {"who": person_id})


def _may_change(tx: Transaction, one: Bought) -> bool:
    """Whether it has not left the shop; its row stays as it is until the turn ends."""
    if one.order_id is None:
        return one.is_open
    return bool(tx.value(_STANDS, {"id_": one.order_id}) == OrderState.PLACED)


def _still_typing(tx: Transaction, one: Bought, typed: Mapping[str, str]) -> Bought:
    """Where it goes stays what it was until all of the new is there."""
    before = one.destination
    point = before.point if before is not None else None
    known = tx.now if before is not None else None
    _write(tx, one, typed, point.id if point is not None else None, known)
    return replace(one, draft=dict(typed))


def _said(tx: Transaction, one: Bought, to: Destination, typed: Mapping[str, str]) -> Bought:
    _write(tx, one, typed, to.point.id if to.point is not None else None, tx.now)
    if one.order_id is not None and one.destination not in {None, to}:
        for who in staff.colleagues(tx, one.shop_id):
            if may(who.role, Action.ORDERS):
                owe_anew(tx, Notice("rerouted", one.order_id, who.person_id))
    return replace(one, destination=to, draft=dict(typed))


def _write(
    tx: Transaction,
    one: Bought,
    typed: Mapping[str, str],
    point_id: int | None,
    known_at: datetime | None,
) -> None:
    row = {
        "what": one.what,
        "subject_id": one.id,
        "shop_id": one.shop_id,
        "person_id": one.person_id,
        **dict.fromkeys(DETAILS, ""),
        **typed,
        "pickup_point_id": point_id,
        "known_at": known_at,
    }
    tx.write(_WRITE[tx.dialect], row)
