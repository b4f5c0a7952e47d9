"""Who paid for a place that somebody else has: word reaches them as soon as its money is owed back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeAlias

from groupbuys.model import Seat
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction

TWICE = "twice"
"""The detail of such word: two groups became one, and whoever has the place was in both."""

ENDED = "ended"
"""The same for a place that its person gave up, whose group came to nothing, or whose order was taken back."""

TOGETHER = timedelta(seconds=20)
"""So long news of an end wait for its money to be back, so that one message says both.

Mostly that takes a second or two, and the news are due as soon as it is done (see groupbuys.refunding).
"""

Given: TypeAlias = Seat | Found


def tell(tx: Transaction, places: Sequence[Given], why: str = ENDED) -> None:
    """Owe word to whoever paid for places that others have, and whose money is owed back; nothing for one's own."""
    due_at = tx.now + TOGETHER
    owe(
        tx,
        *(
            Notice("refunding", place.payment_id, place.payer_id, why, due_at)
            for place in places
            if place.payer_id is not None and place.payment_id is not None
        ),
    )
