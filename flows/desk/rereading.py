"""A second reading of a draft's words by an assistant: asked for by a press, done by an errand, shown as the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from catalog.captions.second_reading import Message, helped, questions
from catalog.editing import drafts
from catalog.keeping.shopkeeping import kept
from flows import asking
from flows.desk import drafting
from flows.desk.assisting import offers, setting
from flows.faces import Screen
from flows.presses.desk import FillField
from flows.presses.reading import ReadAgain
from flows.replies import Reply
from flows.screens.desk import rereading as screen
from flows.visit import Visit
from storage import errands
from storage.errands import Wanted

KIND = "reread"


def ask(visit: Visit, press: ReadAgain) -> list[Reply]:
    """Let it be read once more, once however often that is pressed."""
    draft, shop = (
        drafts.find(visit.tx, press.shop_id, visit.person.id),
        kept(visit.tx, press.shop_id),
    )
    if draft is None or shop is None or not offers(visit, shop, draft):
        return drafting.begin(visit, press.shop_id)
    about = {"words": _mark(draft.words)}
    if not _is_under_way(visit, press.shop_id, about):
        place, number = visit.place, visit.message_id or None
        person = visit.person.id
        errands.owe(
            visit.tx, Wanted(KIND, place.bot, place.chat, person, press.shop_id, about, number)
        )
    # The press let go of the question that waits; it can be answered meanwhile.
    drafting.face(visit, shop, draft)
    return visit.tell(screen.is_read(visit.texts))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the assistant is asked, and the words of the draft that it is asked about."""

    words: str
    messages: Sequence[Message]


def asked(visit: Visit, shop_id: int) -> Asked | None:
    """What the assistant is asked about the draft as it stands; None where there is nothing to ask."""
    draft, shop = drafts.find(visit.tx, shop_id, visit.person.id), kept(visit.tx, shop_id)
    if draft is None or shop is None or not offers(visit, shop, draft):
        return None
    return Asked(draft.words, questions(draft, setting(visit, shop)))


def answered(visit: Visit, shop_id: int, words: str, answer: str | None) -> Screen | None:
    """The form with what holds of the assistant's answer (None: it gave none) about these `words`.

    None where the draft is gone or was begun anew with other words, which nobody has read yet; and where its author
    went on to something else: what was found waits in the form.
    """
    draft, shop = drafts.find(visit.tx, shop_id, visit.person.id), kept(visit.tx, shop_id)
    if draft is None or shop is None or draft.words != words:
        return None
    after = draft if answer is None else helped(draft, answer, setting(visit, shop))
    drafts.keep(visit.tx, shop_id, visit.person.id, after.tried())
    waits = asking.question(visit)
    if not isinstance(waits, FillField) or waits.shop_id != shop_id:
        return None
    shown = drafting.face(visit, shop, after.tried())
    return screen.no_help(visit.texts, shown) if after == draft else shown


def _mark(words: str) -> str:
    """Tells these words from others, and does not hold them: errands are kept."""
    return sha256(words.encode()).hexdigest()


def _is_under_way(visit: Visit, shop_id: int, about: Mapping[str, str]) -> bool:
    known = errands.latest(visit.tx, shop_id, KIND, 5)
    mine = (one for one in known if one.person_id == visit.person.id and one.work == about)
    return any(one.state in {"owed", "leased"} for one in mine)
