"""Stories of what goes wrong while speaking: deaths, pauses, lost answers, lines that are down, people who left."""

import asyncio
from datetime import timedelta

import pytest

from flows.faces import Screen
from flows.replies import Reply, Say
from scheduler.sending import TryLater, Unreachable
from scheduler.telling import LEASE
from storage.claiming import ATTEMPTS
from storage.outbox import Notice
from storage.transaction import Transaction
from tests.scheduler.office import BLOCKED, Office, Spoken
from tests.stories import NOON


async def test_a_relay_that_died_before_it_spoke_is_taken_over_when_its_lease_is_up(
    office: Office,
) -> None:
    mei = office.town.person()
    office.owe(Notice("joined", 1, mei))
    dead = office.new_relay()
    claimed = await office.town.database.run(dead._claim)  # noqa: SLF001  it dies right after the claim
    assert len(claimed) == 1
    assert await office.pay() == 0
    office.town.wind(seconds=LEASE.total_seconds())
    await office.pay()
    assert office.sender.texts() == ["joined 1"]
    assert office.states() == ["sent"]


@pytest.mark.parametrize(
    ("kind", "texts", "end"), [("joined", 1, "unknown"), ("refunded", 2, "sent")]
)
async def test_a_relay_that_died_while_speaking_leaves_it_unknown_unless_it_is_about_money(
    office: Office, kind: str, texts: int, end: str
) -> None:
    """Better a refund told twice, with its number, than never; better a chat line lost than said twice."""
    mei = office.town.person()
    office.owe(Notice(kind, 1, mei))
    dead = office.new_relay()

    def die(_chat: int) -> None:
        office.sender.said.append(office.sender.said[0] if office.sender.said else _spoken(office))
        raise asyncio.CancelledError

    office.sender.before = die
    await dead.pay()
    await dead.crew.all_back()
    office.sender.before = lambda _: None
    assert office.states() == ["sending"]
    office.town.wind(seconds=LEASE.total_seconds() + 1)
    await office.pay()
    assert office.states() == [end]
    assert len(office.sender.said) == texts


def _spoken(office: Office) -> Spoken:
    return Spoken(office.town.now, 0, "left, and then the power went")


async def test_a_pause_that_the_messenger_asks_for_is_kept_for_everybody(office: Office) -> None:
    mei, bo, li = office.town.people("Mei", "Bo", "Li")
    office.owe(*(Notice("succeeded", 1, person) for person in (mei, bo, li)))
    office.sender.next[office.chat(mei)] = [TryLater(after=17, everything=True)]
    await office.pay()
    office.owe(Notice("succeeded", 2, bo))
    while "owed" in office.states():
        office.town.wind(seconds=1)
        await office.pay()
    late = [spoken.at for spoken in office.sender.said if spoken.text == "succeeded 2"]
    again = [spoken.at for spoken in office.sender.said if spoken.chat == office.chat(mei)]
    assert min(late) >= NOON + timedelta(seconds=17)
    assert again[0] < NOON + timedelta(seconds=1)
    assert again[1] >= NOON + timedelta(seconds=17)
    assert set(office.states()) == {"sent"}


async def test_what_surely_was_not_sent_is_tried_again_with_longer_and_longer_waits(
    office: Office,
) -> None:
    mei = office.town.person()
    office.owe(Notice("joined", 1, mei))
    office.sender.next[office.chat(mei)] = [TryLater(reason="502 Bad Gateway")] * 4
    await office.pay_for(minutes=2)
    waits = [
        (later.at - earlier.at).total_seconds()
        for earlier, later in zip(office.sender.said, office.sender.said[1:], strict=False)
    ]
    assert len(office.sender.said) == 5
    assert waits == sorted(waits)
    assert waits[-1] >= 16
    assert office.states() == ["sent"]


async def test_while_the_line_is_down_nothing_is_worn_out_and_then_all_goes_through(
    office: Office,
) -> None:
    people = office.town.people(*(f"P{number}" for number in range(50)))
    office.owe(*(Notice("succeeded", 1, person) for person in people))
    for person in people:
        office.sender.always[office.chat(person)] = TryLater(reason="cannot connect")
    await office.pay_for(hours=1)
    assert len(office.sender.said) < 1_500
    office.sender.always.clear()
    tried = len(office.sender.said)
    await office.pay_for(minutes=11)
    assert set(office.states()) == {"sent"}
    assert len(office.sender.said) == tried + 50


@pytest.mark.parametrize(
    ("kind", "end", "times"), [("joined", "unknown", 1), ("failed", "sent", 2)]
)
async def test_a_lost_answer_is_left_unknown_unless_it_is_about_money(
    office: Office, kind: str, end: str, times: int
) -> None:
    mei = office.town.person()
    office.owe(Notice(kind, 1, mei))
    office.sender.next[office.chat(mei)] = [TryLater(maybe_sent=True, reason="read timeout")]
    await office.pay_for(seconds=20)
    assert office.states() == [end]
    assert len(office.sender.said) == times


async def test_a_sender_that_breaks_its_word_and_raises_is_heard_as_a_lost_answer(
    office: Office,
) -> None:
    mei = office.town.person()
    office.owe(Notice("joined", 1, mei))

    def burst(_chat: int) -> None:
        raise RuntimeError("unexpected")

    office.sender.before = burst
    await office.pay()
    assert office.states() == ["unknown"]


async def test_who_blocked_the_bot_loses_nothing_and_hears_it_when_they_return(
    office: Office,
) -> None:
    """Promise 30."""
    mei, bo = office.town.people("Mei", "Bo")
    office.sender.always[office.chat(mei)] = BLOCKED
    office.owe(Notice("failed", 1, mei), Notice("refunded", 2, mei), Notice("failed", 1, bo))
    await office.pay()
    assert office.sender.texts(office.chat(mei)) == ["failed 1"]
    assert office.states() == ["unreachable", "unreachable", "sent"]
    office.owe(
        Notice("reminder", 3, mei, stale_at=office.town.now + timedelta(hours=1)),
    )
    await office.pay()
    assert office.states()[-1] == "unreachable"
    office.town.wind(hours=2)
    office.sender.always.clear()
    office.come_back(mei)
    await office.pay()
    assert office.sender.texts(office.chat(mei)) == ["failed 1", "failed 1", "refunded 2"]
    assert office.states() == ["sent", "sent", "sent", "unreachable"]


async def test_who_never_started_the_bot_hears_it_when_they_do(office: Office) -> None:
    """Promise 30."""
    mei = office.stranger()
    office.owe(Notice("failed", 1, mei))
    await office.pay()
    assert office.states() == ["unreachable"]
    office.come_back(mei)
    await office.pay()
    assert office.states() == ["sent"]


async def test_one_message_that_can_never_arrive_does_not_make_its_reader_unreachable(
    office: Office,
) -> None:
    mei = office.town.person()
    office.sender.next[office.chat(mei)] = [Unreachable("too long", message_only=True)]
    office.owe(Notice("note", 1, mei), Notice("note", 2, mei))
    await office.pay()
    assert office.states() == ["dropped", "sent"]


async def test_one_notice_that_cannot_be_put_into_words_holds_up_no_other(office: Office) -> None:
    def words(_tx: Transaction, kind: str, *_: object) -> tuple[Reply, ...]:
        if kind == "bad":
            raise ValueError("no words")
        return (Say(Screen(kind)),)

    office.compose = words
    relay = office.new_relay()
    mei, bo = office.town.people("Mei", "Bo")
    office.owe(Notice("bad", 1, mei), Notice("good", 1, bo))
    for _ in range(200):
        await office.pay(relay)
        office.town.wind(seconds=10)
    assert office.sender.texts() == ["good"]
    assert office.states() == ["owed", "sent"]
    assert office.alarms() == ["notice"]
    office.town.wind(days=4)
    await office.pay(relay)
    assert office.states() == ["dropped", "sent"]


async def test_news_of_money_whose_answer_is_always_lost_are_not_said_for_ever(
    office: Office,
) -> None:
    """Better twice than never; but a hundred times the same refund is no news."""
    mei = office.town.person()
    office.sender.always[office.chat(mei)] = TryLater(maybe_sent=True, reason="read timeout")
    office.owe(Notice("refunded", 1, mei))
    for _ in range(400):
        await office.pay()
        office.town.wind(minutes=10)
    assert office.states() == ["unknown"]
    assert 2 < len(office.sender.said) <= ATTEMPTS


async def test_news_of_money_whose_relay_dies_each_time_are_not_said_for_ever(
    office: Office,
) -> None:
    mei = office.town.person()
    office.owe(Notice("refunded", 1, mei))

    def die(_chat: int) -> None:
        office.sender.said.append(_spoken(office))
        raise asyncio.CancelledError

    office.sender.before = die
    for _ in range(100):
        relay = office.new_relay()
        await relay.pay()
        await relay.crew.all_back()
        office.town.wind(seconds=LEASE.total_seconds() + 1)
    assert office.states() == ["unknown"]
    assert 2 < len(office.sender.said) <= ATTEMPTS
