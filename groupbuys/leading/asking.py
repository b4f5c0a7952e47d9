"""Asking one person one thing: each leader asks once a day, and nobody asks again for that group after a no."""

from datetime import timedelta

from sqlalchemy import Select, Table, bindparam, or_, select

from groupbuys.leading.lead_tables import lead_offer
from groupbuys.leading.merge_tables import merge_offer
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy
from storage.schema import Moment
from storage.transaction import Transaction

_DAY = timedelta(days=1)


def _before(offers: Table) -> Select[int]:
    """What of these offers stands against another one; a no comes first."""
    return (
        select(offers.c.declined)
        .where(
            offers.c.group_buy_id == bindparam("group_buy_id"),
            offers.c.to_id == bindparam("to"),
            or_(
                offers.c.declined == 1,
                (offers.c.from_id == bindparam("from"))
                & (offers.c.at > bindparam("since", type_=Moment)),
            ),
        )
        .order_by(offers.c.declined.desc())
        .limit(1)
    )


_BEFORE = {offers.name: _before(offers) for offers in (lead_offer, merge_offer)}


def may_ask(tx: Transaction, offers: Table, group: GroupBuy, to_id: int) -> No | None:
    """Why that person is not asked by the leader of this group buy (locked) now, if so."""
    who = {"group_buy_id": group.id, "from": group.leader_id, "to": to_id}
    asked = {**who, "since": tx.now - _DAY}
    before = tx.first(_BEFORE[offers.name], asked)
    if before is None:
        return None
    return No.DECLINED if before.declined else No.ASKED
