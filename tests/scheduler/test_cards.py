"""Stories of cards: a few edits, a true last one, and no chat that holds up another's card."""

import asyncio
from datetime import timedelta
from itertools import pairwise

from catalog.keeping import standings
from catalog.keeping.channels import Found
from flows.faces import Screen
from flows.replies import Reply, Say
from groupbuys.closing import close_due
from people.reaching import where
from scheduler.rounds import GAP, LEASE
from scheduler.sending import TryLater, Unreachable
from scheduler.showing import Showing
from storage.outbox import Notice
from storage.transaction import Transaction
from tests.groupbuys.group import opened
from tests.scheduler.fair import CHANNEL, Fair, face
from tests.scheduler.office import BLOCKED
from tests.stories import BOT


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


async def test_a_group_chat_that_was_deleted_takes_its_cards_along_and_nobody_is_bothered(
    fair: Fair,
) -> None:
    """Promise 31, where no shop posts: people bring the bot into chats of theirs, and delete them."""
    chat = Found(BOT, CHANNEL, "group", "Family", "")
    fair.town.run(lambda tx: standings.note(tx, chat, fair.leader, can_post=True))
    fair.office.sender.always[CHANNEL] = Unreachable("Forbidden: the group chat was deleted")
    fair.join()
    await fair.show_for(5)
    assert fair.hung() == [(fair.private, 1)]
    assert fair.texts(fair.private)[-1] == "forming 2"
    assert fair.office.alarms() == []


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
