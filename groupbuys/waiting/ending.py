"""A group buy ends, and with it the line of those who waited for a place: each is told once."""

from collections.abc import Sequence

from sqlalchemy import bindparam, update

from groupbuys.model import GroupBuy
from groupbuys.tables import group_buy
from groupbuys.waiting.waiting_tables import waiting
from storage.outbox import Notice
from storage.transaction import Transaction

_OVER = (
    update(waiting)
    .where(
        waiting.c.group_buy_id.in_(bindparam("ids", expanding=True)), waiting.c.state == "waiting"
    )
    .values(state="over", ended_at=bindparam("at"))
    .returning(waiting.c.id, waiting.c.group_buy_id, waiting.c.person_id)
)
_NONE = (
    update(group_buy).where(group_buy.c.id.in_(bindparam("ids", expanding=True))).values(waiting=0)
)


def end_lines(tx: Transaction, groups: Sequence[GroupBuy]) -> list[Notice]:
    """End the lines of these locked group buys, which are closed now; the news to be owed.

    Asks the database only where somebody waits.
    """
    ids = [group.id for group in groups if group.waiting]
    if not ids:
        return []
    rows = tx.returning(_OVER, {"ids": ids, "at": tx.now})
    tx.write(_NONE, {"ids": ids})
    return [Notice("line_over", row.group_buy_id, row.person_id, str(row.id)) for row in rows]
