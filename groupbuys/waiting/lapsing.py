"""A place that was kept for somebody on their turn and was not paid in time: they are told so, once."""

from collections.abc import Sequence
from typing import TypeAlias

from storage.outbox import Notice, owed_to, withdraw
from storage.transaction import Transaction

Lapse: TypeAlias = tuple[int, int, int]
"""The numbers of a group buy, of a person, and of the unpaid seat that they have no more."""


def lapsed(tx: Transaction, ended: Sequence[Lapse]) -> list[Notice]:
    """The word that is owed of those of these seats that came from the line.

    A seat that somebody took themselves ends without a word: until when it is kept was said to them as they pressed.
    """
    if not ended:
        return []
    kept = owed_to(tx, "place_kept", {group_buy_id for group_buy_id, _, _ in ended})
    promoted = [one for one in ended if (*one[:2], str(one[2])) in kept]
    for group_buy_id, person_id, _ in promoted:
        withdraw(tx, "place_kept", group_buy_id, person_id)
    return [Notice("place_gone", *one[:2], str(one[2])) for one in promoted]
