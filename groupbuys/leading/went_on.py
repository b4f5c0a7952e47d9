"""Where a group buy went on: whoever asks for one that was merged into another is led there."""

from sqlalchemy import bindparam, select

from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.leading.merge_tables import merger
from groupbuys.model import GroupBuy, GroupState
from groupbuys.tables import group_buy
from storage.transaction import Transaction

_INTO = (
    select(*GROUP_COLUMNS)
    .join_from(merger, group_buy, group_buy.c.id == merger.c.into_id)
    .where(merger.c.group_buy_id == bindparam("group_buy_id"))
)
_PEOPLE = select(merger.c.people).where(merger.c.group_buy_id == bindparam("group_buy_id"))


def went_on(tx: Transaction, group: GroupBuy) -> GroupBuy:
    """The group buy that this one went on in; itself as long as it goes on."""
    if group.state is not GroupState.MERGED:
        return group
    row = tx.first(_INTO, {"group_buy_id": group.id})
    return group if row is None else read_group(row)


def people_of(tx: Transaction, group_buy_id: int) -> int:
    """How many came along from a group buy that was merged; 0 for one that was not."""
    return int(tx.value(_PEOPLE, {"group_buy_id": group_buy_id}) or 0)
