"""Cards kept current: the messages that show a group buy are edited to its newest face, a few times and at last."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import TypeAlias

from flows import shared_deals
from flows.cards import copied
from flows.chats.faces import newest
from flows.coupons.cards import face
from flows.faces import Screen
from flows.prompts import face as prompt_face
from flows.prompts import is_over
from groupbuys import cards, finding
from groupbuys.cards import Card
from groupbuys.channels import freshness
from groupbuys.coupons import cards as packet_cards
from groupbuys.coupons.cards import PacketCard
from groupbuys.dropped import copies, deal_copies
from groupbuys.dropped.copies import Copy
from groupbuys.dropped.deal_copies import DealCopy
from groupbuys.model import GroupState
from groupbuys.prompts import prompts
from groupbuys.prompts.prompts import Prompt
from scheduler.crew import Crew
from scheduler.rounds import (
    LEASE,
    Behind,
    Shown,
    after_edit,
    after_putting_right,
    after_renewal,
    after_round,
    forget,
)
from scheduler.sending import Outcome, Sent
from scheduler.speaking import Mouth
from scheduler.stragglers import Dropped, Shared, Stragglers
from storage import alarms, claiming
from storage.claiming import Owed
from storage.database import Database
from storage.outbox import CARDS, DEAL_CARDS, PACKET_CARDS, PROMPTS, Lane
from storage.transaction import Transaction

Face: TypeAlias = Callable[[Transaction, int, int], Screen | None]
"""The newest face of a group buy's card for its reader: (tx, group_buy_id, person_id, or 0 in a shared chat).

None where there is nothing to show any more."""

CopyFace: TypeAlias = Callable[[Transaction, int, Copy], Screen | None]
"""The same of a copy that somebody dropped into a chat of theirs."""

HungFace: TypeAlias = Callable[[Transaction, Card], Screen | None]
"""The same of a message in a group chat where the group buy hangs; None where it is none of those."""

_PATIENCE = 5.0
"""Seconds: a chat that must be silent for longer is left to a later round, for the other cards' sake."""

_ROUND = 100
"""Cards of one group buy that are edited before somebody else's come."""

_SHARED = 3
"""So many cards that everybody sees for one of a member."""


class Showing:
    """Brings the cards of group buys up to date: `most` group buys at once, `hands` edits at once."""

    def __init__(
        self,
        database: Database,
        mouths: Mapping[int, Mouth],
        face: Face,
        *,
        copied: CopyFace = copied,
        hung: HungFace = newest,
        most: int = 8,
        hands: int = 8,
    ) -> None:
        self._database = database
        self._mouths = mouths
        self._face = face
        self._copied = copied
        self._hung = hung
        self._hands = asyncio.Semaphore(hands)
        self._stragglers = Stragglers()
        self._stopping = False
        self.crew = Crew(most)

    async def pay(self) -> int:
        """Claim group buys whose cards are behind, and send somebody to each; returns how many."""
        silent = all(mouth.pacer.paused_for for mouth in self._mouths.values())
        if not self.crew.free or self._stopping or silent:
            return 0
        if not await self._database.run(_is_due, reads=True):
            return 0
        most = self.crew.free
        claimed = await self._database.run(lambda tx: _claim(tx, most))
        for owed in claimed:
            self.crew.send(self._bring_up(owed))
        return len(claimed)

    async def stop(self) -> None:
        """Begin no edit any more; the cards that are left stay owed."""
        self._stopping = True
        await self.crew.all_back()

    async def _bring_up(self, owed: Owed) -> None:
        """One round over the cards of one group buy that are behind."""
        group, most = owed.id, _ROUND + self._stragglers.of(owed.id)
        found = await self._database.run(
            lambda tx: _behind(tx, owed, most, self._mouths), reads=True
        )
        more = len(found) >= _ROUND
        chosen = self._stragglers.last(group, found)[:_ROUND]
        results = await asyncio.gather(*(self._edit(owed, card) for card in chosen))
        for card, result in zip(chosen, results, strict=True):
            self._stragglers.note(group, card, behind=isinstance(result, Behind))
        await self._database.run(lambda tx: after_round(tx, owed, results, more=more))

    async def _edit(self, owed: Owed, card: Shared) -> Shown | Behind:
        """Give one card its newest face, unless its chat must be silent for long."""
        async with self._hands:
            mouth = self._mouths[card.bot]
            delay = mouth.pacer.delay(card.chat)
            if delay > _PATIENCE or self._stopping:
                return Behind(timedelta(seconds=delay))
            await mouth.pacer.wait(card.chat, interactive=False)
            try:
                if isinstance(card, Prompt):
                    return await self._put_right(card, mouth)
                if not isinstance(card, Card):
                    return await self._renew_copy(owed.subject_id, card, mouth)
                return await self._renew(owed.subject_id, card, mouth)
            except Exception as error:  # noqa: BLE001  what breaks one card must not hold up the others
                kind, why = "card" if owed.kind == CARDS else owed.kind, repr(error)
                number = owed.subject_id
                await self._database.run(lambda tx: alarms.raise_alarm(tx, kind, number, why))
                return Behind()

    async def _renew(self, group: int, card: Card, mouth: Mouth) -> Shown | Behind:
        """Edit with the face of this very moment: while waiting for the turn to speak there may have been news."""
        screen = await self._database.run(lambda tx: self._newest(tx, group, card), reads=True)
        if screen is None:
            await self._database.run(lambda tx: cards.forget(tx, card))
            return Shown()
        outcome = await mouth.edit(card.chat, card.message_id, screen)
        return await self._database.run(lambda tx: after_edit(tx, card, screen, outcome))

    def _newest(self, tx: Transaction, group: int, card: Card) -> Screen | None:
        hung = self._hung(tx, card) if card.chat < 0 else None
        return hung or self._face(tx, group, card.person_id)

    async def _put_right(self, shown: Prompt, mouth: Mouth) -> Shown | Behind:
        """What asked to pay asks in vain: its words say so, and an invoice that nobody may pay is taken away."""
        screen, gone = await self._database.run(lambda tx: _of_prompt(tx, shown), reads=True)
        outcome: Outcome = Sent()
        if gone:
            outcome = await mouth.delete(shown.chat, shown.message_id)
        elif screen is not None and shown.reader:
            outcome = await mouth.reword(shown.chat, shown.reader, shown.message_id, screen)
        elif screen is not None:
            outcome = await mouth.edit(shown.chat, shown.message_id, screen)
        return await self._database.run(lambda tx: after_putting_right(tx, shown, outcome))

    async def _renew_copy(self, group: int, copy: Dropped, mouth: Mouth) -> Shown | Behind:
        """The same of what was dropped into a chat: a copy, a deal, a packet."""

        def face_of(tx: Transaction) -> Screen | None:
            match copy:
                case PacketCard():
                    return face(tx, copy)
                case DealCopy():
                    return shared_deals.face(tx, copy)
                case Copy():
                    return self._copied(tx, group, copy)

        screen = await self._database.run(face_of, reads=True)
        if screen is None:
            await self._database.run(lambda tx: forget(tx, copy))
            return Shown()
        outcome = await mouth.renew(copy.chat, copy.inline_id, screen)
        return await self._database.run(lambda tx: after_renewal(tx, copy, screen, outcome))


def _behind(tx: Transaction, owed: Owed, most: int, bots: Collection[int]) -> tuple[Shared, ...]:
    """What shows an older state of a group buy (or packet) than there is, in the order in which it is brought up."""
    group = owed.subject_id
    if owed.kind == PACKET_CARDS:
        return packet_cards.stale(tx, group, most, bots)
    if owed.kind == DEAL_CARDS:
        return deal_copies.stale(tx, group, most, bots)
    if owed.kind == PROMPTS:
        return prompts.over_for(tx, group, most, bots)
    shared = cards.stale(tx, group, most, bots, shared=True)
    dropped = copies.stale(tx, group, most, bots)
    own = cards.stale(tx, group, most, bots, shared=False)
    found = finding.group(tx, group)
    runs = found is not None and found.state is GroupState.FORMING
    asked = prompts.over(tx, group, most, bots)
    return *asked, *tuple(_mixed((*shared, *dropped), own, _SHARED if runs else most))


def _of_prompt(tx: Transaction, shown: Prompt) -> tuple[Screen | None, bool]:
    """The new face of words that asked to pay, or whether an invoice is to go."""
    if shown.form == "invoice":
        return None, is_over(tx, shown)
    return prompt_face(tx, shown), False


def _mixed(
    shared: Sequence[Card | Copy], own: Sequence[Card], at_once: int
) -> Iterator[Card | Copy]:
    """What many see goes before the cards of members, but while the group runs it never keeps those from their turn.

    Once it is over nobody must find a button that joins it any more; its members have a message of their own.
    """
    first, then = iter(shared), iter(own)
    while batch := (*islice(first, at_once), *islice(then, 1)):
        yield from batch


def _is_due(tx: Transaction) -> bool:
    return claiming.is_due(tx, Lane.CARDS)


def _claim(tx: Transaction, most: int) -> tuple[Owed, ...]:
    """What is news of a group buy is news of its deal's posts and copies: told here, and not in the join."""
    claimed = claiming.claim(tx, Lane.CARDS, most, LEASE)
    if claimed:
        groups = [owed.subject_id for owed in claimed if owed.kind == CARDS]
        freshness.news_of_groups(tx, groups)
        deal_copies.news_of_groups(tx, groups)
    return claimed
