"""A place came free in a group buy that people wait for: the next of them gets it, by the rules that a join obeys."""

from collections.abc import Collection

from sqlalchemy import bindparam, case, select, text

from catalog.tables import shop
from groupbuys import joining
from groupbuys.belongings import belongings
from groupbuys.due import Due, passed_over
from groupbuys.facts import Offer, group_and_offer, lock_person, locked_group
from groupbuys.model import GroupBuy, GroupState, Reason, Refused, Seated, ToPay, Wish
from groupbuys.reminding import Quiet
from groupbuys.rules import may_enter
from groupbuys.tables import group_buy
from groupbuys.waiting.line import leave_line, recount
from groupbuys.waiting.waiting_tables import waiting
from people import reaching
from people.tables import person
from storage.outbox import Notice, owe, owe_anew
from storage.transaction import Found, Transaction

_LOOKED_AT = 50
"""The first in the line, among whom somebody is sought who is awake."""

_OPEN = (
    (group_buy.c.state == GroupState.FORMING.value)
    & (group_buy.c.taken < group_buy.c.capacity)
    & (group_buy.c.closes_at > bindparam("at"))
)
_FREED = (
    text("group_buy.waiting > 0"),  # as the partial index says it
    case((_OPEN, 1), else_=0) == 1,  # so that planners do not walk all open group buys instead
)
_DUE = (
    select(group_buy.c.id)
    .where(*_FREED, group_buy.c.id.not_in(bindparam("besides", expanding=True)))
    .order_by(group_buy.c.id)
    .limit(bindparam("most"))
)
_FIRST = (
    select(
        waiting.c.id,
        waiting.c.person_id,
        waiting.c.variant_id,
        waiting.c.quantity,
        person.c.quiet_from,
        person.c.quiet_to,
        person.c.zone,
        shop.c.zone.label("house"),
        shop.c.provider,
    )
    .join_from(waiting, group_buy, group_buy.c.id == waiting.c.group_buy_id)
    .join(shop, shop.c.id == group_buy.c.shop_id)
    .join(person, person.c.id == waiting.c.person_id)
    .where(waiting.c.group_buy_id == bindparam("group_buy_id"), waiting.c.state == "waiting")
    .order_by(waiting.c.id)
    .limit(_LOOKED_AT)
)
_STILL = select(waiting.c.variant_id, waiting.c.quantity).where(
    waiting.c.id == bindparam("number"), waiting.c.state == "waiting"
)


def is_due(tx: Transaction) -> bool:
    """Whether a place is free that somebody waits for."""
    return bool(_due(tx, 1, ()))


def promote_due(tx: Transaction, _: int, besides: Collection[Due] = ()) -> int:
    """Give one free place to the next who waits for it, or pass them over; returns how many that was (0 or 1).

    One a turn: whoever locks a person does so before any group buy, as everybody else.
    """
    return next((promote_one(tx, due) for due in _due(tx, 1, besides)), 0)


def due_to_promote(tx: Transaction, limit: int) -> list[Due]:
    """The group buys with a free place and somebody who waits, by name, at most `limit`."""
    return _due(tx, limit, ())


def promote_one(tx: Transaction, due: Due) -> int:
    """The same in one group buy: 1 where there was something to do, so that it can be counted."""
    chosen = _choose(tx, due.id)
    if chosen is None:
        recount(tx, due.id)
        return 1
    lock_person(tx, chosen.person_id)
    found = group_and_offer(tx, chosen.person_id, due.id, chosen.variant_id)
    still = tx.first(_STILL, {"number": chosen.id})
    if still is None or still != (chosen.variant_id, chosen.quantity):
        return 1  # somebody was quicker: what is left is looked at by the next turn
    if found is None:
        _pass_over_nothing(tx, due.id, chosen)
    elif may_enter(found[0], tx.now, next_in_line=True) is None:
        _serve(tx, *found, chosen)
    return 1


def _serve(tx: Transaction, group: GroupBuy, offer: Offer, chosen: Found) -> None:
    """Give them their place, or pass them over with the reason; either way they do not wait any more."""
    has = belongings(tx, chosen.person_id, group.deal_id)
    if has.in_group(group.id) is not None:
        leave_line(tx, group, chosen.id, "served")
        return
    wish = (chosen.variant_id, chosen.quantity)
    no = _unreached(tx, chosen) or joining.may_sit(
        tx, group, offer, has, (chosen.person_id, chosen.quantity)
    )
    if no is None and not joining.take_units(tx, group, offer, wish):
        no = Refused(Reason.SOLD_OUT)
    if no is not None:
        _pass_over(tx, group, chosen, no)
        return
    left = leave_line(tx, group, chosen.id, "served")
    _tell(tx, group, chosen.person_id, joining.sit(tx, chosen.person_id, left, offer, wish))


def _pass_over(tx: Transaction, group: GroupBuy, chosen: Found, no: Refused) -> None:
    leave_line(tx, group, chosen.id, "passed", no)
    owe(tx, Notice("passed_over", group.id, chosen.person_id, str(chosen.id)))
    owe_anew(tx, Notice("cards", group.id))


def _pass_over_nothing(tx: Transaction, group_buy_id: int, chosen: Found) -> None:
    """They wait for something that the group buy does not have: nobody behind them waits for that."""
    group = locked_group(tx, group_buy_id)
    if group is not None:
        _pass_over(tx, group, chosen, Refused(Reason.GONE))


def _tell(tx: Transaction, group: GroupBuy, person_id: int, wish: Wish) -> None:
    """Money is asked for until the hold runs out, at any hour; who pays at pickup sits already."""
    if isinstance(wish, ToPay):
        kept = Notice("place_kept", group.id, person_id, str(wish.id), stale_at=wish.until)
        owe(tx, kept)
    elif isinstance(wish, Seated):
        owe(tx, Notice("place_yours", group.id, person_id, str(wish.seat.id)))


def _due(tx: Transaction, most: int, besides: Collection[Due]) -> list[Due]:
    values = {"at": tx.now, "most": most, "besides": passed_over(besides, "waiting")}
    return [Due("waiting", row.id) for row in tx.all(_DUE, values)]


def _choose(tx: Transaction, group_buy_id: int) -> Found | None:
    """The first in the line. Where money is asked for within minutes, the first who is awake, if anybody is."""
    rows = tx.all(_FIRST, {"group_buy_id": group_buy_id})
    awake = (row for row in rows if not row.provider or not _sleeps(tx, row))
    return next(awake, rows[0] if rows else None)


def _sleeps(tx: Transaction, row: Found) -> bool:
    quiet = Quiet(row.quiet_from, row.quiet_to, row.zone or row.house)
    return quiet.until(tx.now) is not None


def _unreached(tx: Transaction, chosen: Found) -> Refused | None:
    """Who cannot be told of it cannot pay for it either."""
    reach = reaching.where(tx, chosen.person_id)
    told = reach is not None and reach.unreachable_at is None
    return None if told else Refused(Reason.UNREACHED)
