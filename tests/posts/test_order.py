"""Stories of who goes first: people before posts, and in a channel what is urgent, then what waited longest."""

import asyncio
from datetime import timedelta

from sqlalchemy import update

from groupbuys.channels import freshness
from groupbuys.channels.tables import post
from scheduler.pacer import Pacer
from tests.posts.board import NEWS, Board
from tests.scheduler.wound import Clock, breathe


async def test_posts_wait_behind_everything_that_is_said_to_people() -> None:
    clock, order = Clock(), list[int]()
    pacer = Pacer(clock.monotonic, clock.sleep)

    async def speak(chat: int, *, last: bool = False) -> None:
        await pacer.wait(chat, interactive=False, last=last)
        order.append(chat)

    tasks = [asyncio.create_task(speak(-number, last=True)) for number in range(1, 61)]
    await breathe()
    assert len(order) == 26, "what could leave has left"
    tasks += [asyncio.create_task(speak(number)) for number in range(1, 11)]
    await breathe()
    while (moment := clock.next_at) is not None:
        clock.go_to(moment)
        await breathe()
    await asyncio.gather(*tasks)
    assert order[26:36] == list(range(1, 11))


async def test_in_a_channel_the_post_that_waited_longest_is_edited_first_and_a_failed_one_last(
    board: Board,
) -> None:
    """Promise 29: a channel with many posts brings each of them its newest face."""
    for _ in range(3):
        board.publish()
        await board.work_for(10)
    channel = board.channel(NEWS).id
    numbers = [row.id for row in board.rows() if row.chat == NEWS]

    def waits(number: int, minutes: int, urgent: int = 0) -> None:
        since = board.town.now - timedelta(minutes=minutes)
        wanted = update(post).where(post.c.id == number).values(stale_at=since, urgent=urgent)
        board.town.run(lambda tx: tx.write(wanted))

    def first() -> int:
        found = board.town.run(lambda tx: freshness.next_behind(tx, channel))
        assert found is not None
        return found.id

    for number, minutes in zip(numbers, (1, 3, 2), strict=True):
        waits(number, minutes)
    assert first() == numbers[1]
    waits(numbers[0], 0, urgent=1)
    assert first() == numbers[0], "the end of a deal overtakes numbers"
    board.town.run(
        lambda tx: freshness.put_off(tx, freshness.next_behind(tx, channel))  # type: ignore[arg-type]  # it is there
    )
    assert first() == numbers[1]
