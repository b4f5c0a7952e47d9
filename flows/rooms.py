"""What happens to groups and channels: the bot is brought in or thrown out, they move, they are renamed."""

from datetime import timedelta

from catalog.keeping import channels, standings
from catalog.keeping.channels import Channel, Found
from catalog.keeping.roles import Action, may
from catalog.keeping.staff import Engagement, shops_of
from flows import asking
from flows.events import ChatMoved, ChatRenamed, Place, RoomEvent, StandingChanged
from flows.presses.channels import AddChannel
from flows.visit import Visit
from groupbuys.channels import losing, posts
from people import meeting, reaching
from people.model import Person
from storage.outbox import Notice, owe
from storage.schema import to_milliseconds
from storage.transaction import Transaction

ASKED = "asked "
"""Begins the detail of news about a chat that was asked for: whoever picks it hears of it by that very answer."""

_SOON = timedelta(seconds=20)
"""Who asked for a chat and brought the bot in by hand is told after so long, if no choice came."""


def take(event: RoomEvent, tx: Transaction) -> None:
    """Write down what happened; who should hear of it, hears of it in private."""
    bot, chat = event.place.bot, event.place.chat
    match event:
        case StandingChanged():
            _changed(event, tx)
        case ChatMoved():
            posts.moved(tx, bot, chat, event.to)
        case ChatRenamed():
            channels.retitle(tx, bot, chat, event.title)


def owned(tx: Transaction, person_id: int) -> tuple[Engagement, ...]:
    """The shops whose channels this person may change."""
    return tuple(one for one in shops_of(tx, person_id) if may(one.role, Action.SETTINGS))


def waiting(tx: Transaction, person: Person, bot: int) -> AddChannel | None:
    """The chat that this person was asked to pick, if that still waits."""
    reach = reaching.where(tx, person.id, bot)
    if reach is None:
        return None
    asked = asking.question(Visit(tx, person, Place(bot, reach.chat)))
    return asked if isinstance(asked, AddChannel) else None


def _changed(event: StandingChanged, tx: Transaction) -> None:
    place, can_post = event.place, event.stands == "posts"
    chat = Found(place.bot, place.chat, place.kind, event.title, event.username)
    who = meeting.known(tx, event.sender.channel, event.sender.id)
    before = standings.known(tx, place.bot, place.chat)
    standings.note(tx, chat, who.id if who is not None else None, can_post=can_post)
    channels.rename(tx, chat)
    if not can_post:
        posts.lost(tx, place.bot, place.chat)
        return
    back = losing.regain_chat(tx, place.bot, place.chat, who.id if who is not None else None)
    is_news = before is None or not before.can_post
    if who is not None and is_news and not back:
        _recognise(tx, chat, who)


def _recognise(tx: Transaction, chat: Found, who: Person) -> None:
    """Somebody brought the bot in: for the shop that asked, for their only one, or else they are asked."""
    theirs = owned(tx, who.id)
    asked = waiting(tx, who, chat.bot)
    for_asked = asked is not None and asked.shop_id in {one.shop_id for one in theirs}
    if asked is not None and for_asked and not channels.is_full(tx, asked.shop_id):
        connected = _connect(tx, asked.shop_id, chat, who)
        when = f"{ASKED}{to_milliseconds(tx.now)}"
        owe(tx, Notice("channel_on", connected.id, who.id, when, due_at=tx.now + _SOON))
    elif (
        len(theirs) == 1 and chat.kind == "channel" and not channels.is_full(tx, theirs[0].shop_id)
    ):
        connected = _connect(tx, theirs[0].shop_id, chat, who)
        owe(tx, Notice("channel_on", connected.id, who.id, _when(tx)))
    elif theirs or (chat.kind == "channel" and reaching.where(tx, who.id, chat.bot) is not None):
        stands = standings.known(tx, chat.bot, chat.chat)
        if stands is not None:
            owe(tx, Notice("channel_which", stands.id, who.id, _when(tx)))


def _connect(tx: Transaction, shop_id: int, chat: Found, who: Person) -> Channel:
    channels.connect(tx, shop_id, chat, who.id)
    connected = channels.in_chat(tx, shop_id, chat.bot, chat.chat)
    if connected is None:
        raise LookupError(f"a channel of shop {shop_id} was just written")
    return connected


def _when(tx: Transaction) -> str:
    return str(to_milliseconds(tx.now))
