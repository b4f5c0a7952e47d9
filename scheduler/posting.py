"""Sending posts: a deal's message goes into its channel once, when the deal is on, and its number is kept."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from catalog.offers import DealLine, DealState, find_deal
from flows.faces import Screen
from flows.replies import Say
from groupbuys.channels import hushing, posts, roundup_standing
from groupbuys.channels.hushing import Aloud, Silent, Until
from groupbuys.channels.posts import Post, PostState
from groupbuys.channels.rhythm import LATE
from people.model import Reach
from scheduler.looking import Compose, Drop, HoldBack, Look, OutOfReach, Speak
from scheduler.sending import Sent, TryLater, Unreachable
from scheduler.speaking import Mouth, Said
from scheduler.telling import Looking, Teller, write_down
from storage import alarms
from storage.claiming import Owed
from storage.database import Database
from storage.transaction import Transaction

PostFace: TypeAlias = Callable[[Transaction, Post], Screen | None]
"""The newest face of a post; None where there is nothing to show."""

SOON = timedelta(seconds=5)
"""A deal whose time has come, and that is not turned on yet, is looked at again so soon ..."""

PAUSED = timedelta(minutes=1)
"""... and one that is paused, so."""


def poster(
    database: Database, mouths: Mapping[int, Mouth], compose: Compose, face: PostFace
) -> Teller:
    """Who sends posts, behind everything that people wait for."""
    return Teller(database, mouths, compose, looking=looking(face), settling=settle, last=True)


def looking(face: PostFace) -> Looking:
    """The last look at a post that is to be sent: with this face, if its deal is on."""

    def look(tx: Transaction, owed: Owed) -> Look:
        found = posts.by_id(tx, owed.subject_id)
        if found is None or found.state is not PostState.OWED:
            return Drop("taken down")
        return OutOfReach() if found.lost else _words(tx, found, face)

    return look


def _words(tx: Transaction, found: Post, face: PostFace) -> Look:
    if found.removed:
        return Drop("removed")
    return _of_deal(tx, found, face) if found.deal_id else _of_many(tx, found, face)


def _of_deal(tx: Transaction, found: Post, face: PostFace) -> Look:
    deal = find_deal(tx, found.deal_id)
    if deal is None or deal.is_over:
        return Drop("over")
    if deal.state is not DealState.LIVE:
        return HoldBack(_again(tx, deal))
    screen = face(tx, found)
    if screen is None:
        return Drop("over")
    there = Reach(found.bot, found.chat)
    match hushing.voice(tx, found.shop_id, tx.now):
        case Until(moment=moment):
            return HoldBack(moment)
        case Silent():
            return Speak(there, (Say(screen, silent=True),))
        case Aloud():
            return Speak(there, (Say(screen),))


def _of_many(tx: Transaction, found: Post, face: PostFace) -> Look:
    """A round-up goes out at the hour that its shop chose, or not at all; in quiet hours without a sound."""
    if tx.now - found.made_at > LATE:
        return Drop("late")
    screen = face(tx, found)
    if screen is None:
        return Drop("over")
    silent = not isinstance(hushing.voice(tx, found.shop_id, tx.now), Aloud)
    return Speak(Reach(found.bot, found.chat), (Say(screen, silent=silent),))


def _again(tx: Transaction, deal: DealLine) -> datetime:
    """When a post of a deal that is not on is looked at again."""
    if deal.state is DealState.PAUSED:
        return tx.now + PAUSED
    return max(tx.now + SOON, deal.starts_at or tx.now)


def settle(tx: Transaction, begun: Owed, speak: Speak, said: Said) -> datetime | None:
    """Everything that an attempt to send a post means; one whose answer was lost stays unknown."""
    bot, chat = speak.reach.bot, speak.reach.chat
    match said.outcome:
        case Sent(message_id=None):
            return write_down(tx, begun, TryLater(maybe_sent=True, reason="no message number"))
        case Sent(message_id=int(number)):
            posts.sent(tx, begun.subject_id, number, marks(speak.replies))
            roundup_standing.stands(tx, begun.subject_id)
        case Unreachable(moved_to=int(there)):
            posts.moved(tx, bot, chat, there)
            return write_down(tx, begun, TryLater(reason="the group became a supergroup"))
        case Unreachable(message_only=False, reason=reason):
            lose(tx, bot, chat, reason)
        case _:
            pass
    return write_down(tx, begun, said.outcome)


def lose(tx: Transaction, bot: int, chat: int, reason: str) -> None:
    """The bot may not speak there any more: its posts stay as they are until it is let in again (promise 31)."""
    if not posts.lost(tx, bot, chat):
        alarms.raise_alarm(tx, "chat_gone", chat, reason)


def marks(replies: tuple[object, ...]) -> str:
    """What tells this face from another, in 16 characters."""
    return "".join(mark(reply.screen) for reply in replies if isinstance(reply, Say))[:16]


def mark(screen: Screen) -> str:
    """The same of one screen: its words, the labels and addresses of its buttons."""
    said = f"{screen.text}\0{screen.buttons!r}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
