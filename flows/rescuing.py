"""Money whose turn breaks each time: taken without an answer, since the words may be what breaks, and told of later."""

from typing import Literal, TypeAlias

from flows import paying as flow
from flows import turn
from flows.events import Paid
from groupbuys import rescuing
from groupbuys.model import AlreadyIn, GivenBack, NotOurs, Ordered, Seated, Unplaced
from storage.transaction import Transaction

End: TypeAlias = Literal["is in its place", "waits for its payer's choice", "goes back"]


def place(event: Paid, tx: Transaction) -> End:
    """Give the money the place that its own turn would have given it, and say where it is; its payer is owed word."""
    match rescuing.take(tx, flow.arrival(turn.visit(event, tx), event)):
        case Seated() | AlreadyIn() | Ordered():
            return "is in its place"
        case Unplaced():
            return "waits for its payer's choice"
        case GivenBack() | NotOurs():
            return "goes back"


def give_back(event: Paid, tx: Transaction) -> End:
    """Write the money down alone, and owe it back to its payer."""
    rescuing.give_back(tx, flow.arrival(turn.visit(event, tx), event))
    return "goes back"
