"""What people say to each other, known for that before anything is written down about who says it."""

from collections.abc import Sequence

from flows.chats import joining
from flows.chats.phrases import Meaning, Order, Out
from flows.events import Sender
from groupbuys.chats.hanging import Hanging
from people import guests, meeting
from people.model import Person
from storage.transaction import Transaction


def is_talk(tx: Transaction, sender: Sender, meaning: Meaning, there: Sequence[Hanging]) -> bool:
    """Whether words that were said to nobody can mean none of what runs there, from who says them."""
    person = meeting.known(tx, sender.channel, sender.id)
    if isinstance(meaning, Out):
        return person is None or (bool(meaning.friend) and not _named(tx, person, meaning.friend))
    if not isinstance(meaning, Order) or person is not None or len(there) != 1:
        return False
    return bool(meaning.choice) and not joining.may_mean(tx, there[0], meaning)


def _named(tx: Transaction, person: Person, friend: str) -> bool:
    name = guests.fitting(friend)
    return name is not None and guests.called(tx, person.id, name) is not None
