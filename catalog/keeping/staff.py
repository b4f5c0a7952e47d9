"""The people of a shop: who works there as what, and the links by which they come."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from catalog.keeping.roles import Role
from catalog.keeping.tables import staff, staff_invite
from catalog.tables import shop
from storage.transaction import Transaction
from storage.upsert import or_update

PATIENCE = timedelta(days=7)
"""How long a staff link is good for; it serves one person."""

_ROLE = select(staff.c.role).where(
    staff.c.shop_id == bindparam("shop_id"), staff.c.person_id == bindparam("person_id")
)
_SHOPS = (
    select(shop.c.id, shop.c.name, shop.c.state, staff.c.role)
    .join_from(staff, shop, shop.c.id == staff.c.shop_id)
    .where(staff.c.person_id == bindparam("person_id"))
    .order_by(shop.c.id)
)
_STAFF = (
    select(staff.c.person_id, staff.c.role)
    .where(staff.c.shop_id == bindparam("shop_id"))
    .order_by(staff.c.since, staff.c.person_id)
)
_ENGAGE = or_update(staff, ["shop_id", "person_id"], ["role", "since"])
_DISMISS = delete(staff).where(
    staff.c.shop_id == bindparam("of_shop"),
    staff.c.person_id == bindparam("who"),
    staff.c.role != Role.OWNER.value,
)
_INVITE = insert(staff_invite).inline()
_INVITED = (
    select(staff_invite.c.shop_id, staff_invite.c.role)
    .where(
        staff_invite.c.token == bindparam("token_"),
        staff_invite.c.used_by.is_(None),
        staff_invite.c.made_at > bindparam("since"),
    )
    .with_for_update()
)
_OWN = (
    update(shop)
    .where(shop.c.id == bindparam("of_shop"), shop.c.owner_id.is_(None))
    .values(owner_id=bindparam("who"))
)
_USED = (
    update(staff_invite)
    .where(staff_invite.c.token == bindparam("token_"), staff_invite.c.used_by.is_(None))
    .values(used_by=bindparam("person_id"))
)


@dataclass(frozen=True, slots=True)
class Engagement:
    """A shop that somebody works in, and as what."""

    shop_id: int
    name: str
    state: str
    role: Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works in a shop."""

    person_id: int
    role: Role


def role_of(tx: Transaction, shop_id: int, person_id: int) -> Role | None:
    """What somebody is in a shop; None for strangers, and where there is no such shop."""
    role = tx.value(_ROLE, {"shop_id": shop_id, "person_id": person_id})
    return None if role is None else Role(role)


def shops_of(tx: Transaction, person_id: int) -> tuple[Engagement, ...]:
    """The shops that somebody works in, the oldest first."""
    rows = tx.all(_SHOPS, {"person_id": person_id})
    return tuple(Engagement(row.id, row.name, row.state, Role(row.role)) for row in rows)


def colleagues(tx: Transaction, shop_id: int) -> tuple[Colleague, ...]:
    """Who works in a shop, in the order in which they came."""
    rows = tx.all(_STAFF, {"shop_id": shop_id})
    return tuple(Colleague(row.person_id, Role(row.role)) for row in rows)


def engage(tx: Transaction, shop_id: int, person_id: int, role: Role) -> None:
    """Somebody works in this shop as that from now on."""
    row = {"shop_id": shop_id, "person_id": person_id, "role": role.value, "since": tx.now}
    tx.write(_ENGAGE[tx.dialect], row)


def dismiss(tx: Transaction, shop_id: int, person_id: int) -> bool:
    """Somebody works there no more. False for the owner, who cannot be sent away, and for strangers."""
    return tx.write(_DISMISS, {"of_shop": shop_id, "who": person_id}) == 1


def invite(tx: Transaction, shop_id: int, role: Role, by: int) -> str:
    """A new unguessable token that makes whoever opens it first a colleague with this role."""
    token = secrets.token_urlsafe(16)
    made = {"token": token, "shop_id": shop_id, "role": role.value, "made_by": by}
    tx.write(_INVITE, {**made, "made_at": tx.now})
    return token


def accept(tx: Transaction, token: str, person_id: int) -> Engagement | None:
    """Come to work by a token; None where it is forged, used or too old. Nobody falls below what they are."""
    found = tx.first(_INVITED, {"token_": token, "since": tx.now - PATIENCE})
    if found is None:
        return None
    present = role_of(tx, found.shop_id, person_id)
    if present is None or _rank(Role(found.role)) < _rank(present):
        tx.write(_USED, {"token_": token, "person_id": person_id})
        engage(tx, found.shop_id, person_id, Role(found.role))
        if found.role == Role.OWNER:
            tx.write(_OWN, {"of_shop": found.shop_id, "who": person_id})
    return next(one for one in shops_of(tx, person_id) if one.shop_id == found.shop_id)


def _rank(role: Role) -> int:
    return tuple(Role).index(role)
