"""News about channels and groups, put into words at the moment they are sent."""

from catalog.keeping import channels, standings
from catalog.keeping.channels import Channel
from catalog.keeping.shopkeeping import KeptShop, kept
from flows import rooms
from flows.faces import Screen
from flows.screens.desk import channels as screen
from flows.texts import Texts
from groupbuys.channels.losing import keepers
from people.model import Person
from storage.transaction import Transaction

KINDS = frozenset({"channel_on", "channel_back", "channel_lost", "channel_which"})
"""The number is a channel's, and a standing's for "channel_which"."""


def compose(
    tx: Transaction, kind: str, subject_id: int, person: Person, detail: str
) -> Screen | None:
    """One notice, or None where it is not true any more."""
    if kind == "channel_which":
        return _which(tx, subject_id, person)
    one = channels.by_id(tx, subject_id)
    shop = kept(tx, one.shop_id) if one is not None else None
    if one is None or shop is None or person.id not in keepers(tx, shop.id):
        return None
    if kind == "channel_lost":
        return screen.lost(_texts(person, shop), shop, one) if one.lost else None
    if one.lost or (detail.startswith(rooms.ASKED) and _was_picked(tx, one, person)):
        return None
    return screen.connected(_texts(person, shop), shop, one)


def _was_picked(tx: Transaction, one: Channel, person: Person) -> bool:
    """The question does not wait any more: whoever asked has been answered already."""
    asked = rooms.waiting(tx, person, one.bot)
    return asked is None or asked.shop_id != one.shop_id


def _which(tx: Transaction, standing_id: int, person: Person) -> Screen | None:
    """For which of one's shops? Where somebody owns none, what the bot is for."""
    stands = standings.by_id(tx, standing_id)
    if stands is None or not stands.can_post or stands.changed_by != person.id:
        return None
    chat = stands.chat
    theirs = rooms.owned(tx, person.id)
    if not theirs:
        return screen.keeps_none(Texts(person.language), chat)
    left = [
        one
        for one in theirs
        if (known := channels.in_chat(tx, one.shop_id, chat.bot, chat.chat)) is None or known.lost
    ]
    return screen.which(Texts(person.language), chat, standing_id, left) if left else None


def _texts(person: Person, shop: KeptShop) -> Texts:
    return Texts(person.language, person.zone or shop.zone)
