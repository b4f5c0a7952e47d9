"""A shop whose deal is posted into channels: the ground of stories about posts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select, update

from catalog.keeping import channels, staff
from catalog.keeping.channels import Channel, Found
from catalog.keeping.roles import Role
from catalog.offers import find_deal
from catalog.tables import shop
from flows import posts as faces
from flows.news.notices import compose
from groupbuys.channels import posting
from groupbuys.channels.tables import post
from scheduler.channels import Channels
from scheduler.posting import poster
from scheduler.relay import Relay
from scheduler.showing import Showing
from scheduler.tick import Tick
from storage.outbox import Lane
from storage.transaction import Found as Row
from tests.groupbuys.group import joins
from tests.scheduler.fair import face
from tests.scheduler.office import Office
from tests.stories import BOT, Town

NEWS, SALE = -1001, -1002


@dataclass
class Board:
    """A town with two channels, and everybody who sends and edits posts there."""

    town: Town
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.town)
        self.owner = self.town.person("Olive", "en")
        self.town.run(lambda tx: tx.write(update(shop).values(owner_id=self.owner)))
        shop_id = self.town.shop_id
        self.town.run(lambda tx: staff.engage(tx, shop_id, self.owner, Role.OWNER))
        for chat, title in ((NEWS, "News"), (SALE, "Sale <b>")):
            self.connect(chat, title)
        self.open()

    def open(self) -> None:
        """Another process begins."""
        mouths = {BOT: self.office.new_mouth()}
        database = self.town.database
        teller = poster(database, mouths, compose, faces.face)
        self.poster = Relay(database, teller, lanes=(Lane.POSTS,))
        self.channels = Channels(database, mouths, faces.face)
        self.showing = Showing(database, mouths, face)
        self.tick = Tick(database)

    def connect(self, chat: int, title: str = "News") -> None:
        """The shop posts into that chat."""
        found = Found(BOT, chat, "channel", title)
        self.town.run(lambda tx: channels.connect(tx, self.town.shop_id, found, self.owner))

    def channel(self, chat: int) -> Channel:
        """One of its channels."""
        found = self.town.run(lambda tx: channels.channels_of(tx, self.town.shop_id))
        return next(one for one in found if one.chat == chat)

    def publish(self) -> int:
        """Post the deal everywhere."""
        into = self.town.run(
            lambda tx: posting.post_everywhere(tx, find_deal(tx, self.town.deal_id), self.owner)  # type: ignore[arg-type]  # it is there
        )
        return len(into)

    async def work(self) -> None:
        """Everything that is due at this moment."""
        await self.tick.tick()
        done = 1
        while done:
            done = 0
            for worker in (self.poster, self.showing, self.channels):
                done += await worker.pay()
                await worker.crew.all_back()

    async def work_for(self, seconds: float) -> None:
        """Look again and again for so long."""
        end = self.town.now + timedelta(seconds=seconds)
        while self.town.now < end:
            await self.work()
            self.town.wind(seconds=1)

    def join(self, group_id: int, person: int | None = None) -> int:
        """Somebody joins and pays."""
        who = person or self.town.person()
        self.town.seated(joins(self.town, who, group_id), who)
        return who

    def said(self, chat: int) -> list[str]:
        """What was posted into a chat."""
        return self.office.sender.texts(chat)

    def sounds(self, chat: int) -> list[bool]:
        """Whether what was posted into a chat made a sound."""
        return [not one.silent for one in self.office.sender.said if one.chat == chat]

    def edits(self, chat: int) -> list[str]:
        """What its posts were edited to."""
        return [edit.text for edit in self.office.sender.edits if edit.chat == chat]

    def shows(self, chat: int) -> str:
        """What its newest post shows now."""
        return (self.said(chat) + self.edits(chat))[-1]

    def rows(self) -> Sequence[Row]:
        """The posts."""
        return self.town.run(lambda tx: tx.all(select(post).order_by(post.c.id)))

    def states(self) -> list[str]:
        """How they stand."""
        return [row.state for row in self.rows()]
