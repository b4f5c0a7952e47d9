"""News about a guest's place: told to their host, who hears once what concerns both of them."""

from flows.faces import Screen
from flows.friends import acting
from flows.texts import Texts
from groupbuys.friends import bringing
from groupbuys.model import SeatState
from people.model import Person
from storage.transaction import Transaction

_OF_ALL = frozenset(("extended", "merged"))
"""What says the same to everybody in a group buy, paid or not."""

_OF_PAID = frozenset(("reminder", "joined"))
"""What is said to those alone who have paid."""


def is_heard(tx: Transaction, kind: str, group_buy_id: int, person: Person, detail: str) -> bool:
    """Whether the host of a guest hears just that for a place of their own.

    Of who joined they hear only where that one came through them: else it is their guest who leads, and nobody but
    the guest is owed it.
    """
    host = person.host_id
    if host is None or kind not in _OF_ALL | _OF_PAID:
        return False
    if kind == "joined" and not (detail.isdecimal() and bringing.is_from(tx, int(detail), host)):
        return False
    place = bringing.place_of(tx, group_buy_id, host)
    return place is not None and (kind in _OF_ALL or place is not SeatState.HELD)


def dressed(person: Person, screen: Screen | None) -> Screen | None:
    """The screen as their host reads it, where they are a guest."""
    if screen is None or person.host_id is None:
        return screen
    return acting.dressed(Texts(person.language), person, screen)
