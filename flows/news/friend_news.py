"""News of a place that was given to a friend: for who gave it, and for who paid for it."""

from flows import views
from flows.faces import Screen
from flows.screens.friends import giving
from groupbuys import books, finding
from groupbuys.friends import gifts
from people import meeting
from people.model import Person
from storage.transaction import Transaction

KINDS = frozenset(("seat_given",))


def compose(
    tx: Transaction, kind: str, group_buy_id: int, person: Person, gift_id: str
) -> Screen | None:
    """Who took it, and where its money would go."""
    group = finding.group(tx, group_buy_id)
    gift = gifts.by_id(tx, int(gift_id)) if gift_id.isdecimal() else None
    seat = None if gift is None else books.seat_now(tx, gift.seat_id)
    friend = None if gift is None or gift.taken_by is None else meeting.by_id(tx, gift.taken_by)
    if kind not in KINDS or group is None or gift is None or seat is None or friend is None:
        return None
    t, view = views.brief(tx, group, seat, person)
    paid = seat if seat.payer_id == person.id else None
    return giving.told(t, view, friend.name, gave=gift.giver_id == person.id, paid=paid)
