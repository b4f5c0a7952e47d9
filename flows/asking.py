"""What is remembered between two turns: the last search, a question that waits for words, a form half filled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from flows.presses.channels import AddChannel
from flows.presses.claims import ClaimDeskQuestion, ClaimQuestion
from flows.presses.counter import HandOutAt
from flows.presses.coupons import FundQuestion
from flows.presses.every import (
    WIRE,
    AskQuantity,
    CallOff,
    FillField,
    NamePoint,
    NameShop,
    NewDeal,
    Press,
    ShipOrder,
    ShopChoices,
    ShowZones,
)
from flows.presses.follow import WriteToBuyers
from flows.presses.goods import GoodsQuestion
from flows.presses.guests import AsGuest, BringFriend
from flows.presses.handover import EditPoint, TypeDetail
from flows.presses.operator import AskHowDone
from flows.presses.plan import PlanQuestion
from flows.presses.posters import AskDealPoster, AskPoster
from flows.presses.roundup import AskRoundupHour
from flows.visit import Visit
from storage.conversation import recall, remember

PATIENCE = timedelta(minutes=15)
"""How long a question waits for its answer; later words are a search again."""

AT_THE_COUNTER = timedelta(hours=12)
"""Who hands out types one number after the other for a working day, until they go on to something else."""

KeeperQuestion = (
    NamePoint
    | NewDeal
    | FillField
    | CallOff
    | ShipOrder
    | GoodsQuestion
    | AddChannel
    | AskRoundupHour
    | AskDealPoster
    | WriteToBuyers
    | ClaimDeskQuestion
    | EditPoint
    | PlanQuestion
    | FundQuestion
)
"""The buttons of those who keep a shop that are answered by typing."""

OpeningQuestion = NameShop | ShopChoices
"""Those of somebody who opens a shop."""

BuyerQuestion = (
    AskQuantity | ShowZones | ClaimQuestion | TypeDetail | AskPoster | BringFriend | AsGuest
)
"""Those of everybody; AsGuest holds the question that a guest of theirs was asked."""

Question = BuyerQuestion | OpeningQuestion | KeeperQuestion | AskHowDone
"""The buttons that are answered by typing."""

_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Thread:
    """`words` of the last search; `asked`, the wire text of the question that waits since `at`; a `form` so far."""

    words: str = ""
    asked: str = ""
    at: datetime = _NEVER
    form: Mapping[str, str] = field(default_factory=dict)


_THREAD = TypeAdapter(Thread)


def thread(visit: Visit) -> Thread:
    """What is remembered here."""
    state = recall(visit.tx, visit.reader.id, visit.place.chat)
    try:
        return _THREAD.validate_json(state) if state else Thread()
    except ValidationError:
        return Thread()


def searched(visit: Visit, words: str) -> None:
    """Somebody searches: pages of it are turned later."""
    _keep(visit, Thread(words=words, form=thread(visit).form))


def asks(visit: Visit, question: Question) -> None:
    """Something is asked: the next words are its answer."""
    before, wire = thread(visit), WIRE.encode(question)
    if visit.host is not None:
        wire = WIRE.encode(AsGuest(visit.person.id, wire))
    _keep(visit, replace(before, asked=wire, at=visit.tx.now))


def question(visit: Visit) -> Question | None:
    """The question that still waits."""
    now = thread(visit)
    press: Press | None = WIRE.decode(now.asked) if now.asked else None
    if visit.host is not None:
        theirs = isinstance(press, AsGuest) and press.guest_id == visit.person.id
        press = WIRE.decode(press.wire) if theirs and isinstance(press, AsGuest) else None
    patience = AT_THE_COUNTER if isinstance(press, HandOutAt) else PATIENCE
    return press if isinstance(press, Question) and visit.tx.now - now.at <= patience else None


def let_go(visit: Visit) -> None:
    """Whoever went on to something else answers no question any more; writes only if one waits."""
    before = thread(visit)
    if before.asked:
        _keep(visit, replace(before, asked="", at=_NEVER))


def fill(visit: Visit, **fields: str) -> Mapping[str, str]:
    """Write these fields of the form down, and give all of it so far."""
    before = thread(visit)
    form = {**before.form, **fields}
    _keep(visit, replace(before, form=form))
    return form


def form(visit: Visit) -> Mapping[str, str]:
    """The form so far."""
    return thread(visit).form


def clear(visit: Visit) -> None:
    """The form is done with."""
    _keep(visit, replace(thread(visit), asked="", at=_NEVER, form={}))


def _keep(visit: Visit, new: Thread) -> None:
    state = _THREAD.dump_json(new).decode()
    remember(visit.tx, visit.reader.id, visit.place.chat, state)
