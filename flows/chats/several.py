"""Several group buys run in a chat: which of them is meant, asked so that nothing that was said is asked for again."""

from catalog import browsing
from flows.chats import joining
from flows.chats.phrases import Meaning, Order
from flows.chats.saying import tell
from flows.presses.chats import AskLeaveHere, ChatPress, JoinHere, TakeHere
from flows.quantities import Unfit
from flows.replies import Reply
from flows.screens.chats import whispers
from flows.visit import Visit
from groupbuys import finding
from groupbuys.chats.hanging import Hanging
from groupbuys.model import MOST_UNITS


def is_sound(meaning: Meaning) -> bool:
    """An order that will do for none of them is not asked about."""
    return not isinstance(meaning, Order) or _quantity(meaning) > 0


def _quantity(meaning: Meaning) -> int:
    """How many are ordered; 0 where that makes no sense, or nothing is."""
    wished = meaning.quantity if isinstance(meaning, Order) else 0
    return 0 if isinstance(wished, Unfit) else min(wished, MOST_UNITS + 1)


def which(there: tuple[Hanging, ...], visit: Visit, meaning: Meaning) -> list[Reply]:
    """Ask which one of these is meant."""
    t = visit.texts
    groups = {one.id: finding.group(visit.tx, one.group_buy_id) for one in there}
    products = [group.product_id for group in groups.values() if group is not None]
    titles = browsing.titles(visit.tx, products, t.language)
    named = [
        (titles.get(group.product_id, ""), _at(visit, one, meaning))
        for one in there
        if (group := groups[one.id]) is not None
    ]
    screen = whispers.which(t, named)
    aloud = whispers.note(
        t.gettext("Several group buys run here: answer the card of the one you mean.")
    )
    return tell(visit, screen, aloud=aloud)


def _at(visit: Visit, here: Hanging, meaning: Meaning) -> ChatPress:
    """What is meant, at that one of several: what they chose is not asked for again where it is clear."""
    quantity = _quantity(meaning)
    if not isinstance(meaning, Order) or not quantity:
        return AskLeaveHere(here.id)
    chosen = joining.chosen(visit, here, meaning)
    return JoinHere(here.id, quantity) if chosen is None else TakeHere(here.id, chosen, quantity)
