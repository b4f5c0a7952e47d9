"""Where the scheduler's stories happen: a shop, a messenger that does what the story says, and a clock."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from sqlalchemy import select

from flows.faces import Screen
from flows.replies import Reply, Say
from people.meeting import Greeting, meet
from scheduler.pacer import Pacer
from scheduler.relay import Relay
from scheduler.sending import Outcome, Sent, TryLater, Unreachable
from scheduler.speaking import Mouth
from scheduler.telling import Teller
from storage.outbox import Notice, owe
from storage.tables import alarm, outbox
from storage.transaction import Found, Transaction
from tests.stories import BOT, NOON, Town

BLOCKED = Unreachable("Forbidden: bot was blocked by the user")


def words(
    _tx: Transaction, kind: str, subject: int, _person: int, detail: str
) -> tuple[Reply, ...]:
    """Any notice in plain words."""
    return (Say(Screen(f"{kind} {subject} {detail}".strip())),)


@dataclass
class Spoken:
    """One attempt: when, to which chat, and the words."""

    at: datetime
    chat: int
    text: str
    message_id: int | None = None
    silent: bool = False


@dataclass
class ScriptedSender:
    """A messenger's double: answers what the story put into `next`, and otherwise that it is sent."""

    clock: Callable[[], datetime]
    bot: int = BOT
    said: list[Spoken] = field(default_factory=list)
    edits: list[Spoken] = field(default_factory=list)
    deleted: list[Spoken] = field(default_factory=list)
    next: "defaultdict[int, list[Outcome]]" = field(default_factory=lambda: defaultdict(list))
    reworded: list[tuple[int, int, Screen]] = field(default_factory=list)
    renewed: list[tuple[datetime, str, Screen]] = field(default_factory=list)
    of_copies: "defaultdict[str, list[Outcome]]" = field(default_factory=lambda: defaultdict(list))
    always: dict[int, Outcome] = field(default_factory=dict)
    before: Callable[[int], None] = lambda _: None
    files: dict[str, bytes] = field(default_factory=dict)
    fetches: "list[TryLater | Unreachable]" = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def say(self, chat: int, reply: Reply) -> Outcome:
        """Say it, as scripted."""
        assert isinstance(reply, Say)
        self.before(chat)
        outcome = self._answer(chat, next(self._numbers))
        self.said.append(Spoken(self.clock(), chat, reply.screen.text, silent=reply.silent))
        return outcome

    async def edit(self, chat: int, message_id: int, screen: Screen) -> Outcome:
        """Edit it, as scripted."""
        self.before(chat)
        outcome = self._answer(chat, None)
        self.edits.append(Spoken(self.clock(), chat, screen.text, message_id))
        return outcome

    async def reword(self, chat: int, reader: int, number: int, screen: Screen) -> Outcome:
        """Give a private word new words, as scripted."""
        self.before(chat)
        outcome = self._answer(chat, None)
        self.reworded.append((reader, number, screen))
        return outcome

    async def renew(self, copy: str, screen: Screen) -> Outcome:
        """Edit a copy, as scripted under its name."""
        self.before(0)
        outcomes = self.of_copies[copy]
        self.renewed.append((self.clock(), copy, screen))
        return outcomes.pop(0) if outcomes else Sent()

    async def fetch(self, source: str, most: int) -> bytes | TryLater | Unreachable:
        """A file that lies in `files`, unless the story says otherwise."""
        if self.fetches:
            return self.fetches.pop(0)
        data = self.files.get(source)
        if data is None or len(data) > most:
            return Unreachable("file is too big", message_only=True)
        return data

    async def delete(self, chat: int, message_id: int) -> Outcome:
        """Delete it, as scripted."""
        self.before(chat)
        outcome = self._answer(chat, None)
        self.deleted.append(Spoken(self.clock(), chat, "", message_id))
        return outcome

    def texts(self, chat: int | None = None) -> list[str]:
        """What was attempted, in order."""
        return [spoken.text for spoken in self.said if chat in (None, spoken.chat)]

    def _answer(self, chat: int, message_id: int | None) -> Outcome:
        if self.next[chat]:
            return self.next[chat].pop(0)
        return self.always.get(chat, Sent(message_id))


@dataclass
class Office:
    """A shop with an outbox to be paid. Its clock winds itself whenever the pacer waits."""

    town: Town
    compose: Callable[[Transaction, str, int, int, str], tuple[Reply, ...] | None] = words

    def __post_init__(self) -> None:
        self.sender = ScriptedSender(lambda: self.town.now)
        self.relay = self.new_relay()

    def new_mouth(self) -> Mouth:
        """Our bot's mouth, with a pacer of its own, as a process of its own has."""
        return Mouth(self.sender, Pacer(self._seconds, self._sleep))

    def new_relay(self, most: int = 24) -> Relay:
        """Another relay on the same database."""
        teller = Teller(self.town.database, {BOT: self.new_mouth()}, self.compose)
        return Relay(self.town.database, teller, most=most)

    def owe(self, *notices: Notice) -> None:
        """Owe these in one turn."""
        self.town.run(lambda tx: owe(tx, *notices))

    async def tell(self, kind: str, subject: int, person: int) -> None:
        """Owe one notice and pay it."""
        self.owe(Notice(kind, subject, person))
        await self.pay()

    async def pay(self, relay: Relay | None = None) -> int:
        """Let a relay pay whatever is due, until nothing is; returns how many rows it claimed."""
        relay = relay or self.relay
        claimed = 0
        while paid := await relay.pay():
            claimed += paid
            await relay.crew.all_back()
        return claimed

    async def pay_for(self, **span: float) -> None:
        """Let it pay every few seconds for so long."""
        end = self.town.now + type(self.town.now - NOON)(**span)
        while self.town.now < end:
            await self.pay()
            self.town.wind(seconds=2)

    def rows(self) -> Sequence[Found]:
        """The outbox."""
        return self.town.run(lambda tx: tx.all(select(outbox).order_by(outbox.c.id)))

    def states(self) -> list[str]:
        """The states of all rows, in the order in which they were owed."""
        return [row.state for row in self.rows()]

    def alarms(self) -> list[str]:
        """The kinds of alarm that were raised."""
        return [row.kind for row in self.town.run(lambda tx: tx.all(select(alarm)))]

    def stranger(self) -> int:
        """Somebody who was only ever seen in a shared chat."""
        return self.town.run(
            lambda tx: meet(tx, Greeting("telegram", 101, "Mei", None, "en", BOT, None)).id
        )

    def come_back(self, person: int) -> None:
        """They write to the bot again."""
        chat = self.chat(person)
        self.town.run(lambda tx: meet(tx, Greeting("telegram", chat, "Mei", None, "en", BOT, chat)))

    def chat(self, person: int) -> int:
        """Where a person is reached: the first one, number 1, has the messenger's number 101."""
        return person + 100

    def _seconds(self) -> float:
        return (self.town.now - NOON).total_seconds()

    async def _sleep(self, seconds: float) -> None:
        """A clock that shows microseconds must go on by one at least, or nobody ever wakes."""
        self.town.wind(seconds=max(seconds, 1e-6))
