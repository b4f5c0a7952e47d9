"""Each number that people read comes from the books: the screens of a shopper and of a keeper, walked through."""

from collections import Counter
from typing import Any

import pytest

from catalog.keeping.roles import Role
from flows.news.notices import compose
from groupbuys.closing import close_due
from groupbuys.reminders import remind_due
from storage.tables import outbox
from tests.desk.packing import hires
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_previews import kind, rank, wires
from tests.flows.walks import joins, opens
from tests.honest.books import figures, known, said

MOST = 120
"""Presses in one walk."""

WHERE = ("Europe/Berlin", "UTC")

EXPLAINED = {
    "15": "minutes that a place is kept (groupbuys.model.HOLD)",
    "10": "working days of a bank; messages about new deals to choose from",
    "3": "messages about new deals to choose from",
    "1 2 4": "steps of the help; the least quantity; a page",
    "22 08 21 09 23 07 00": "quiet hours, and those to choose from",
    "18 19 20": "hours of the daily message and of a round-up to choose from",
    "7 30 13 90 365": "days and weeks that charts and figures look back",
    "14": "days to choose from",
    "48": "hours to answer a claim (groupbuys.claims.rules)",
    "5": "units below which keepers are warned; digits of a telephone number",
    "99": "the most of one thing that is ordered at once (flows.quantities)",
    "3.00 35 40": "examples of what keepers may type",
    "80": "letters of one's own words on a poster",
    "0 0.00": "none",
}
"""Numbers that are rules of ours or choices that are offered, and which."""

RULES = {one for numbers in EXPLAINED for one in numbers.split()}


class Attentive(Phone):
    """A phone that hands over whatever it was answered."""

    async def answers(self, wire: str) -> list[tuple[str, str]]:
        """Press, and give each number that was said."""
        self.messages.clear()
        await self.wire(wire, message=10**9)
        return list(said(self.replies))


async def walk(shop: Bazaar, phone: Attentive) -> list[tuple[str, str]]:
    """Press whatever is reachable; gives the numbers that are in no book, and where they were said."""
    waiting, done = wires(phone), set[str]()
    seen: Counter[type[Any]] = Counter()
    strange: list[tuple[str, str]] = []
    while waiting and len(done) < MOST:
        wire = min(waiting, key=lambda one: (8 * rank(one) + seen[kind(one)], one))
        done.add(wire)
        seen[kind(wire)] += 1
        found = await phone.answers(wire)
        books = RULES | shop.run(lambda tx: known(tx, WHERE))
        zones = kind(wire).__name__ in {"ShowZones", "ShowHours"}
        strange += [] if zones else [(one, text) for one, text in found if one not in books]
        waiting = (waiting | wires(phone)) - done
    return strange


async def lives(shop: Bazaar, language: str) -> Attentive:
    """Somebody with a group of theirs, one that failed, an order, and a search."""
    mei, bo = shop.phones("Mei", "Bo")
    reader = Attentive(mei.talk, "Reader", "en")
    await joins(bo, await opens(reader))
    await joins(reader, await opens(mei))
    reader.language = language
    await reader.start()
    for name in ("deals", "mine", "orders", "help", "mute", "language"):
        await reader.command(name)
    await reader.write("enamel mug")
    await reader.write("shirt")
    return reader


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_whatever_a_shopper_can_reach_says_no_number_of_its_own(
    sqlite_url: str, language: str
) -> None:
    with Bazaar(sqlite_url, minimum=17, capacity=19) as shop:
        reader = await lives(shop, language)
        strange = await walk(shop, reader)
        assert not strange, strange[:5]


async def test_news_say_no_number_of_their_own(sqlite_url: str) -> None:
    """Reminders, who joined, how it ended, and the money."""
    with Bazaar(sqlite_url, minimum=17, capacity=19) as shop:
        await lives(shop, "en")
        shop.wind(hours=23)
        shop.run(remind_due)
        told = _told(shop)
        shop.wind(hours=1)
        shop.run(close_due)
        assert told | _told(shop) >= {"joined", "reminder", "failed"}


def _told(shop: Bazaar) -> set[str]:
    """The kinds of news that are true now, each of which says only what is in the books."""
    books = RULES | shop.run(lambda tx: known(tx, WHERE))
    kinds = set()
    for row in shop.run(lambda tx: tx.all(outbox.select())):
        about = (row.kind, row.subject_id, row.person_id, row.detail)
        replies = shop.run(lambda tx: compose(tx, *about)) or ()  # noqa: B023  run at once
        assert not [pair for pair in said(replies) if pair[0] not in books], row.kind
        kinds |= {row.kind} if replies else set()
    return kinds


async def test_the_desk_says_no_number_of_its_own(sqlite_url: str) -> None:
    with Bazaar(sqlite_url, minimum=17, capacity=19) as shop:
        await lives(shop, "en")
        owner = Attentive(shop.phones("Owner")[0].talk, "Owner")
        await hires(shop, owner, role=Role.OWNER)
        await owner.command("shop")
        strange = await walk(shop, owner)
        assert not strange, strange[:5]


async def test_a_number_that_was_made_up_is_found(sqlite_url: str) -> None:
    """The walk is worth something: the books of this small world hold few numbers, and 37 is not among them."""
    with Bazaar(sqlite_url, minimum=17, capacity=19) as shop:
        await lives(shop, "en")
        books = RULES | shop.run(lambda tx: known(tx, WHERE))
        assert figures("37 people are looking") - books == {"37"}
        assert len({str(number) for number in range(100)} & books) < 40
