"""Who is in a group buy, for its leader: paid or still paying, and through whom each of them came."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, select

from groupbuys.leading.through import with_inviter
from groupbuys.model import LIVE_SEATS, SeatState
from groupbuys.tables import seat
from people.guest_tables import guest
from people.tables import person
from storage.transaction import Found, Transaction

_LIVE = seat.c.state.in_([state.value for state in LIVE_SEATS])
_IN = (seat.c.group_buy_id == bindparam("group_buy_id")) & _LIVE
_host = person.alias("host")
_SEATED = (
    with_inviter(
        select(
            seat.c.person_id,
            seat.c.state,
            seat.c.held_until,
            seat.c.variant_id,
            seat.c.quantity,
            seat.c.payment_id,
            person.c.name,
            guest.c.host_id,
            _host.c.name.label("host"),
        )
        .join_from(seat, person, person.c.id == seat.c.person_id)
        .outerjoin(guest, guest.c.person_id == person.c.id)
        .outerjoin(_host, _host.c.id == guest.c.host_id)
    )
    .where(_IN)
    .order_by(case((seat.c.state == SeatState.HELD.value, 1), else_=0), seat.c.paid_at, seat.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = select(func.count()).select_from(seat).where(_IN)


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody in a group buy: `held_until` where they are still paying, None once they have.

    `pays_later`: nothing was paid here, they pay the shop itself when the goods come.

    `inviter_id` and `inviter` (their name) say through whom they came, `source` from where; None where they found the
    group buy themselves. `host_id` and `host`: who took the place for them, where they are a guest.
    """

    person_id: int
    name: str
    state: SeatState
    held_until: datetime | None
    variant_id: int
    quantity: int
    pays_later: bool
    inviter_id: int | None
    inviter: str
    source: str
    host_id: int | None
    host: str


def roster(tx: Transaction, group_buy_id: int, offset: int, limit: int) -> tuple[Seated, ...]:
    """A page of those in a group buy, in the order in which they paid; who is still paying comes last."""
    asked = {"group_buy_id": group_buy_id, "skip": offset, "most": limit}
    return tuple(_seated(row) for row in tx.all(_SEATED, asked))


def count_seated(tx: Transaction, group_buy_id: int) -> int:
    """How many there are."""
    return int(tx.value(_COUNT, {"group_buy_id": group_buy_id}))


def _seated(row: Found) -> Seated:
    return Seated(
        person_id=row.person_id,
        name=row.name,
        state=SeatState(row.state),
        held_until=row.held_until,
        variant_id=row.variant_id,
        quantity=row.quantity,
        pays_later=row.payment_id is None,
        inviter_id=row.inviter_id,
        inviter=row.inviter or "",
        source=row.source or "",
        host_id=row.host_id,
        host=row.host or "",
    )
