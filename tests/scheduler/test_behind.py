"""Stories of cards that stay behind: they are tried less and less often, and hold up no other card."""

import pytest

from groupbuys import cards
from groupbuys.cards import Card
from scheduler import rounds as scheduler_rounds
from scheduler import showing as scheduler_showing
from scheduler.sending import TryLater
from storage.transaction import Found
from tests.scheduler.fair import CHANNEL, Fair
from tests.stories import BOT


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


async def test_news_that_come_while_a_round_is_given_up_begin_anew(
    fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 29: somebody joins while the last try is under way, and it works again a moment later."""
    monkeypatch.setattr(scheduler_rounds, "_HOPELESS", 2)
    fair.office.sender.always[CHANNEL] = TryLater(reason="503")
    fair.join()

    def joins_once(chat: int) -> None:
        if chat == CHANNEL and owed(fair).attempts == 2:
            fair.office.sender.before = lambda _: None
            fair.join()
            fair.office.sender.always.clear()
            fair.office.sender.next[CHANNEL] = [TryLater(reason="503")]

    fair.office.sender.before = joins_once
    for _ in range(10):
        fair.town.now = max(owed(fair).due_at, fair.town.now)
        await fair.show()
        fair.town.wind(seconds=1)
    assert fair.texts(CHANNEL)[-1] == "forming 3"
    assert owed(fair).state == "sent"
