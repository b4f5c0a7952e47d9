"""The cards of packets: dropped into any chat by their givers, in their words, and shown as they stand."""

import re

from flows import base36
from flows.coupons.pages import gift
from flows.events import InlineChosen
from flows.faces import Screen
from flows.links import GIFT, PACKET
from flows.replies import InlineResult
from flows.screens import coupons as screen
from flows.texts import Texts
from flows.visit import Visit
from groupbuys.coupons import cards, packets
from groupbuys.coupons.cards import PacketCard
from people import meeting
from storage.transaction import Transaction

_ONE = re.compile(re.escape(PACKET) + r"([0-9a-z]{1,13})")


def offered(visit: Visit, words: str) -> tuple[InlineResult, ...] | None:
    """The one packet that a giver's button names: for them, and for nobody else; None where it names none at all."""
    one = _ONE.fullmatch(words)
    if one is None:
        return None
    found = packets.by_id(visit.tx, base36.read(one[1]) or 0)
    if found is None or found.giver_id != visit.person.id:
        return ()
    if not found.is_open(visit.tx.now) or not found.left:
        return ()
    return (screen.offered(visit.texts, gift(visit.tx, visit.texts, found)),)


def dropped(event: InlineChosen, tx: Transaction) -> bool:
    """A packet's card was dropped: it is kept current from now on. False where it was something else."""
    if not event.result.startswith(GIFT):
        return False
    cards.drop(tx, event.place.bot, event.message, event.result.removeprefix(GIFT))
    return True


def face(tx: Transaction, card: PacketCard) -> Screen | None:
    """The newest face of a packet's card, in its giver's words; None where one of the two is gone."""
    found = packets.by_id(tx, card.packet_id)
    giver = None if found is None else meeting.by_id(tx, found.giver_id)
    if found is None or giver is None:
        return None
    t = Texts(giver.language, giver.zone or "UTC")
    return screen.card(t, gift(tx, t, found))
