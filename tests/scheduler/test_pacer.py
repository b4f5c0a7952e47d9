"""The pacer: never faster than the messenger allows, answers before broadcasts, chats in turns."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.limits import GROUP, OVERALL, PRIVATE, Law, shared
from scheduler.pacer import Pacer
from tests.scheduler.wound import Clock, breathe


@dataclass
class Street:
    """A pacer on a wound clock, and the list of who spoke when."""

    clock: Clock = field(default_factory=Clock)
    spoken: list[tuple[float, int, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pacer = Pacer(self.clock.monotonic, self.clock.sleep)
        self.tasks: list[asyncio.Task[None]] = []

    def speak(self, chat: int, *, interactive: bool = False) -> asyncio.Task[None]:
        """Somebody wants to speak in this chat."""
        task = asyncio.create_task(self._speak(chat, interactive=interactive))
        self.tasks.append(task)
        return task

    async def _speak(self, chat: int, *, interactive: bool) -> None:
        await self.pacer.wait(chat, interactive=interactive)
        self.spoken.append((self.clock.seconds, chat, interactive))

    async def until_all_spoke(self) -> None:
        """Wind the clock until nobody waits any more."""
        await breathe()
        while (moment := self.clock.next_at) is not None:
            self.clock.go_to(moment)
            await breathe()

    def moments(self, chat: int | None = None) -> list[float]:
        """When somebody spoke, in this chat or anywhere."""
        return [at for at, where, _ in self.spoken if chat in (None, where)]


def keeps(law: Law, moments: list[float]) -> bool:
    """Whether no window of the law holds more than it allows."""
    pairs = zip(moments, moments[law.most :], strict=False)
    return all(later - earlier >= law.seconds - 1e-9 for earlier, later in pairs)


wishes = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.3, 1.0, 5.0]),
        st.sampled_from([1, 2, 3, 4, 5, -1, -2]),
        st.booleans(),
    ),
    max_size=150,
)


@settings(max_examples=60)
@given(wishes)
def test_no_window_ever_holds_more_than_its_limit_and_everybody_speaks(
    wanted: list[tuple[float, int, bool]],
) -> None:
    async def story() -> Street:
        street = Street()
        for pause, chat, interactive in wanted:
            street.clock.wind(seconds=pause)
            street.speak(chat, interactive=interactive)
            await breathe(2)
        await street.until_all_spoke()
        return street

    street = asyncio.run(story())
    assert len(street.spoken) == len(wanted)
    assert all(keeps(law, street.moments()) for law in OVERALL)
    by_chat = defaultdict(list)
    for at, chat, _ in street.spoken:
        by_chat[chat].append(at)
    for chat, moments in by_chat.items():
        assert all(keeps(law, moments) for law in (GROUP if chat < 0 else PRIVATE))


@settings(max_examples=60)
@given(st.lists(st.integers(1, 400), max_size=200), st.floats(0, 8))
def test_an_answer_never_waits_behind_broadcasts(broadcasts: list[int], after: float) -> None:
    async def story() -> tuple[float, float]:
        street = Street()
        for chat in broadcasts:
            street.speak(chat)
        await breathe()
        while (moment := street.clock.next_at) is not None and moment <= after:
            street.clock.go_to(moment)
            await breathe()
        street.clock.go_to(max(after, street.clock.seconds))
        asked = street.clock.seconds
        answer = street.speak(1_000, interactive=True)
        await street.until_all_spoke()
        assert answer.done()
        return asked, street.moments(1_000)[0]

    asked, answered = asyncio.run(story())
    assert answered == asked


async def test_nine_hundred_broadcasts_take_half_a_minute_and_no_more() -> None:
    street = Street()
    for chat in range(900):
        street.speak(chat)
    await street.until_all_spoke()
    assert len(street.spoken) == 900
    assert 30 < street.clock.seconds < 40


async def test_more_answers_than_the_limit_allows_still_go_before_every_broadcast() -> None:
    street = Street()
    for chat in range(100):
        street.speak(chat)
    for chat in range(1_000, 1_060):
        street.speak(chat, interactive=True)
    await street.until_all_spoke()
    answered = [at for at, _, interactive in street.spoken if interactive]
    told = [at for at, _, interactive in street.spoken if not interactive]
    assert max(answered) < 3
    assert max(told) > max(answered)


async def test_one_chats_thousand_messages_do_not_hold_up_anothers_one() -> None:
    street = Street()
    for _ in range(1_000):
        street.speak(1)
    street.speak(2)
    await breathe()
    assert street.moments(2) == [0.0]


async def test_a_pause_for_all_silences_answers_and_broadcasts_at_once() -> None:
    street = Street()
    street.pacer.pause(17)
    street.speak(1)
    street.speak(2, interactive=True)
    street.clock.wind(seconds=16.9)
    await breathe()
    assert street.spoken == []
    assert 0 < street.pacer.paused_for < 0.2
    await street.until_all_spoke()
    assert street.moments() == [17.0, 17.0]


async def test_a_pause_of_one_chat_leaves_the_others_alone() -> None:
    street = Street()
    street.pacer.pause(60, chat=-5)
    street.speak(-5)
    street.speak(6)
    await street.until_all_spoke()
    assert street.moments(6) == [0.0]
    assert street.moments(-5) == [60.0]


async def test_a_pause_that_comes_while_somebody_waits_counts_for_them_too() -> None:
    street = Street()
    for _ in range(3):
        street.speak(1)
    await breathe()
    assert len(street.spoken) == 2
    street.pacer.pause(30)
    await street.until_all_spoke()
    assert street.moments()[-1] == 30.0


async def test_who_gave_up_waiting_takes_no_place() -> None:
    street = Street()
    tasks = [street.speak(1) for _ in range(40)]
    await breathe()
    for task in tasks[2:-1]:
        task.cancel()
    await street.until_all_spoke()
    assert len(street.spoken) == 3
    assert street.clock.seconds < 4


async def test_chats_that_fell_silent_are_forgotten() -> None:
    street = Street()
    for chat in range(2_000):
        street.speak(chat)
    street.pacer.pause(100_000, chat=7)
    await street.until_all_spoke()
    street.clock.wind(minutes=5)
    street.speak(1)
    await street.until_all_spoke()
    assert street.pacer.remembered <= 2


async def test_a_chat_says_how_long_it_must_be_silent() -> None:
    street = Street()
    assert street.pacer.delay(-9) == 0
    for _ in range(15):
        street.speak(-9)
    await street.until_all_spoke()
    assert 20 < street.pacer.delay(-9) < 61


@pytest.mark.parametrize("among", range(1, 11))
def test_several_processes_keep_the_common_limit_together(among: int) -> None:
    (part,) = shared(OVERALL, among)
    (whole,) = OVERALL
    assert 1 <= part.most * among <= whole.most
    assert part.seconds == whole.seconds
    assert 0 <= part.spare < part.most
