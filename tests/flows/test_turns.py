"""Turns: answered once, reading without a trace, in group chats as in private ones."""

import asyncio

from sqlalchemy import func, select

from catalog.tables import variant
from flows import turn
from flows.events import Command, Place, Pressed, Typed
from flows.faces import LinkButton
from flows.presses.every import Home, Join, ShowGroup
from flows.replies import Say, Toast
from people.tables import person, reach
from storage.tables import inbox
from tests.flows.bazaar import Bazaar
from tests.flows.phone import buttons, new_id
from tests.flows.walks import opens, sees_mug, the_group
from tests.stories import BOT

CROWD = Place(BOT, -100, "group")


def rows(shop: Bazaar) -> int:
    """Events that were stored."""
    return int(shop.run(lambda tx: tx.value(select(func.count()).select_from(inbox))))


async def test_an_event_that_comes_twice_is_answered_once_and_alike(database_url: str) -> None:
    """Promises 9, 18."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await bo.start(await opens(mei))
        event = Pressed(new_id(), bo.sender, bo.place, 1, Join(the_group(shop).id, _mug(shop), 1))
        first = await bo.talk.turn(event)
        again = await bo.talk.turn(event)
        assert first == again
        assert len(first) == 2
        assert the_group(shop).taken == 2


async def test_the_same_event_at_the_same_moment_is_one_seat(database_url: str) -> None:
    """Promise 9: two deliveries race, on several workers; both get the one answer."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await bo.start(await opens(mei))
        event = Pressed(new_id(), bo.sender, bo.place, 1, Join(the_group(shop).id, _mug(shop), 1))
        given = await asyncio.gather(*(bo.talk.turn(event) for _ in range(8)))
        assert all(one == given[0] for one in given)
        assert the_group(shop).taken == 2


async def test_many_people_join_at_once_and_nobody_sits_on_anothers_lap(database_url: str) -> None:
    """Promises 9, 12."""
    with Bazaar(database_url) as shop:
        mei, *crowd = shop.phones("Mei", *(f"P{number}" for number in range(12)))
        token = await opens(mei)
        for phone in crowd:
            await phone.start(token)
        await asyncio.gather(*(phone.press("Join") for phone in crowd))
        assert sum(len(phone.invoices) for phone in crowd) == 2
        assert sum("full" in "".join(phone.toasts) for phone in crowd) == 10
        assert not the_group(shop).free


async def test_looking_around_leaves_no_rows(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        before = rows(shop)
        await mei.press("Browse")
        await mei.press("Kitchen")
        await mei.press("Enamel mug")
        await mei.press("‹ Back")
        for name in ("start", "deals", "mine", "orders", "help", "mute", "language"):
            await mei.command(name)
        assert rows(shop) == before


async def test_a_stranger_who_looks_is_met_by_a_writer(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        assert turn.reads(Command(new_id(), mei.sender, mei.place, "start"))
        await mei.start()
        assert rows(shop) == 1
        met = shop.run(lambda tx: tx.value(select(func.count()).select_from(person)))
        assert met == 1


async def test_in_a_group_chat_commands_lead_to_the_private_chat(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        (said,) = await mei.talk.turn(Command(new_id(), mei.sender, CROWD, "start", "tok_1"))
        assert isinstance(said, Say)
        assert buttons(said.screen) == [LinkButton("Open the shop", "kaituan:start/tok_1")]
        assert not await mei.talk.turn(Typed(new_id(), mei.sender, CROWD, "hello everybody"))
        assert not await mei.talk.turn(Command(new_id(), mei.sender, CROWD, "weather"))
        (toast,) = await mei.talk.turn(Pressed(new_id(), mei.sender, CROWD, 5, Home()))
        assert isinstance(toast, Toast)
        assert rows(shop) == 0


async def test_whoever_blocks_the_bot_is_marked_and_found_again(database_url: str) -> None:
    """Promise 30."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        await mei.reached(reachable=False)
        assert shop.run(lambda tx: tx.value(select(reach.c.unreachable_at))) is not None
        await mei.reached(reachable=True)
        assert shop.run(lambda tx: tx.value(select(reach.c.unreachable_at))) is None


async def test_old_and_gone_buttons_are_answered_kindly(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        await mei.wire("xx:not:a:press")
        assert "out of date" in mei.toast
        assert len(mei.messages) == 2, "a message that we know nothing of is left as it is"
        await mei.do(ShowGroup(10**12), 2)
        assert "does not exist any more" in mei.last.text
        for wire in ("p:999999:", "c:999999:0", "f:7", "k:s:999999:0:1:0:", "k:j:999999:0:1:0:"):
            await mei.wire(wire)
            assert "Browse" in mei.labels()
        for wire in ("s:99:99:1", "j:99:99:1", "b:99:99:1", "l:99", "l?:99", "st:99", "o:o:99"):
            toasts = len(mei.toasts)
            await mei.wire(wire)
            assert len(mei.toasts) == toasts + 1
        for wire in ("pa:s:99", "gu:o:99", "mv:99:99", "mb:99", "pa:x:1", "o:x:1"):
            toasts = len(mei.toasts)
            await mei.wire(wire)
            assert len(mei.toasts) == toasts + 1


async def test_strangers_may_not_pay_or_leave_for_others(sqlite_url: str) -> None:
    """A press carries ids, never rights."""
    with Bazaar(sqlite_url) as shop:
        mei, eve = shop.phones("Mei", "Eve")
        await sees_mug(mei)
        await mei.press("Start a group")
        await eve.start()
        await eve.wire("pa:s:1")
        assert "somebody else" in eve.toast
        await eve.wire("gu:s:1")
        assert "somebody else" in eve.toast
        await eve.wire("o:s:1")
        assert "no longer" in eve.toast
        assert await eve.check_out(mei.invoices[-1]) == "This belongs to somebody else."


def _mug(shop: Bazaar) -> int:
    group = the_group(shop)
    wanted = select(variant.c.id).where(variant.c.product_id == group.product_id)
    return int(shop.run(lambda tx: tx.value(wanted)))
