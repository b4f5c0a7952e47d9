"""What is remembered of a conversation between two turns: the last search, and a question that waits for words."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from flows.presses import WIRE, AskQuantity
from flows.visit import Visit
from storage.conversation import recall, remember

PATIENCE = timedelta(minutes=15)
"""How long a question waits for its answer; later words are a search again."""

_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Thread:
    """`words` of the last search; `asked`, the wire text of the AskQuantity that waits since `at`."""

    words: str = ""
    asked: str = ""
    at: datetime = _NEVER


_THREAD = TypeAdapter(Thread)


def thread(visit: Visit) -> Thread:
    """What is remembered here."""
    state = recall(visit.tx, visit.person.id, visit.place.chat)
    try:
        return _THREAD.validate_json(state) if state else Thread()
    except ValidationError:
        return Thread()


def searched(visit: Visit, words: str) -> None:
    """Somebody searches: pages of it are turned later."""
    _keep(visit, Thread(words=words))


def asks(visit: Visit, question: AskQuantity) -> None:
    """A quantity is asked for: the next words are its answer."""
    before = thread(visit)
    _keep(visit, replace(before, asked=WIRE.encode(question), at=visit.tx.now))


def question(visit: Visit) -> AskQuantity | None:
    """The question that still waits."""
    now = thread(visit)
    if not now.asked or visit.tx.now - now.at > PATIENCE:
        return None
    press = WIRE.decode(now.asked)
    return press if isinstance(press, AskQuantity) else None


def let_go(visit: Visit) -> None:
    """Whoever went on to something else answers no question any more; writes only if one waits."""
    before = thread(visit)
    if before.asked:
        _keep(visit, replace(before, asked="", at=_NEVER))


def _keep(visit: Visit, new: Thread) -> None:
    state = _THREAD.dump_json(new).decode()
    remember(visit.tx, visit.person.id, visit.place.chat, state)
