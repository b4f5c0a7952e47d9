"""Telling one person one thing: a last look, the wait for a turn to speak, the attempt, and what it means."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from groupbuys import cards
from groupbuys.cards import Card
from groupbuys.prompts import prompts
from groupbuys.prompts.prompts import Prompt
from people import reaching
from people.model import Reach
from scheduler.judging import Again, Over, judge
from scheduler.looking import Compose, Drop, Gather, HoldBack, Look, OutOfReach, Speak, look
from scheduler.sending import Outcome, TryLater, Unreachable
from scheduler.speaking import Mouth, Said, Shown
from storage import alarms, claiming, gathering
from storage.claiming import Owed
from storage.database import Database
from storage.outbox import Notice, owe_anew
from storage.transaction import Transaction

LEASE = timedelta(minutes=1)
"""How long a relay that died keeps what it had claimed."""

_STANDSTILL = 8
"""Failures in a row from which on it is the line that is down, and not one message that is bad."""

_LONGEST_REST = 30
"""Seconds between two tries whether the line is up again."""

_WORTH_A_LOOK = 5
"""Times that a notice could not be put into words before the operator hears of it."""

Looking: TypeAlias = Callable[[Transaction, Owed], Look]
"""The last look at a claimed row."""

Settling: TypeAlias = Callable[[Transaction, Owed, Speak, Said], datetime | None]
"""Writes down everything that an attempt means; the moment from which on to try again, None where it is over."""


class Teller:
    """Says one row after the other for whoever claimed it; `mouths` by the bot's number.

    What people are told is put into words by `compose`; others bring their own way to look and to settle, and wait
    behind everybody (`last`).
    """

    def __init__(
        self,
        database: Database,
        mouths: Mapping[int, Mouth],
        compose: Compose,
        *,
        looking: Looking | None = None,
        settling: Settling | None = None,
        last: bool = False,
    ) -> None:
        self._database = database
        self._mouths = mouths
        self._look = looking or partial(_look, compose)
        self._settle = settling or _settle
        self._last = last
        self._failures = 0
        self._rests_until: datetime | None = None
        self.stopping = False

    @property
    def is_resting(self) -> bool:
        """Whether nothing should be claimed now: all are told to be silent, or the line is down."""
        if self.stopping or all(mouth.pacer.paused_for for mouth in self._mouths.values()):
            return True
        return self._rests_until is not None and self._database.clock() < self._rests_until

    async def tell(self, owed: Owed) -> datetime | None:
        """Tell this and settle it; if it has to be tried again, the moment from which on."""
        try:
            looked = await self._database.run(lambda tx: self._look(tx, owed), reads=True)
        except Exception as error:  # noqa: BLE001  what breaks one notice must not hold up the others
            return await self._put_off(owed, repr(error))
        match looked:
            case Speak():
                return await self._speak(owed, looked)
            case HoldBack(until=until):
                await self._database.run(lambda tx: claiming.give_back(tx, [owed], until))
            case Gather(at=at):
                await self._database.run(lambda tx: gathering.gather(tx, owed, at))
            case Drop(why=why):
                await self._database.run(lambda tx: claiming.settle(tx, owed, "dropped", why))
            case OutOfReach():
                await self._database.run(lambda tx: _keep(tx, owed))
        return None

    async def _speak(self, owed: Owed, speak: Speak) -> datetime | None:
        bot, chat = speak.reach.bot, speak.reach.chat
        if bot not in self._mouths:
            return await self._put_off(owed, f"bot {bot} does not speak here")
        mouth = self._mouths[bot]
        await mouth.pacer.wait(chat, interactive=False, last=self._last)
        begun = await self._begin(owed)
        if begun is None:
            return self._database.clock()
        said = await mouth.say(chat, speak.replies)
        self._heed(said.outcome)
        return await self._database.run(lambda tx: self._settle(tx, begun, speak, said))

    async def _begin(self, owed: Owed) -> Owed | None:
        """Write down that it may be out from now on; None if it is not ours any more, or we are to stop."""
        if self.stopping:
            now = self._database.clock()
            await self._database.run(lambda tx: claiming.give_back(tx, [owed], now))
            return None
        return await self._database.run(lambda tx: claiming.begin(tx, owed, LEASE))

    async def _put_off(self, owed: Owed, why: str) -> datetime | None:
        """It could not even be begun."""

        def turn(tx: Transaction) -> datetime | None:
            tried = replace(owed, attempts=owed.attempts + 1)
            if tried.attempts >= _WORTH_A_LOOK:
                alarms.raise_alarm(tx, "notice", owed.id, f"{owed.kind} {owed.subject_id}: {why}")
            return write_down(tx, tried, TryLater(reason=why), tried=1)

        return await self._database.run(turn)

    def _heed(self, outcome: Outcome) -> None:
        """After many failures in a row rest, longer each time, until something goes through again."""
        if not isinstance(outcome, TryLater):
            self._failures = 0
        elif outcome.after is None:
            self._failures += 1
        beyond = self._failures - _STANDSTILL
        if beyond >= 0:
            rest = timedelta(seconds=min(2 ** min(beyond, 10), _LONGEST_REST))
            self._rests_until = self._database.clock() + rest


def _look(compose: Compose, tx: Transaction, owed: Owed) -> Look:
    return look(tx, owed, compose)


def _settle(tx: Transaction, begun: Owed, speak: Speak, said: Said) -> datetime | None:
    """Everything that this attempt means, in one turn."""
    reach = speak.reach
    for shown in said.cards:
        card = Card(
            reach.bot, reach.chat, shown.message_id, begun.person_id, shown.screen.card_version
        )
        cards.show(tx, card, shown.screen.card_of or begun.subject_id)
    for shown in said.prompts:
        _remember(tx, reach, shown)
    if isinstance(said.outcome, Unreachable) and not said.outcome.message_only:
        reaching.unreachable(tx, reach.bot, reach.chat)
    return write_down(tx, begun, said.outcome)


def _remember(tx: Transaction, reach: Reach, shown: Shown) -> None:
    """What was said asks to pay: it is put right once there is nothing to pay, as may be by now."""
    asks = shown.screen.asks
    if asks is not None:
        about = (asks.what, asks.id, asks.group_buy_id)
        prompts.keep(tx, [Prompt(reach.bot, reach.chat, shown.message_id, 0, "words", *about)])
        owe_anew(tx, Notice("cards", asks.group_buy_id))


def write_down(tx: Transaction, owed: Owed, outcome: Outcome, tried: int = 0) -> datetime | None:
    """Settle the row, or owe it again: from the returned moment on."""
    match judge(owed, outcome, tx.now):
        case Over(end=end, why=why):
            claiming.settle(tx, owed, end, why)
            return None
        case Again(after=after, why=why):
            claiming.give_back(tx, [owed], tx.now + after, why, tried=tried)
            return tx.now + after


def _keep(tx: Transaction, owed: Owed) -> None:
    """Nobody is there: kept until they come back, unless they just did."""
    reach = reaching.where(tx, owed.person_id, owed.bot)
    if reach is None or reach.unreachable_at is not None:
        claiming.settle(tx, owed, "unreachable")
    else:
        claiming.give_back(tx, [owed], tx.now)
