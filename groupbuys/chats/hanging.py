"""Hangings: group buys in group chats, by whom they were brought there, and which messages show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, or_, select, update

from groupbuys import cards
from groupbuys.cards import Card
from groupbuys.chats.hanging_tables import hanging
from groupbuys.invites import invite_token
from groupbuys.model import GroupState
from groupbuys.tables import card, group_buy, invite
from storage.transaction import Found, Transaction
from storage.upsert import or_nothing

MOST = 8
"""Running group buys of one chat that are told apart; older ones are still reached by answering their card."""

MINUTE = timedelta(seconds=60)
"""Within it a card, and a list, is said anew once at most."""

LOUD = 4
"""Cards and lists that are said (anew) in one chat within a minute: each may take another message away, and the
messenger allows 20 of all kinds, edits among them."""

_COLUMNS = (*hanging.c, invite.c.token, invite.c.inviter_id)
_ALL = select(*_COLUMNS).join_from(hanging, invite, invite.c.id == hanging.c.invite_id)
_CHAT = (hanging.c.bot == bindparam("bot_")) & (hanging.c.chat == bindparam("chat_"))
_TOPIC = _CHAT & (hanging.c.topic == bindparam("topic_"))
_BY_ID = _ALL.where(hanging.c.id == bindparam("id_"))
_IN_CHAT = _ALL.where(_TOPIC, hanging.c.group_buy_id == bindparam("group_buy_id_"))
_BY_MESSAGE = _ALL.where(
    _CHAT,
    or_(hanging.c.card_id == bindparam("message"), hanging.c.list_id == bindparam("message")),
)
_BY_INVITE = _ALL.where(hanging.c.invite_id == bindparam("invite_id_")).limit(1)
_STANDS = (
    select(card.c.bot)
    .where(
        card.c.bot == hanging.c.bot,
        card.c.chat == hanging.c.chat,
        card.c.message_id == hanging.c.card_id,
        card.c.dead == 0,
    )
    .exists()
)
_RUNNING = (
    _ALL.join(
        group_buy,
        and_(
            group_buy.c.id == hanging.c.group_buy_id,
            group_buy.c.state == GroupState.FORMING.value,
            group_buy.c.closes_at > bindparam("at"),
        ),
    )
    .where(_TOPIC, or_(hanging.c.moved == 1, _STANDS))
    .order_by(hanging.c.hung_at.desc(), hanging.c.id.desc())
    .limit(MOST)
)
_SAID = select(
    func.count().filter(hanging.c.hung_at > bindparam("since"))
    + func.count().filter(hanging.c.listed_at > bindparam("since"))
).where(_CHAT)
_INVITE = select(invite.c.id).where(invite.c.token == bindparam("token"))
_HANG = or_nothing(hanging, ["bot", "chat", "topic", "group_buy_id"])
_AGAIN = update(hanging).where(hanging.c.id == bindparam("id_")).values(hung_at=bindparam("at"))
_CARD = (
    update(hanging)
    .where(hanging.c.id == bindparam("id_"))
    .values(card_id=bindparam("message"), moved=0)
)
_LIST = update(hanging).where(hanging.c.id == bindparam("id_")).values(list_id=bindparam("message"))
_LISTED = update(hanging).where(hanging.c.id == bindparam("id_")).values(listed_at=bindparam("at"))


@dataclass(frozen=True, slots=True)
class Hanging:
    """A group buy in a chat (and `topic`): `token` is the invite of `inviter_id`, who brought it there first.

    `card_id` and `list_id` are messages, 0 where none stands; `moved`: they stayed behind in the chat's old self.
    """

    id: int
    bot: int
    chat: int
    topic: int
    group_buy_id: int
    invite_id: int
    hung_at: datetime
    card_id: int
    list_id: int
    listed_at: datetime | None
    moved: bool
    token: str
    inviter_id: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A chat as one bot knows it, and the topic in it; 0 is none."""

    bot: int
    chat: int
    topic: int = 0


def hang(tx: Transaction, spot: Spot, group_buy_id: int, person_id: int) -> Hanging:
    """Bring a group buy into a chat. Where it hangs already it stays the doing of whoever brought it first.

    Its card is to be said anew, and the message of the one before (`card_id`) taken away.
    """
    there = in_chat(tx, spot, group_buy_id)
    if there is None:
        token = invite_token(tx, group_buy_id, person_id, f"chat:{spot.chat}:{spot.topic}")
        row = {
            "bot": spot.bot,
            "chat": spot.chat,
            "topic": spot.topic,
            "group_buy_id": group_buy_id,
            "invite_id": tx.value(_INVITE, {"token": token}),
            "hung_at": tx.now,
        }
        tx.write(_HANG[tx.dialect], row)
    else:
        tx.write(_AGAIN, {"id_": there.id, "at": tx.now})
    found = in_chat(tx, spot, group_buy_id)
    if found is None:
        raise LookupError(f"group buy {group_buy_id} was just hung into chat {spot.chat}")
    return found


def by_id(tx: Transaction, hanging_id: int) -> Hanging | None:
    """The hanging of that number."""
    return _one(tx.first(_BY_ID, {"id_": hanging_id}))


def by_invite(tx: Transaction, invite_id: int) -> Hanging | None:
    """The hanging whose card carries this invite; None for an invite from elsewhere."""
    return _one(tx.first(_BY_INVITE, {"invite_id_": invite_id}))


def in_chat(tx: Transaction, spot: Spot, group_buy_id: int) -> Hanging | None:
    """How a group buy hangs in a chat, whether or not it is still running."""
    return _one(tx.first(_IN_CHAT, {**_at(spot), "group_buy_id_": group_buy_id}))


def by_message(tx: Transaction, bot: int, chat: int, message_id: int) -> Hanging | None:
    """What a message of a chat shows: as a card, or as a list."""
    asked = {"bot_": bot, "chat_": chat, "message": message_id}
    return _one(tx.first(_BY_MESSAGE, asked)) if message_id else None


def running(tx: Transaction, spot: Spot) -> tuple[Hanging, ...]:
    """The group buys that run in a chat and whose card stands there, the newest first; at most MOST."""
    return tuple(_read(row) for row in tx.all(_RUNNING, {**_at(spot), "at": tx.now}))


def is_loud(tx: Transaction, spot: Spot) -> bool:
    """Whether as many cards and lists were said in a chat within a minute, in all its topics, as may be."""
    asked = {"bot_": spot.bot, "chat_": spot.chat, "since": tx.now - MINUTE}
    return int(tx.value(_SAID, asked) or 0) >= LOUD


def lists(tx: Transaction, here: Hanging) -> None:
    """Its list is said anew at this moment."""
    tx.write(_LISTED, {"id_": here.id, "at": tx.now})


def hung(tx: Transaction, hanging_id: int, shown: Card, *, as_list: bool) -> None:
    """Its card, or its list, is this message from now on; the one before is edited no more."""
    here = by_id(tx, hanging_id)
    if here is None:
        return
    before = here.list_id if as_list else here.card_id
    if before and before != shown.message_id:
        cards.forget(tx, Card(here.bot, here.chat, before, 0, 0))
    tx.write(_LIST if as_list else _CARD, {"id_": here.id, "message": shown.message_id})


def _at(spot: Spot) -> dict[str, int]:
    return {"bot_": spot.bot, "chat_": spot.chat, "topic_": spot.topic}


def _one(row: Found | None) -> Hanging | None:
    return None if row is None else _read(row)


def _read(row: Found) -> Hanging:
    return Hanging(
        id=row.id,
        bot=row.bot,
        chat=row.chat,
        topic=row.topic,
        group_buy_id=row.group_buy_id,
        invite_id=row.invite_id,
        hung_at=row.hung_at,
        card_id=row.card_id,
        list_id=row.list_id,
        listed_at=row.listed_at,
        moved=bool(row.moved),
        token=row.token,
        inviter_id=row.inviter_id,
    )
