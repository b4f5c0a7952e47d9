"""Losing a chat and being let in again: its channels, its cards, and word to those who keep the shops (promise 31)."""

from collections.abc import Iterable

from catalog.keeping import channels, standings
from catalog.keeping.channels import Channel
from catalog.keeping.roles import Action, Role, may
from catalog.keeping.staff import colleagues
from groupbuys import cards
from groupbuys.chats import moving
from storage.outbox import Notice, owe
from storage.schema import to_milliseconds
from storage.transaction import Transaction


def lose_chat(tx: Transaction, bot: int, chat: int) -> tuple[Channel, ...]:
    """The bot cannot post there any more, as the messenger said or as a refused message showed.

    Its channels are lost, its cards dead, and the keepers of each shop concerned are told, once. Saying so again
    does nothing. Gives the channels that this ended.
    """
    standings.silenced(tx, bot, chat)
    cards.dead(tx, bot, chat)
    lost = channels.lose(tx, bot, chat)
    tell_lost(tx, lost)
    return lost


def tell_lost(tx: Transaction, lost: Iterable[Channel]) -> None:
    """Owe word of these channels, lost just now, to everybody who posts deals in their shops."""
    _tell(tx, "channel_lost", lost)


def regain_chat(tx: Transaction, bot: int, chat: int, by: int | None) -> tuple[Channel, ...]:
    """The bot can post there (again): lost channels are as before, cards are brought up to date, keepers are told.

    `by` let it in, and waits to hear that it worked; the others need not be woken up for it.
    """
    cards.alive(tx, bot, chat)
    found = channels.regain(tx, bot, chat)
    _tell(tx, "channel_back", found, by)
    return found


def move_chat(tx: Transaction, bot: int, old: int, new: int) -> None:
    """A group became a supergroup: it goes on under another number, and what stood in the old one stays as it is.

    Both groups tell of it, and that the bot left one and came into the other, in whichever order.
    """
    channels.move(tx, bot, old, new)
    standings.move(tx, bot, old, new)
    cards.dead(tx, bot, old)
    moving.moved(tx, bot, old, new)
    there = standings.known(tx, bot, new)
    if there is not None and there.can_post:
        regain_chat(tx, bot, new, None)


def keepers(tx: Transaction, shop_id: int) -> tuple[int, ...]:
    """Those who post deals in a shop: its owner and its managers."""
    return tuple(one.person_id for one in colleagues(tx, shop_id) if _posts(one.role))


def _posts(role: Role) -> bool:
    return may(role, Action.DEALS)


def _tell(tx: Transaction, kind: str, about: Iterable[Channel], waits: int | None = None) -> None:
    when = str(to_milliseconds(tx.now))
    told = [
        Notice("channel_on" if person_id == waits else kind, one.id, person_id, when)
        for one in about
        for person_id in keepers(tx, one.shop_id)
    ]
    owe(tx, *told)
