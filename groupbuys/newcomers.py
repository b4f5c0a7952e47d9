"""Groups for newcomers (老帶新): whoever joins must be new to the shop, from the click until the money has arrived."""

from collections.abc import Sequence

from sqlalchemy import bindparam, case, or_, select

from catalog.keeping.tables import staff
from groupbuys.model import GroupBuy, Reason, Refused, SeatState
from groupbuys.tables import purchase, seat
from people.guest_tables import guest
from storage.transaction import Transaction

_NEW, _KNOWN, _GUEST = range(3)
"""What somebody is to a shop; who is not here proves nothing about being new."""

_HAS_ORDERED = (
    select(purchase.c.id)
    .where(
        purchase.c.person_id == bindparam("person_id"),
        purchase.c.shop_id == bindparam("shop_id"),
        purchase.c.placed_at.is_not(None),
    )
    .exists()
)
"""Whatever became of it later: who sent everything back is no newcomer."""

_SITS = (
    select(seat.c.id)
    .where(
        seat.c.person_id == bindparam("person_id"),
        seat.c.shop_id == bindparam("shop_id"),
        seat.c.state == SeatState.PAID.value,
        seat.c.group_buy_id != bindparam("besides"),
    )
    .exists()
)
"""A paid place in a group that is still forming; where that fails, nothing was bought and they are new again."""

_WORKS_THERE = (
    select(staff.c.role)
    .where(staff.c.person_id == bindparam("person_id"), staff.c.shop_id == bindparam("shop_id"))
    .exists()
)
_IS_GUEST = select(guest.c.person_id).where(guest.c.person_id == bindparam("person_id")).exists()
_KNOWS = select(
    case((_IS_GUEST, _GUEST), (or_(_HAS_ORDERED, _SITS, _WORKS_THERE), _KNOWN), else_=_NEW)
)


def is_new(tx: Transaction, person_id: int, shop_id: int, besides: int = 0) -> bool:
    """Whether this person never had an order of the shop, has no paid place there now, and does not work in it.

    A place in the group buy `besides` does not count. A guest is never new: only who comes themselves can be.
    """
    return _what(tx, person_id, shop_id, besides) == _NEW


def may_join(tx: Transaction, group: GroupBuy, person_id: int) -> Refused | None:
    """Whether the group's rule lets this person in; asks the database only where it has that rule (promise 34).

    Right as long as the person is locked: then no other payment of theirs comes in between.
    """
    if not group.newcomers or person_id == group.leader_id:
        return None
    what = _what(tx, person_id, group.shop_id, group.id)
    if what == _NEW:
        return None
    return Refused(Reason.FRIEND_NOT_NEW if what == _GUEST else Reason.NOT_NEW)


def _what(tx: Transaction, person_id: int, shop_id: int, besides: int) -> int:
    asked = {"person_id": person_id, "shop_id": shop_id, "besides": besides}
    return int(tx.value(_KNOWS, asked))


def open_to(tx: Transaction, person_id: int, groups: Sequence[GroupBuy]) -> tuple[GroupBuy, ...]:
    """Those of some groups of one shop that this person may join."""
    ruled = next((group for group in groups if group.newcomers), None)
    if ruled is None or may_join(tx, ruled, person_id) is None:
        return tuple(groups)
    return tuple(group for group in groups if not group.newcomers)
