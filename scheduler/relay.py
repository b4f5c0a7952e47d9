"""The relay pays the outbox: claims what is due on a lease, says it, and settles what became of it."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from scheduler.crew import Crew
from scheduler.telling import LEASE, Teller
from storage import claiming
from storage.claiming import Owed
from storage.database import Database
from storage.outbox import Lane
from storage.transaction import Transaction

_BEHIND = timedelta(milliseconds=1)

_LANES = (Lane.MONEY, Lane.NEWS, Lane.LETTERS, Lane.OFFERS)
"""What is for people, in the order in which it is claimed."""

_FEW_HANDS = 4
"""A claim is worth its turn when a quarter of the hands are free, not for each single one."""


class Relay:
    """Says what is owed to people: urgent news first, each person's in order, `most` people at once.

    Several relays may work on one database. Another one sees to other `lanes` at its own time.
    """

    def __init__(
        self,
        database: Database,
        teller: Teller,
        *,
        most: int = 24,
        lanes: Sequence[Lane] = _LANES,
    ) -> None:
        self._database = database
        self._teller = teller
        self._most = most
        self._lanes = lanes
        self.crew = Crew(most)

    async def pay(self) -> int:
        """Claim as much as there are free hands, and send it off; returns how many rows were claimed."""
        if self.crew.free * _FEW_HANDS < self._most or self._teller.is_resting:
            return 0
        if not await self._database.run(self._is_due, reads=True):
            return 0
        claimed = await self._database.run(self._claim)
        for line in _lines(claimed):
            self.crew.send(self._tell_in_order(line))
        return len(claimed)

    async def stop(self) -> None:
        """Claim nothing more, finish what is being said and hand the rest back."""
        self._teller.stopping = True
        await self.crew.all_back()

    def _claim(self, tx: Transaction) -> tuple[Owed, ...]:
        """Take over from the dead, then claim lane by lane: money and closes before all else."""
        claiming.take_over(tx)
        most = self.crew.free
        claimed: tuple[Owed, ...] = ()
        for lane in self._lanes:
            if len(claimed) < most:
                claimed += claiming.claim(tx, lane, most - len(claimed), LEASE)
        return claimed

    async def _tell_in_order(self, line: Sequence[Owed]) -> None:
        """One person's rows; when one has to wait, those behind it wait as well."""
        for place, owed in enumerate(line):
            again = await self._teller.tell(owed)
            if again is not None:
                rest, later = line[place + 1 :], again + _BEHIND
                await self._database.run(lambda tx: claiming.give_back(tx, rest, later))  # noqa: B023  the loop ends here
                return

    def _is_due(self, tx: Transaction) -> bool:
        return claiming.is_due(tx, *self._lanes)


def _lines(claimed: Sequence[Owed]) -> list[list[Owed]]:
    """The rows of each person, in the order in which they were claimed; one of nobody in particular is alone."""
    by_person = sorted(claimed, key=_whose)
    return [list(rows) for _, rows in groupby(by_person, key=_whose)]


def _whose(owed: Owed) -> int:
    return owed.person_id or -owed.id
