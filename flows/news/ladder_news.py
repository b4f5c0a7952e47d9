"""What a price ladder gives back, as news tell it."""

from flows.faces import Screen
from flows.screens import ladder_news as screen
from flows.screens.ladder import Less
from flows.texts import Texts
from groupbuys.history import OrderLine
from groupbuys.ladder.settling import REASON
from groupbuys.model import GroupBuy, Seat
from payments import finding
from payments.model import Part
from payments.parts import parts_of
from storage.transaction import Transaction

LESS = REASON
"""The reason of what goes back, and the detail of the news that less is taken than was paid."""


def let_go(t: Texts, title: str, line: OrderLine) -> Screen | None:
    """Less is taken than somebody paid; nothing where a part goes back instead, of which they hear once it is back."""
    return None if line.let_go is None else screen.let_go(t, line.let_go, title, line)


def went(t: Texts, part: Part, title: str, line: OrderLine) -> Screen:
    """What somebody paid too much is back."""
    return screen.went(t, part.amount, title, line)


def less(tx: Transaction, group: GroupBuy, seat: Seat) -> Less | None:
    """What comes back of what was paid for a seat whose group succeeded; None where nothing does."""
    if not group.ladder or seat.payment_id is None:
        return None
    parts = [one for one in parts_of(tx, seat.payment_id) if one.reason == REASON]
    if parts:
        return Less(parts[0].amount, held=False)
    money = finding.money_of(tx, seat.payment_id)
    if money is None or money.back is None:
        return None
    return Less(money.amount - seat.total, held=True)
