"""A machine that was down for a day, and one whose messages do not get through (promises 24 and 32)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from flows.cards import face
from flows.replies import Reply
from groupbuys.model import GroupState
from groupbuys.reminders import remind_due
from payments.registry import Among
from people.wishes import set_quiet
from scheduler.runner import start
from scheduler.sending import Outcome
from scheduler.tick import Tick
from storage.outbox import Notice
from tests.groupbuys.group import filled, group, opened, seat_states
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.scheduler.office import Office, ScriptedSender, words
from tests.scheduler.test_money import ScriptedProvider
from tests.stories import BOT, Terms, Town


async def test_after_a_day_everything_overdue_is_done_once_and_in_the_order_of_the_deadlines(
    database_url: str,
) -> None:
    """Promise 24: whatever it came to, and however much closes in the same moment now."""
    with Town(database_url, Terms(minimum=2, capacity=3)) as town:
        office, tick = Office(town), Tick(town.database)
        mei, bo = town.people("Mei", "Bo")
        town.run(lambda tx: (set_quiet(tx, mei, 0, 0), set_quiet(tx, bo, 0, 0)))
        closes = []
        for works in (True, False, True, False, False, True):
            seated = filled(town, mei, bo) if works else opened(town, mei)
            closes.append(("succeeded" if works else "failed", seated.group.id))
            town.wind(minutes=40)
        town.wind(hours=19)
        town.run(remind_due)
        office.sender.said.clear()
        town.wind(days=1)
        for _ in range(3):
            await tick.tick()
            await office.pay()
        worked, failed = (
            [f"{kind} {number}" for kind, number in closes if kind == end]
            for end in ("succeeded", "failed")
        )
        assert office.sender.texts(office.chat(mei)) == worked, "the others wait for their money"
        works_off(town)
        await office.pay()
        assert office.sender.texts(office.chat(mei)) == worked + failed
        assert office.sender.texts(office.chat(bo)) == worked
        assert {row.state for row in office.rows() if row.kind == "reminder"} == {"dropped"}
        audited(town)


class Stuck(ScriptedSender):
    """A messenger that takes a message and does not answer until it is let go."""

    def __init__(self, office: Office) -> None:
        super().__init__(lambda: office.town.now)
        self.let_go = asyncio.Event()
        self.begun = 0

    async def say(self, chat: int, reply: Reply) -> Outcome:
        """Hang."""
        self.begun += 1
        await self.let_go.wait()
        return await super().say(chat, reply)


async def until(town: Town, true: Callable[[], bool]) -> None:
    """Wait until something is true; each look is a turn of the database."""
    async with asyncio.timeout(20):
        while not true():
            await town.database.run(lambda _: None)


async def test_closing_and_refunding_do_not_wait_behind_a_thousand_messages(
    database_url: str,
) -> None:
    """Promise 32: not one of them gets through, and everybody's money is back all the same."""
    with Town(database_url) as town:
        office, provider, late = Office(town), ScriptedProvider(), list[timedelta]()
        office.sender = stuck = Stuck(office)
        mei, bo = town.people("Mei", "Bo")
        seated = filled(town, mei, bo)
        crowd = [mei, bo, *town.people(*(f"P{number}" for number in range(48)))]
        news = (Notice("note", number, crowd[number % 50]) for number in range(1_000))
        office.owe(*news)
        runner = start(
            town.database,
            mouths={BOT: office.new_mouth()},
            providers=Among({"sandbox": provider}),
            compose=words,
            face=face,
            on_close=late.append,
        )
        try:
            await until(town, lambda: stuck.begun > 0)
            town.wind(hours=24)
            runner.look_at_the_clock()
            await until(town, lambda: seat_states(town) == [(mei, "refunded"), (bo, "refunded")])
            assert stuck.said == []
            assert group(town, seated.group.id).state is GroupState.FAILED
            assert late == [timedelta()]
            assert len(provider.done) == 2
            assert not [row for row in office.rows() if row.kind == "note" and row.state == "sent"]
        finally:
            stuck.let_go.set()
            await runner.stop()
        audited(town)
