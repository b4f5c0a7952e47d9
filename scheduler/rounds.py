"""What a round over the cards of a group buy came to, and when the next one is worth making."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from catalog.keeping import standings
from flows.faces import Screen
from groupbuys import cards
from groupbuys.cards import Card
from groupbuys.channels import posts
from groupbuys.coupons import cards as packet_cards
from groupbuys.coupons.cards import PacketCard
from groupbuys.dropped import copies, deal_copies
from groupbuys.dropped.copies import Copy
from groupbuys.dropped.deal_copies import DealCopy
from groupbuys.prompts import prompts
from groupbuys.prompts.prompts import Prompt
from people import reaching
from scheduler.judging import backoff
from scheduler.sending import Outcome, Sent, TryLater, Unreachable
from scheduler.stragglers import Dropped
from storage import alarms, claiming
from storage.claiming import Owed
from storage.transaction import Transaction

LEASE = timedelta(minutes=2)
"""How long a round may take before somebody else begins one."""

GAP = timedelta(seconds=3)
"""At least this long between two rounds over the same cards ..."""

LONGEST_GAP = timedelta(seconds=6)
"""... and this long while much is going on: nobody reads faster, and a group chat has 20 messages a minute."""

_LIVELY = 2
"""Versions in one round: taking a seat and paying for it are two."""

_HOPELESS = 60
"""Rounds in a row that left a card behind: about ten hours."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The card is current, or gone for good; `steps` versions were made up for."""

    steps: int = 0


@dataclass(frozen=True, slots=True)
class Behind:
    """The card is still behind; `wait` where its chat has to be silent for so long, None where an edit failed."""

    wait: timedelta | None = None


def after_edit(tx: Transaction, card: Card, screen: Screen, outcome: Outcome) -> Shown | Behind:
    """Write down what became of an edit. One that may have arrived is simply made again."""
    match outcome:
        case Sent():
            cards.updated(tx, card, screen.card_version)
            return Shown(screen.card_version - card.shown)
        case TryLater():
            return Behind()
        case Unreachable(message_only=True):
            cards.forget(tx, card)
        case Unreachable(moved_to=int(new)):
            posts.moved(tx, card.bot, card.chat, new)
        case Unreachable(reason=reason):
            _lose(tx, card, reason)
    return Shown()


def after_renewal(
    tx: Transaction, copy: Dropped, screen: Screen, outcome: Outcome
) -> Shown | Behind:
    """The same of a copy; it has no chat that could be lost, so one that cannot be edited is simply gone."""
    match outcome:
        case Sent():
            _updated(tx, copy, screen.card_version)
            return Shown(screen.card_version - copy.shown if copy.shown else 0)
        case TryLater():
            return Behind()
        case Unreachable():
            forget(tx, copy)
    return Shown()


def after_putting_right(tx: Transaction, shown: Prompt, outcome: Outcome) -> Shown | Behind:
    """The same of what asked to pay: put right, or out of reach, it is over either way."""
    if isinstance(outcome, TryLater):
        return Behind()
    prompts.forget(tx, shown)
    return Shown()


def forget(tx: Transaction, copy: Dropped) -> None:
    """What stood there shows nothing any more."""
    match copy:
        case PacketCard():
            packet_cards.forget(tx, copy)
        case DealCopy():
            deal_copies.forget(tx, copy)
        case Copy():
            copies.forget(tx, copy)


def _updated(tx: Transaction, copy: Dropped, version: int) -> None:
    match copy:
        case PacketCard():
            packet_cards.updated(tx, copy, version)
        case DealCopy():
            deal_copies.updated(tx, copy, version)
        case Copy():
            copies.updated(tx, copy, version)


def _lose(tx: Transaction, card: Card, reason: str) -> None:
    """The whole chat is gone: a person who blocked the bot, or a group that threw it out (promises 30, 31)."""
    if card.chat > 0:
        cards.dead(tx, card.bot, card.chat)
        reaching.unreachable(tx, card.bot, card.chat)
    elif not posts.lost(tx, card.bot, card.chat) and not _is_among_people(tx, card):
        alarms.raise_alarm(tx, "chat_gone", card.chat, reason)


def _is_among_people(tx: Transaction, card: Card) -> bool:
    """Whether it stood in a group chat that the bot was brought into: such come and go, and nobody need look at it."""
    known = standings.known(tx, card.bot, card.chat)
    return known is not None and known.chat.kind == "group"


def after_round(
    tx: Transaction, owed: Owed, results: Sequence[Shown | Behind], *, more: bool
) -> None:
    """Settle the round: over, unless there are more cards, some are behind, or it was owed anew meanwhile.

    One that is given up is over too, but not where there has been news since: that begins anew.

    Another one is due at once only where there are more cards and this one got somewhere; in an outage none does.
    """
    left = [one for one in results if isinstance(one, Behind)]
    failed = any(one.wait is None for one in left)
    if failed and owed.attempts >= _HOPELESS:
        claiming.settle_newest(tx, owed, tx.now + GAP, "unknown", "a card cannot be edited")
    elif more and len(left) < len(results):
        claiming.give_back(tx, [owed], tx.now)
    elif left:
        soonest = min(backoff(owed.attempts + 1) if one.wait is None else one.wait for one in left)
        claiming.give_back(tx, [owed], tx.now + max(soonest, GAP), tried=int(failed))
    else:
        steps = max((one.steps for one in results if isinstance(one, Shown)), default=0)
        claiming.settle_newest(tx, owed, tx.now + (GAP if steps <= _LIVELY else LONGEST_GAP))
