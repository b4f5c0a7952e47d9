"""A flock of shared cards: one group buy dropped into many chats, and everybody joining at once, on a wound clock."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy import func, select

from bench.figures import most, percentile
from bench.scribe import BOT, Clock, Counted, Scribe, Word
from catalog.editing import publishing
from catalog.editing.drafting import DealForm
from catalog.keeping.shopkeeping import ShopForm, open_shop
from catalog.money import Money
from catalog.offers import DealLine
from catalog.tables import variant
from flows import cards
from flows.conversation import Conversation
from flows.events import Command, InlineAsked, InlineChosen, Place, Pressed, Sender, UserEvent
from flows.news.notices import compose
from flows.presses.every import Join, Press, StartGroup
from flows.replies import Edit, InlineResults, Reply, Say
from groupbuys.dropped.copies import Copy
from groupbuys.dropped.copy_tables import shared_card
from groupbuys.tables import card, group_buy
from people.meeting import Greeting, meet
from scheduler.pacer import Pacer
from scheduler.relay import Relay
from scheduler.showing import Showing
from scheduler.speaking import Mouth
from scheduler.telling import Teller
from scheduler.tick import Tick
from storage.migrating import migrate
from storage.tables import outbox
from storage.transaction import Transaction

_GROUP = 1
_PAGE = 1
"""The message that a stranger's link brings, and that Join is pressed under."""

_BEAT = 0.25
"""Seconds of the wound clock after which somebody looks again for work."""

_AT_WORK = ["owed", "leased", "sending"]


@dataclass(frozen=True, slots=True)
class Flight:
    """What a run came to; seconds of the wound clock, but for `turn`, which are real ones.

    `minute`: edits of one copy within any minute, at most; `second`: words of the bot within any second, at most.
    `late`: how long after the last join the last copy told of it; `all_late`: the last card or message of anybody.
    `answer`, `turn`: the 99th percentiles of what a person who joins waits for all answers, and of a turn's work.
    `told` counts what had to be said after the last join: every card, every copy and the news to each member.
    """

    joins: int
    copies: int
    edits: int
    of_copies: int
    minute: int
    second: int
    late: float
    all_late: float
    answer: float
    turn: float
    told: int
    false: int


class Flock:
    """A shop that is paid at pickup, one deal, one group buy with room for all, and so many copies of its card."""

    def __init__(self, url: str, clock: Clock, copies: int, joins: int) -> None:
        self.clock = clock
        self.database = Counted(url, clock)
        self.scribe = Scribe(clock)
        self._talk = Conversation(self.database)
        self._pacer = Pacer(clock.monotonic, clock.sleep)
        mouths = {BOT: Mouth(self.scribe, self._pacer)}
        self._workers = (
            Relay(self.database, Teller(self.database, mouths, compose)),
            Showing(self.database, mouths, cards.face),
        )
        self._tick = Tick(self.database)
        self._events, self._people = count(1), count(1)
        self._random = Random(1)
        self._left, self._room = joins, copies
        self._tokens: list[str] = []
        self._answers: list[float] = []
        self._turns: list[float] = []
        self._asking: set[asyncio.Task[None]] = set()

    async def fly(self, seconds: float) -> Flight:
        """Open the group, drop its copies, let everybody join within so long, and wait until all is said."""
        await self._open()
        for number in range(self._room):
            await self._drop(f"copy{number}")
        await self._work_until(lambda: not self._behind())
        began, joins = self.clock.seconds, self._left
        self.scribe.words.clear()
        self.scribe.edits = 0
        self.clock.step = lambda part: self._pour(joins * part / seconds)
        await self._work_until(lambda: not self._left and not self._asking)
        self.clock.step = lambda _: None
        over = self.clock.seconds
        assert over - began >= seconds * 0.9, "they came too fast"
        await self._work_until(lambda: not self._behind())
        for worker in self._workers:
            await worker.crew.all_back()
        return self._told(over, joins)

    async def _open(self) -> None:
        leader = self._sender()
        place = Place(BOT, leader.id)
        deal = self.database.run_now(lambda tx: _lay(tx, leader, self._left + 1))
        choice = select(variant.c.id).where(variant.c.product_id == deal.product_id)
        chosen = int(self.database.run_now(lambda tx: tx.value(choice)))
        await self._take(Command(self._id(), leader, place, "start"))
        await self._take(self._press(leader, place, StartGroup(deal.id, chosen, 1)))
        self._join = Join(_GROUP, chosen, 1)

    async def _drop(self, name: str) -> None:
        who = self._sender()
        place = Place(BOT, who.id)
        offered = await self._talk.turn(InlineAsked(self._id(), who, place, "tea", chat="group"))
        [found] = [reply for reply in offered if isinstance(reply, InlineResults)]
        token = found.results[0].id
        await self._talk.turn(InlineChosen(self._id(), who, place, token, name))
        self._tokens.append(token)

    def _pour(self, joins: float) -> None:
        """The joins of one step."""
        more = int(joins) + (self._random.random() < joins % 1)
        for _ in range(min(more, self._left)):
            self._left -= 1
            task = asyncio.create_task(self._come())
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _come(self) -> None:
        """Somebody follows the link of some copy and presses Join."""
        who, asked = self._sender(), self.clock.seconds
        place, token = Place(BOT, who.id), self._random.choice(self._tokens)
        await self._take(Command(self._id(), who, place, "start", token))
        await self._take(self._press(who, place, self._join))
        self._answers.append(self.clock.seconds - asked)

    def _press(self, who: Sender, place: Place, press: Press) -> Pressed:
        return Pressed(self._id(), who, place, _PAGE, press)

    async def _take(self, event: UserEvent) -> None:
        """A turn, and its answers at the pace of people."""
        began = perf_counter()
        replies = await self._talk.turn(event)
        self._turns.append(perf_counter() - began)
        for reply in replies:
            await self._pacer.wait(event.place.chat, interactive=True)
            await self._say(event.place, reply)

    async def _say(self, place: Place, reply: Reply) -> None:
        if isinstance(reply, Say | Edit):
            number = self.scribe.write(place.chat, reply.screen.text)
            await self._talk.shown(place, number, reply.screen)
        else:
            self.scribe.write(place.chat, "")

    def _sender(self) -> Sender:
        number = next(self._people)
        return Sender(number, f"Person {number}")

    def _id(self) -> str:
        return f"flock:{next(self._events)}"

    async def _work_until(self, done: Callable[[], bool]) -> None:
        """Everybody works on their own; the clock is only wound where nobody can go on."""
        while not done():
            await self._tick.tick()
            busy = 0
            for worker in self._workers:
                busy += await worker.pay()
            if not busy:
                await self.clock.sleep(_BEAT)

    def _behind(self) -> int:
        return self.database.run_now(_behind)

    def _told(self, over: float, joins: int) -> Flight:
        said = self.scribe.words
        of_copies = [word for word in said if word.chat == 0]
        last = {(word.chat, word.message): word for word in said}
        names = {word.message for word in of_copies}
        return Flight(
            joins=len(self._answers),
            copies=len(names),
            edits=self.scribe.edits,
            of_copies=len(of_copies),
            minute=max(most([w.at for w in of_copies if w.message == one], 60) for one in names),
            second=most([word.at for word in said], 1.0),
            late=max(word.at for word in of_copies) - over,
            all_late=max(word.at for word in said) - over,
            answer=percentile(self._answers, 99),
            turn=percentile(self._turns, 99),
            told=2 * (joins + 1) + len(names),
            false=self.database.run_now(lambda tx: _false(tx, last, self.scribe.names)),
        )


async def flight(folder: Path, copies: int, joins: int, seconds: float) -> Flight:
    """So many joins in so many seconds, in a fresh SQLite file."""
    return await flown(f"sqlite:///{folder / 'flock.db'}", copies, joins, seconds)


async def flown(url: str, copies: int, joins: int, seconds: float) -> Flight:
    """The same in an empty database."""
    migrate(url)
    flock = Flock(url, Clock(), copies, joins)
    try:
        return await flock.fly(seconds)
    finally:
        flock.database.close()


def _lay(tx: Transaction, leader: Sender, people: int) -> DealLine:
    greeting = Greeting("telegram", leader.id, leader.name, None, "en", BOT, leader.id)
    shop_id = open_shop(tx, meet(tx, greeting).id, ShopForm("Flock", "EUR", "Europe/Berlin"))
    assert isinstance(shop_id, int), shop_id
    solo, group = Money(2_000, "EUR"), Money(1_500, "EUR")
    form = DealForm("Tea", solo=solo, group=group, people=people, capacity=people)
    made = publishing.publish(tx, shop_id, form)
    assert isinstance(made, DealLine), made
    return made


def _behind(tx: Transaction) -> int:
    """How many cards and copies are behind, and how much is still to be said."""
    version = select(group_buy.c.version).where(group_buy.c.id == _GROUP).scalar_subquery()
    stale = [select(func.count()).where(table.c.shown < version) for table in (card, shared_card)]
    owed = select(func.count()).where(outbox.c.state.in_(_AT_WORK))
    return sum(int(tx.value(question)) for question in (*stale, owed))


def _false(tx: Transaction, last: dict[tuple[int, int], Word], names: dict[str, int]) -> int:
    """How many cards and copies show anything but what is true now."""
    wrong = 0
    for row in tx.all(select(shared_card)):
        copy = Copy(row.bot, row.inline_id, row.person_id, row.token, row.shown)
        face = cards.copied(tx, row.group_buy_id, copy)
        shown = last.get((0, names[row.inline_id]))
        wrong += face is None or shown is None or shown.text != face.text
    for row in tx.all(select(card)):
        face = cards.face(tx, row.group_buy_id, row.person_id)
        shown = last.get((row.chat, row.message_id))
        wrong += face is None or shown is None or shown.text != face.text
    return wrong
