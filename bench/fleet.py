"""A fleet of channels: many deals posted into each, joins pouring in, every word written down, on a wound clock."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from sqlalchemy import select

from bench.figures import most
from bench.scribe import BEAT, BOT, Clock, Counted, Scribe, Word
from catalog import deals
from catalog.editing import publishing
from catalog.editing.drafting import DealForm
from catalog.keeping import channels
from catalog.keeping.channels import Found
from catalog.keeping.shopkeeping import ShopForm, open_shop
from catalog.money import Money
from catalog.offers import DealLine
from catalog.tables import variant
from flows import cards, posts
from flows.news.notices import compose
from groupbuys import joining, opening
from groupbuys.channels import posting
from groupbuys.channels.posts import by_id
from groupbuys.channels.tables import post
from groupbuys.model import Seated
from people.meeting import Greeting, meet
from scheduler.channels import Channels
from scheduler.pacer import Pacer
from scheduler.posting import poster
from scheduler.relay import Relay
from scheduler.showing import Showing
from scheduler.speaking import Mouth
from scheduler.telling import Teller
from scheduler.tick import Tick
from storage.migrating import migrate
from storage.outbox import Lane
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Voyage:
    """What a run came to; seconds of the wound clock.

    `minute` and `second`: words in one channel within any minute, and of the bot within any second, at most.
    `late`: how long after the end of all deals the last post said so; `answer`: the longest wait of who joined.
    `false`: posts that showed anything but the truth at last.
    """

    joins: int
    edits: int
    minute: int
    second: int
    late: float
    answer: float
    false: int


class Fleet:
    """A shop with so many deals, each posted into so many channels."""

    def __init__(self, url: str, clock: Clock, deals: int, channels: int) -> None:
        self.clock = clock
        self.database = Counted(url, clock)
        self.scribe = Scribe(clock)
        self._pacer = Pacer(clock.monotonic, clock.sleep)
        self._workers = self._hire()
        self._tick = Tick(self.database)
        self._people = count(1)
        self._random = Random(1)
        self._answers: list[float] = []
        self._asking: set[asyncio.Task[None]] = set()
        owner = self.database.run_now(self._meet)
        made = self.database.run_now(lambda tx: _lay(tx, owner, deals, channels))
        self.deals = [deal.id for deal in made]
        self._groups = self.database.run_now(lambda tx: [self._open(tx, deal) for deal in made])

    def _hire(self) -> "tuple[Relay | Showing | Channels, ...]":
        mouths = {BOT: Mouth(self.scribe, self._pacer)}
        return (
            Relay(self.database, Teller(self.database, mouths, compose)),
            Showing(self.database, mouths, cards.face),
            Relay(
                self.database,
                poster(self.database, mouths, compose, posts.face),
                lanes=(Lane.POSTS,),
            ),
            Channels(self.database, mouths, posts.face),
        )

    async def sail(self, seconds: float, joins: float) -> Voyage:
        """Post everything, let so many join a second for so long, end all deals, and wait until all is said."""
        await self._work_until(lambda: self._all("owed") == 0)
        end = self.clock.seconds + seconds
        self.clock.step = lambda part: self._pour(part * joins, end)
        await self._work_until(lambda: self.clock.seconds >= end)
        self.clock.step = lambda _: None
        await asyncio.gather(*self._asking)
        for number in self.deals:
            await self.database.run(lambda tx: deals.end(tx, number))  # noqa: B023  awaited at once
        over = self.clock.seconds
        await self._work_until(lambda: self._behind() == 0)
        return self._told(over)

    async def _work_until(self, done: Callable[[], bool]) -> None:
        while True:
            await self._tick.tick()
            busy = 0
            for worker in self._workers:
                busy += await worker.pay()
            for worker in self._workers:
                await worker.crew.all_back()
            if done():
                return
            if not busy:
                await self.clock.sleep(BEAT)

    def _pour(self, joins: float, end: float) -> None:
        """Joins of one step; none after the end, however long others have to say what came of them."""
        if self.clock.seconds >= end:
            return
        for _ in range(int(joins) + (self._random.random() < joins % 1)):
            task = asyncio.create_task(self._join(self._random.choice(self._groups)))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _join(self, group: tuple[int, int]) -> None:
        def turn(tx: Transaction) -> int:
            person = self._meet(tx)
            taken = joining.join(tx, person, group[0], group[1], 1)
            assert isinstance(taken, Seated), taken
            return person

        chat = await self.database.run(turn)
        asked = self.clock.seconds
        await self._pacer.wait(chat, interactive=True)
        self._answers.append(self.clock.seconds - asked)
        self.scribe.words.append(Word(self.clock.seconds, chat))

    def _meet(self, tx: Transaction) -> int:
        number = next(self._people)
        name = f"Person {number}"
        return meet(tx, Greeting("telegram", number, name, None, "en", BOT, number)).id

    def _open(self, tx: Transaction, deal: DealLine) -> tuple[int, int]:
        """A group buy of a deal, with its leader in it; its number and that of the deal's only variant."""
        wanted = select(variant.c.id).where(variant.c.product_id == deal.product_id)
        choice = int(tx.value(wanted))
        opened = opening.start(tx, self._meet(tx), deal.id, choice, 1)
        assert isinstance(opened, Seated), opened
        return opened.group.id, choice

    def _all(self, state: str) -> int:
        wanted = select(post.c.id).where(post.c.state == state)
        return len(self.database.run_now(lambda tx: tx.all(wanted)))

    def _behind(self) -> int:
        wanted = select(post.c.id).where(post.c.stale_at.is_not(None))
        return len(self.database.run_now(lambda tx: tx.all(wanted)))

    def _told(self, over: float) -> Voyage:
        there = [word for word in self.scribe.words if word.chat < 0]
        chats = {word.chat for word in there}
        last = {(word.chat, word.message): word for word in there}
        return Voyage(
            joins=len(self._answers),
            edits=self.scribe.edits,
            minute=max(most([w.at for w in there if w.chat == chat], 60.0) for chat in chats),
            second=most([word.at for word in self.scribe.words], 1.0),
            late=max(word.at for word in last.values()) - over,
            answer=max(self._answers, default=0.0),
            false=self.database.run_now(lambda tx: _false(tx, last)),
        )


async def voyage(folder: Path, deals: int, into: int, seconds: float) -> Voyage:
    """So many seconds with five joins in each, then the end of all deals, in a fresh SQLite file."""
    url = f"sqlite:///{folder / 'fleet.db'}"
    migrate(url)
    fleet = Fleet(url, Clock(), deals, into)
    try:
        return await fleet.sail(seconds, joins=5.0)
    finally:
        fleet.database.close()


def _lay(tx: Transaction, owner: int, deals: int, into: int) -> list[DealLine]:
    shop_id = open_shop(tx, owner, ShopForm("Fleet", "EUR", "Europe/Berlin"))
    assert isinstance(shop_id, int), shop_id
    for number in range(into):
        found = Found(BOT, -1_000 - number, "channel", f"Channel {number}")
        channels.connect(tx, shop_id, found, owner)
    return [_deal(tx, shop_id, owner, number) for number in range(deals)]


def _deal(tx: Transaction, shop_id: int, owner: int, number: int) -> DealLine:
    solo, group = Money(2_000, "EUR"), Money(1_500, "EUR")
    form = DealForm(f"Deal {number}", solo=solo, group=group, people=3, capacity=100_000)
    made = publishing.publish(tx, shop_id, form)
    assert isinstance(made, DealLine), made
    posting.post_everywhere(tx, made, owner)
    return made


def _false(tx: Transaction, last: dict[tuple[int, int], Word]) -> int:
    """How many posts show anything but what is true now."""
    wrong = 0
    for row in tx.all(select(post)):
        found = by_id(tx, row.id)
        face = posts.face(tx, found) if found is not None else None
        shown = last.get((row.chat, row.message_id))
        wrong += face is None or shown is None or shown.text != face.text
    return wrong
