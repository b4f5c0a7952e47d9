"""Stories of cards: a few edits, a true last one, and no chat that holds up another's card."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from flows.replies import Reply, Say, Screen
from groupbuys import cards, finding
from groupbuys.cards import Card
from groupbuys.closing import close_due
from groupbuys.tables import card
from people.reaching import where
from scheduler import rounds as scheduler_rounds
from scheduler import showing as scheduler_showing
from scheduler.rounds import GAP, LEASE
from scheduler.sending import TryLater, Unreachable
from scheduler.showing import Showing
from storage.outbox import Notice
from storage.transaction import Found, Transaction
from tests.groupbuys.group import joins, opened
from tests.scheduler.office import BLOCKED, Office
from tests.stories import BOT, Terms, Town

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

    def new_showing(self) -> Showing:
        """Another process that keeps cards current."""
        return Showing(self.town.database, {BOT: self.office.new_mouth()}, face)

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


@pytest.fixture
def fair(database_url: str) -> Iterator[Fair]:
    with Town(database_url, Terms(minimum=2, capacity=50)) as town:
        yield Fair(town)


async def test_forty_joins_in_a_minute_are_a_few_edits_and_a_correct_last_one(fair: Fair) -> None:
    """Promise 29."""
    for _ in range(40):
        fair.join()
        await fair.show_for(1.5)
    await fair.show_for(10)
    for chat in (fair.private, CHANNEL):
        times = [edit.at for edit in fair.office.sender.edits if edit.chat == chat]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert 5 <= len(times) <= 15
        assert min(gaps) >= GAP
        assert fair.texts(chat)[-1] == "forming 41"


async def test_one_join_is_on_the_cards_at_once(fair: Fair) -> None:
    """Promise 29."""
    await fair.show_for(10)
    fair.join()
    before = fair.town.now
    await fair.show()
    assert fair.texts(CHANNEL) == ["forming 2"]
    assert fair.office.sender.edits[-1].at - before < timedelta(seconds=1)


async def test_when_the_group_has_closed_every_card_says_so(fair: Fair) -> None:
    """Promise 29."""
    for _ in range(3):
        fair.join()
        await fair.show()
    fair.town.wind(hours=24)
    fair.town.run(close_due)
    await fair.show_for(10)
    assert fair.texts(fair.private)[-1] == "succeeded 4"
    assert fair.texts(CHANNEL)[-1] == "succeeded 4"
    assert fair.office.rows()[-1].state != "leased"


async def test_a_join_while_a_card_is_being_edited_is_not_forgotten(fair: Fair) -> None:
    """Promise 29."""
    fair.join()

    def join_meanwhile(_chat: int) -> None:
        fair.office.sender.before = lambda _: None
        fair.join()

    fair.office.sender.before = join_meanwhile
    await fair.show_for(10)
    assert {fair.texts(chat)[-1] for chat in (fair.private, CHANNEL)} == {"forming 3"}


async def test_a_card_that_was_deleted_is_forgotten_and_the_others_go_on(fair: Fair) -> None:
    fair.office.sender.next[fair.private] = [
        Unreachable("message to edit not found", message_only=True)
    ]
    fair.join()
    await fair.show()
    assert fair.hung() == [(CHANNEL, 2)]
    assert fair.texts(CHANNEL) == ["forming 2"]
    reach = fair.town.run(lambda tx: where(tx, fair.leader))
    assert reach is not None
    assert reach.unreachable_at is None


async def test_a_channel_that_threw_the_bot_out_has_dead_cards_and_the_rest_goes_on(
    fair: Fair,
) -> None:
    """Promise 31."""
    fair.office.sender.always[CHANNEL] = Unreachable("Forbidden: bot was kicked")
    fair.join()
    await fair.show_for(5)
    fair.join()
    await fair.show_for(5)
    assert fair.hung() == [(fair.private, 1)]
    assert len(fair.texts(CHANNEL)) == 1
    assert fair.texts(fair.private)[-1] == "forming 3"
    assert fair.office.alarms() == ["chat_gone"]


async def test_who_blocked_the_bot_is_marked_unreachable_by_their_card_too(fair: Fair) -> None:
    """Promise 30."""
    fair.office.sender.always[fair.private] = BLOCKED
    fair.join()
    await fair.show()
    reach = fair.town.run(lambda tx: where(tx, fair.leader))
    assert reach is not None
    assert reach.unreachable_at is not None
    assert fair.office.alarms() == []


async def test_an_edit_that_fails_is_made_again_while_the_others_stay_current(fair: Fair) -> None:
    fair.office.sender.next[fair.private] = [TryLater(reason="502")] * 6
    for _ in range(10):
        fair.join()
        await fair.show_for(10)
        assert fair.texts(CHANNEL)[-1] == f"forming {len(fair.texts(CHANNEL)) + 1}"
    await fair.show_for(60)
    assert fair.texts(fair.private)[-1] == "forming 11"


async def test_an_edit_whose_answer_was_lost_is_simply_made_again(fair: Fair) -> None:
    fair.office.sender.next[CHANNEL] = [TryLater(maybe_sent=True, reason="read timeout")]
    fair.join()
    await fair.show_for(10)
    assert fair.texts(CHANNEL) == ["forming 2", "forming 2"]


async def test_a_chat_that_must_be_silent_does_not_hold_up_another_chats_card(fair: Fair) -> None:
    fair.office.sender.next[CHANNEL] = [TryLater(after=60)]
    for number in range(2, 6):
        fair.join()
        before = fair.town.now
        await fair.show_for(7)
        newest = [edit for edit in fair.office.sender.edits if edit.chat == fair.private][-1]
        assert newest.text == f"forming {number}"
        assert newest.at - before <= timedelta(seconds=7)
    assert len(fair.texts(CHANNEL)) == 1
    await fair.show_for(60)
    assert fair.texts(CHANNEL)[-1] == "forming 5"


async def test_two_processes_edit_each_card_once(fair: Fair) -> None:
    fair.join()
    await asyncio.gather(fair.show(), fair.show(fair.new_showing()))
    await fair.show()
    assert fair.texts(CHANNEL) == ["forming 2"]
    assert fair.texts(fair.private) == ["forming 2"]


async def test_a_process_that_died_over_a_round_is_taken_over(fair: Fair) -> None:
    fair.join()

    def die(_chat: int) -> None:
        raise asyncio.CancelledError

    fair.office.sender.before = die
    await fair.new_showing().pay()
    dead = fair.new_showing()
    await dead.pay()
    await dead.crew.all_back()
    fair.office.sender.before = lambda _: None
    await fair.show()
    fair.town.wind(seconds=LEASE.total_seconds())
    await fair.office.pay()
    await fair.show()
    assert fair.texts(CHANNEL)[-1] == "forming 2"


async def test_a_card_that_a_notice_brought_is_kept_current_from_then_on(fair: Fair) -> None:
    def words(tx: Transaction, *_: object) -> tuple[Reply, ...] | None:
        screen = face(tx, fair.group, 0)
        return None if screen is None else (Say(screen),)

    fair.office.compose = words
    bo = fair.town.person("Bo")
    fair.office.owe(Notice("note", fair.group, bo))
    await fair.office.pay(fair.office.new_relay())
    chat = fair.office.chat(bo)
    assert [place for place, _ in fair.hung()] == sorted([CHANNEL, fair.private, chat])
    fair.join()
    await fair.show_for(10)
    assert fair.texts(chat) == ["forming 2"]


async def test_one_group_buy_whose_face_breaks_holds_up_no_other(fair: Fair) -> None:
    second = opened(fair.town, fair.town.person("Bo")).group.id
    broken = fair.group

    def half(tx: Transaction, group_buy_id: int, person: int) -> Screen | None:
        if group_buy_id == broken:
            raise ValueError("no face")
        return face(tx, group_buy_id, person)

    fair.showing = Showing(fair.town.database, {BOT: fair.office.new_mouth()}, half)
    fair.join()
    fair.group = second
    fair.hang(-2002, 3, 0)
    fair.join()
    await fair.show_for(10)
    assert fair.texts(-2002) == ["forming 2"]
    assert fair.office.alarms() == ["card"]


def owed(fair: Fair) -> Found:
    """The row that stands for the cards of the group."""
    [row] = [row for row in fair.office.rows() if row.kind == "cards"]
    return row


def crowd(fair: Fair, number: int) -> list[int]:
    """Cards in so many chats more, and one version that no card shows yet."""
    chats = [-5000 - place for place in range(number)]
    for place, chat in enumerate(chats):
        fair.hang(chat, 100 + place, 0)
    fair.join()
    return chats


@pytest.fixture
def small_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds of ten cards, that a story may see many of them."""
    monkeypatch.setattr(scheduler_showing, "_ROUND", 10)


@pytest.mark.usefixtures("small_rounds")
async def test_an_outage_is_not_hammered_however_many_cards_are_behind(
    fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rounds that get nowhere are made less and less often, and at last no more."""
    monkeypatch.setattr(scheduler_rounds, "_HOPELESS", 8)
    for chat in [*crowd(fair, 23), fair.private, CHANNEL]:
        fair.office.sender.always[chat] = TryLater(reason="503")
    await fair.show_for(60)
    assert 3 <= len(fair.office.sender.edits) / 10 <= 6
    row = owed(fair)
    assert 3 <= row.attempts <= 6
    assert row.due_at > fair.town.now
    for _ in range(10):
        fair.town.now = max(owed(fair).due_at, fair.town.now)
        await fair.show()
    assert owed(fair).state == "unknown"
    assert len(fair.office.sender.edits) / 10 == 9


@pytest.mark.usefixtures("small_rounds")
async def test_cards_that_fail_starve_no_card_behind_them(fair: Fair) -> None:
    """Promise 29: more chats than a round has fail, they were first, and the others are current nevertheless."""
    chats = crowd(fair, 30)
    failing, well = chats[:12], chats[12:]
    for chat in failing:
        fair.office.sender.always[chat] = TryLater(reason="503")
    await fair.show_for(20)
    assert all(fair.texts(chat) == ["forming 2"] for chat in well)
    assert {len(fair.texts(chat)) for chat in failing} <= set(range(3, 8))
    fair.office.sender.always.clear()
    await fair.show_for(60)
    assert owed(fair).state == "sent"
    fair.join()
    await fair.show_for(10)
    assert all(fair.texts(chat)[-1] == "forming 3" for chat in chats)


@pytest.mark.usefixtures("small_rounds")
async def test_cards_of_a_bot_that_is_here_no_more_hold_up_nobody(fair: Fair) -> None:
    for place in range(12):
        card_of_old = Card(BOT - 1, -7000 - place, 1 + place, 0, 0)
        fair.town.run(lambda tx, old=card_of_old: cards.show(tx, old, fair.group))  # type: ignore[misc]  # a card
    fair.join()
    await fair.show_for(10)
    assert fair.texts(CHANNEL)[-1] == "forming 2"
    assert owed(fair).state == "sent"
