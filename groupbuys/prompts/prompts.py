"""Prompts: which messages ask to pay for which place, and which of them ask in vain by now."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from sqlalchemy import and_, bindparam, delete, exists, or_, select, update

from groupbuys.friends.gift_tables import seat_gift
from groupbuys.model import GroupState, OrderState, SeatState
from groupbuys.prompts.prompt_tables import prompt
from groupbuys.tables import group_buy, purchase, seat
from storage.outbox import CARDS, PROMPTS, Notice, owe_anew
from storage.transaction import Found, Transaction
from storage.upsert import or_update

OLDEST = timedelta(days=2)
"""A message that is older cannot be taken away any more (Bot API, deleteMessage), and no hold lasts so long.

A place that is given away is so for as long as its group buy looks for people, and what says so is kept for that.
"""

Form: TypeAlias = Literal["words", "invoice"]

_KEY = ["bot", "chat", "message_id", "reader"]
_COLUMNS = (*prompt.c[*_KEY], *prompt.c["form", "what", "subject_id", "group_buy_id"])
_KEEP = or_update(prompt, _KEY, ["form", "what", "subject_id", "group_buy_id", "shown_at"])
_HERE = (
    (prompt.c.bot == bindparam("bot_"))
    & (prompt.c.chat == bindparam("chat_"))
    & (prompt.c.message_id == bindparam("message"))
    & (prompt.c.reader == bindparam("reader_"))
)
_FORGET = delete(prompt).where(_HERE)
_newer = prompt.alias("newer")
_ASKED_AGAIN = and_(
    prompt.c.form == "invoice",
    exists().where(
        *(
            _newer.c[name] == prompt.c[name]
            for name in ("bot", "chat", "form", "what", "subject_id")
        ),
        _newer.c.message_id > prompt.c.message_id,
    ),
)
"""A younger invoice in the same chat asks for the same: numbers of messages grow (Bot API, Message)."""
_REPLACED = select(prompt.c.message_id).where(_HERE, _ASKED_AGAIN)
_OLDER = select(prompt.c.message_id).where(
    prompt.c.what == bindparam("what"),
    prompt.c.subject_id == bindparam("subject"),
    _ASKED_AGAIN,
)
_OURS = prompt.c.bot.in_(bindparam("bots", expanding=True))
_OF_GROUP = (
    select(*_COLUMNS)
    .join(group_buy, group_buy.c.id == prompt.c.group_buy_id)
    .outerjoin(seat, and_(prompt.c.what == "s", seat.c.id == prompt.c.subject_id))
    .outerjoin(seat_gift, and_(prompt.c.what == "g", seat_gift.c.id == prompt.c.subject_id))
    .where(
        prompt.c.group_buy_id == bindparam("subject"),
        or_(
            seat.c.state != SeatState.HELD.value,
            seat_gift.c.ended_at.is_not(None),
            _ASKED_AGAIN,
            and_(prompt.c.what == "g", group_buy.c.state != GroupState.FORMING.value),
        ),
        _OURS,
    )
    .order_by(prompt.c.shown_at, prompt.c.message_id)
    .limit(bindparam("most"))
)
_OF_ORDER = (
    select(*_COLUMNS)
    .join(purchase, purchase.c.id == prompt.c.subject_id)
    .where(
        prompt.c.what == "o",
        prompt.c.subject_id == bindparam("subject"),
        or_(purchase.c.state != OrderState.HELD.value, _ASKED_AGAIN),
        _OURS,
    )
    .order_by(prompt.c.shown_at, prompt.c.message_id)
    .limit(bindparam("most"))
)
_OLD = (
    select(prompt.c.shown_at)
    .where(prompt.c.shown_at < bindparam("before"), prompt.c.what != "g")
    .order_by(prompt.c.shown_at)
    .limit(bindparam("most"))
)
_DROP = delete(prompt).where(prompt.c.shown_at <= bindparam("until"), prompt.c.what != "g")
MOVE = (
    update(prompt)
    .where(prompt.c.group_buy_id == bindparam("from_id"))
    .values(group_buy_id=bindparam("to_id"))
)
"""Seats of one group buy that go on in another take what asks for them along."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message that asks to pay for a seat ("s") or a solo purchase ("o"), or gives a place away ("g", a gift).

    `reader` alone sees it, 0: no whisper. `group_buy_id` is 0 for a solo purchase.
    """

    bot: int
    chat: int
    message_id: int
    reader: int
    form: Form
    what: str
    subject_id: int
    group_buy_id: int


def keep(tx: Transaction, shown: Sequence[Prompt]) -> None:
    """These messages ask to pay, from now on; of two invoices for the same the older is to go."""
    for one in shown:
        tx.write(_KEEP[tx.dialect], {**asdict(one), "shown_at": tx.now})
    for one in shown:
        asked = one.form == "invoice" and one.what != "g"
        if asked and tx.first(_OLDER, {"what": one.what, "subject": one.subject_id}) is not None:
            of_order = one.what == "o"
            owe_anew(
                tx, Notice(PROMPTS, one.subject_id) if of_order else Notice(CARDS, one.group_buy_id)
            )


def forget(tx: Transaction, gone: Prompt) -> None:
    """The message asks for nothing any more."""
    _forget(tx, gone.bot, gone.chat, gone.message_id, gone.reader)


def answered(tx: Transaction, bot: int, chat: int, message_id: int) -> None:
    """The message has another face already, by a press under it; 0: none was pressed."""
    if message_id:
        _forget(tx, bot, chat, message_id, 0)


def is_replaced(tx: Transaction, shown: Prompt) -> bool:
    """Whether a younger invoice in the same chat asks for the same."""
    here = {"bot_": shown.bot, "chat_": shown.chat, "message": shown.message_id}
    return tx.first(_REPLACED, {**here, "reader_": shown.reader}) is not None


def over(
    tx: Transaction, group_buy_id: int, limit: int, bots: Collection[int]
) -> tuple[Prompt, ...]:
    """What asks in vain about seats of a group buy: they are paid, kept no more, or given away no more."""
    values = {"subject": group_buy_id, "most": limit, "bots": list(bots)}
    return tuple(map(_read, tx.all(_OF_GROUP, values)))


def over_for(
    tx: Transaction, order_id: int, limit: int, bots: Collection[int]
) -> tuple[Prompt, ...]:
    """The same of a solo purchase."""
    values = {"subject": order_id, "most": limit, "bots": list(bots)}
    return tuple(map(_read, tx.all(_OF_ORDER, values)))


def is_due(tx: Transaction) -> bool:
    """Whether something is too old to be put right. Reads only."""
    return bool(tx.all(_OLD, {"before": tx.now - OLDEST, "most": 1}))


def drop_old(tx: Transaction, limit: int) -> int:
    """Forget what is too old to be put right, at most about `limit`; gives how many."""
    rows = tx.all(_OLD, {"before": tx.now - OLDEST, "most": limit})
    return tx.write(_DROP, {"until": rows[-1].shown_at}) if rows else 0


def _forget(tx: Transaction, bot: int, chat: int, message_id: int, reader: int) -> None:
    tx.write(_FORGET, {"bot_": bot, "chat_": chat, "message": message_id, "reader_": reader})


def _read(row: Found) -> Prompt:
    return Prompt(**{name: getattr(row, name) for name in Prompt.__slots__})
