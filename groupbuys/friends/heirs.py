"""A seat that passes to somebody else: whose it is, who is reminded and when, who paid, and where its goods go."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from catalog.tables import shop
from groupbuys.fulfilment.tables import handover
from groupbuys.model import GroupBuy, Seat, SeatState
from groupbuys.reminding import Quiet, next_reminder
from groupbuys.tables import invitation, invite, seat
from people.tables import person
from storage.transaction import Conflict, Transaction
from storage.upsert import or_nothing

_PASS_ON = (
    update(seat)
    .where(
        seat.c.id == bindparam("id_"),
        seat.c.person_id == bindparam("giver"),
        seat.c.state == SeatState.PAID.value,
    )
    .values(person_id=bindparam("heir"), payer_id=bindparam("payer"), remind_at=bindparam("remind"))
)
_QUIET = (
    select(
        person.c.quiet_from,
        person.c.quiet_to,
        person.c.zone,
        shop.c.zone.label("house"),
        seat.c.reminded,
    )
    .select_from(
        person.join(seat, seat.c.id == bindparam("seat_id")).join(shop, shop.c.id == seat.c.shop_id)
    )
    .where(person.c.id == bindparam("person_id"))
)
_FORGET_WHERE = delete(handover).where(
    handover.c.what == "s", handover.c.subject_id == bindparam("seat_id")
)
_CREDIT = (
    select(invite.c.id, invite.c.inviter_id)
    .join_from(seat, invite, invite.c.id == seat.c.invite_id)
    .where(seat.c.id == bindparam("seat_id"))
)
_NO_CREDIT = update(seat).where(seat.c.id == bindparam("seat_id")).values(invite_id=None)
_CAME = or_nothing(invitation, ["group_buy_id", "person_id"])


def hand_over(tx: Transaction, group: GroupBuy, old: Seat, heir: int) -> Seat:
    """Make a paid seat of a locked group buy another person's, once; else the turn is run again (Conflict).

    Where money was taken it stays with who paid it. Reminders follow the hours of the new person; where the goods go
    is for them to say.
    """
    payer = None if old.payment_id is None else old.payer_id or old.person_id
    new = replace(old, person_id=heir, payer_id=None if payer == heir else payer)
    values = {
        "id_": old.id,
        "giver": old.person_id,
        "heir": heir,
        "payer": new.payer_id,
        "remind": _remind_at(tx, group, old, heir),
    }
    if tx.write(_PASS_ON, values) != 1:
        raise Conflict
    tx.write(_FORGET_WHERE, {"seat_id": old.id})
    _came_the_same_way(tx, group, old, heir)
    return new


def _remind_at(tx: Transaction, group: GroupBuy, old: Seat, heir: int) -> datetime | None:
    row = tx.first(_QUIET, {"seat_id": old.id, "person_id": heir})
    if row is None or group.opened_at is None or group.closes_at is None:
        return None
    quiet = Quiet(row.quiet_from, row.quiet_to, row.zone or row.house)
    return next_reminder(group.opened_at, group.closes_at, quiet, tx.now, row.reminded)


def _came_the_same_way(tx: Transaction, group: GroupBuy, old: Seat, heir: int) -> None:
    """Whoever brought the giver has brought this seat: counted so, unless the new person came by another link.

    Whoever takes the very place that they brought somebody to has brought nobody: no credit for oneself (promise 33).
    """
    row = tx.first(_CREDIT, {"seat_id": old.id})
    if row is not None and row.inviter_id == heir:
        tx.write(_NO_CREDIT, {"seat_id": old.id})
    elif row is not None:
        came = {"group_buy_id": group.id, "person_id": heir, "invite_id": row.id, "at": tx.now}
        tx.write(_CAME[tx.dialect], {**came, "seen_at": None})
