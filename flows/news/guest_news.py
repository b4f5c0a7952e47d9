"""News about a guest's place: told to their host, who hears once what concerns both of them."""

from flows.faces import Screen
from flows.friends import acting
from flows.texts import Texts
from groupbuys.friends import bringing
from people.model import Person
from storage.transaction import Transaction

_OF_ALL = frozenset(("reminder", "joined", "extended", "merged"))
"""What says the same to everybody in a group buy."""


def is_heard(tx: Transaction, kind: str, group_buy_id: int, person: Person) -> bool:
    """Whether the host of a guest hears just that for a place of their own."""
    if person.host_id is None or kind not in _OF_ALL:
        return False
    return bringing.is_in(tx, group_buy_id, person.host_id)


def dressed(person: Person, screen: Screen | None) -> Screen | None:
    """The screen as their host reads it, where they are a guest."""
    if screen is None or person.host_id is None:
        return screen
    return acting.dressed(Texts(person.language), person, screen)
