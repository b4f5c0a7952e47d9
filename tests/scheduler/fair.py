"""A group buy with cards in many places, and somebody who keeps them current."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from flows.faces import Screen
from groupbuys import cards, finding
from groupbuys.cards import Card
from groupbuys.tables import card
from scheduler.showing import Showing
from storage.transaction import Transaction
from tests.groupbuys.group import joins, opened
from tests.scheduler.office import Office
from tests.stories import BOT, Town

CHANNEL = -1001


def face(tx: Transaction, group_buy_id: int, _person: int) -> Screen | None:
    """A card in plain words."""
    group = finding.group(tx, group_buy_id)
    assert group is not None
    text = f"{group.state} {group.paid}"
    return Screen(text, card_of=group.id, card_version=group.version)


@dataclass
class Fair:
    """A group buy of up to fifty with cards in its leader's chat and in a channel."""

    town: Town
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.town)
        self.leader = self.town.person()
        self.group = opened(self.town, self.leader).group.id
        self.private = self.office.chat(self.leader)
        self.hang(self.private, 1, self.leader)
        self.hang(CHANNEL, 2, 0)
        self.showing = self.new_showing()

    def new_showing(self, hands: int = 8) -> Showing:
        """Another process that keeps cards current; with one hand it edits strictly one after the other."""
        return Showing(self.town.database, {BOT: self.office.new_mouth()}, face, hands=hands)

    def hang(self, chat: int, message: int, person: int) -> None:
        """A card of the group was sent there, as it stands now."""

        def turn(tx: Transaction) -> None:
            found = finding.group(tx, self.group)
            assert found is not None
            cards.show(tx, Card(BOT, chat, message, person, found.version), self.group)

        self.town.run(turn)

    def join(self) -> None:
        """Somebody joins and pays."""
        person = self.town.person()
        self.town.seated(joins(self.town, person, self.group), person)

    async def show(self, showing: Showing | None = None) -> None:
        """Bring the cards up to date, as far as it may be done now."""
        showing = showing or self.showing
        while await showing.pay():
            await showing.crew.all_back()

    async def show_for(self, seconds: float) -> None:
        """Look again and again for so long."""
        end = self.town.now + timedelta(seconds=seconds)
        while self.town.now < end:
            await self.show()
            self.town.wind(seconds=0.5)

    def texts(self, chat: int) -> list[str]:
        """What a chat's card was given, one face after the other."""
        return [edit.text for edit in self.office.sender.edits if edit.chat == chat]

    def hung(self) -> list[tuple[int, int]]:
        """The cards that are kept current: (chat, message)."""
        rows = self.town.run(lambda tx: tx.all(select(card).where(card.c.dead == 0)))
        return sorted((row.chat, row.message_id) for row in rows)
