"""Posting at the planned hour: what is due is posted once, however late, and the plan goes on or is over."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from catalog.keeping import channels
from catalog.keeping.channels import Channel
from catalog.offers import DealState, find_deal
from catalog.tables import deal, shop
from groupbuys.channels.plan_tables import post_plan
from groupbuys.channels.plans import Plan, read_plan
from groupbuys.channels.posting import choices, post_deal
from groupbuys.channels.rhythm import LATE, Rhythm
from groupbuys.due import Due, passed_over
from storage.transaction import Found, Transaction

_NOW = bindparam("now", type_=post_plan.c.next_at.type)
_MOMENT = bindparam("moment", type_=post_plan.c.next_at.type)
_DUE = (post_plan.c.next_at <= _NOW) & or_(
    post_plan.c.repeat != "once",
    deal.c.state.in_(
        [DealState.LIVE.value, DealState.ENDED.value, DealState.CANCELLED.value],
    ),
)
"""Once waits until its deal goes on; what is repeated is left out while it does not."""

_FOUND = (
    select(post_plan, shop.c.zone.label("home"))
    .join_from(post_plan, deal, deal.c.id == post_plan.c.deal_id)
    .join(shop, shop.c.id == post_plan.c.shop_id)
    .where(_DUE)
    .order_by(post_plan.c.next_at, post_plan.c.id)
)
_TAKE = _FOUND.where(post_plan.c.id.not_in(bindparam("besides", expanding=True)))
_TAKE = _TAKE.limit(bindparam("most")).with_for_update(of=post_plan, skip_locked=True)
_TAKE_ONE = _FOUND.where(post_plan.c.id == bindparam("id_")).with_for_update(
    of=post_plan, skip_locked=True
)
_NAMES = _FOUND.with_only_columns(post_plan.c.id).limit(bindparam("most"))
_GO_ON = (
    update(post_plan)
    .where(post_plan.c.id == bindparam("id_"))
    .values(next_at=_MOMENT, zone=bindparam("by_zone"))
)


def is_due(tx: Transaction) -> bool:
    """Whether there is anything for `post_due`: only a look."""
    return tx.first(_NAMES, {"now": tx.now, "most": 1}) is not None


def post_due(tx: Transaction, limit: int = 100, besides: Collection[Due] = ()) -> int:
    """Post what is due, at most `limit` plans of it and none of `besides`; returns how many plans were looked at.

    Each is locked first, so that of two who look at the same moment one posts. What repeats goes on by the clock that
    the shop lives by then.
    """
    left_out = passed_over(besides, "plan")
    return _post(tx, tx.all(_TAKE, {"now": tx.now, "most": limit, "besides": left_out}))


def due_to_post(tx: Transaction, limit: int) -> list[Due]:
    """The plans whose hour has come, by name, earliest first, at most `limit`."""
    return [Due("plan", row.id) for row in tx.all(_NAMES, {"now": tx.now, "most": limit})]


def post_one(tx: Transaction, due: Due) -> int:
    """The same for one plan alone."""
    return _post(tx, tx.all(_TAKE_ONE, {"now": tx.now, "id_": due.id}))


def _post(tx: Transaction, rows: Sequence[Found]) -> int:
    for row in rows:
        plan, of = read_plan(row), find_deal(tx, row.deal_id)
        if of is None or of.is_over:
            _go_on(tx, row, None)
            continue
        if of.state is DealState.LIVE and _in_time(tx, plan):
            for channel in _channels(tx, plan):
                post_deal(tx, of, channel, plan.made_by, plan.id)
        _go_on(tx, row, _at_home(row).after(tx.now) if plan.repeats else None)
    return len(rows)


def _in_time(tx: Transaction, plan: Plan) -> bool:
    """Whether the last time that it should have been posted is not too long ago; once is made up for whenever."""
    if not plan.repeats:
        return True
    return tx.now - max(plan.next_at, plan.rhythm.latest(tx.now)) <= LATE


def _channels(tx: Transaction, plan: Plan) -> tuple[Channel, ...]:
    """Where it goes at this moment. One that is lost gets it when it is back, one that was removed never."""
    if plan.channel_id is None:
        return tuple(one for one, chosen in choices(tx, plan.shop_id) if chosen)
    only = channels.find(tx, plan.shop_id, plan.channel_id)
    return () if only is None else (only,)


def _at_home(row: Found) -> Rhythm:
    """Its rhythm by the shop's clock of today."""
    was = read_plan(row).rhythm
    return Rhythm(was.repeat, was.weekday, was.minute, row.home)


def _go_on(tx: Transaction, row: Found, at: datetime | None) -> None:
    tx.write(_GO_ON, {"id_": row.id, "moment": at, "by_zone": row.home})
