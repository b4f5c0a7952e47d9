"""Naming friends: where as many are named as are kept, one who never had a place is forgotten for the new one."""

from sqlalchemy import Column, bindparam, select

from groupbuys.coupons.tables import coupon
from groupbuys.fulfilment.tables import handover
from groupbuys.tables import invitation, purchase, seat
from payments.tables import payment
from people import guests
from people.address_tables import address_book
from people.guest_tables import guest
from people.guests import Guest
from people.model import Person
from people.tables import mute, reach
from storage.tables import conversation
from storage.transaction import Transaction

HOLDING: tuple[Column[int], ...] = (
    seat.c.person_id,
    purchase.c.person_id,
    payment.c.person_id,
    handover.c.person_id,
    invitation.c.person_id,
    coupon.c.person_id,
    conversation.c.person_id,
    mute.c.person_id,
    reach.c.person_id,
    address_book.c.person_id,
)
"""Where the books may name a guest: whoever stands in one of these is kept. Each is found by an index."""

_OLDEST_UNSEATED = (
    select(guest.c.person_id)
    .where(
        guest.c.host_id == bindparam("host"),
        *(~select(one).where(one == guest.c.person_id).exists() for one in HOLDING),
    )
    .order_by(guest.c.person_id)
    .limit(1)
)


def name(tx: Transaction, host: Person, said: str) -> Guest | None:
    """The friend of that (fitting) name; None where there are too many, each with a place or one that they once had.

    Lock the host first.
    """
    found = guests.name(tx, host, said)
    if found is not None:
        return found
    unseated = tx.value(_OLDEST_UNSEATED, {"host": host.id})
    return None if unseated is None else guests.name_instead(tx, host, said, int(unseated))
