"""Stories of copies: kept current wherever they were dropped, a few edits and a true last one."""

from datetime import timedelta
from itertools import pairwise

from sqlalchemy import select

from flows.faces import START_LINK, LinkButton, Screen
from groupbuys.closing import close_due
from groupbuys.dropped import copies, sealing
from groupbuys.dropped.copies import Copy
from groupbuys.dropped.copy_tables import shared_card
from scheduler.rounds import GAP
from scheduler.sending import TryLater, Unreachable
from storage.tables import outbox
from storage.transaction import Transaction
from tests.scheduler.fair import CHANNEL, Fair
from tests.stories import BOT


def drop(fair: Fair, message: str, person: int = 0) -> str:
    """Somebody drops a copy; gives its token."""
    owner = person or fair.leader

    def turn(tx: Transaction) -> str:
        share = sealing.new_share(fair.group, owner, "g")
        token = sealing.sealed(sealing.key(tx), share)
        copies.drop(tx, Copy(BOT, message, owner, token), share)
        return token

    return fair.town.run(turn)


def faces(fair: Fair, message: str) -> list[Screen]:
    """What a copy was given, one face after the other."""
    return [screen for _, name, screen in fair.office.sender.renewed if name == message]


def kept(fair: Fair) -> list[str]:
    """The copies that are kept current."""
    rows = fair.town.run(lambda tx: tx.all(select(shared_card)))
    return sorted(row.inline_id for row in rows)


async def test_a_copy_is_current_at_once_and_after_each_join(fair: Fair) -> None:
    """Promise 29."""
    token = drop(fair, "m1")
    await fair.show()
    [first] = faces(fair, "m1")
    assert "1 of 2" in first.text
    assert "As of" not in first.text
    assert first.buttons == ((LinkButton("Join", START_LINK + token),),)
    fair.join()
    await fair.show_for(8)
    assert "2 of 50" in faces(fair, "m1")[-1].text
    assert fair.texts(CHANNEL)[-1] == "forming 2"
    assert not fair.town.run(lambda tx: copies.stale(tx, fair.group, 10, [BOT]))


async def test_forty_joins_in_a_minute_are_a_few_edits_of_a_copy_and_a_correct_last_one(
    fair: Fair,
) -> None:
    """Promise 29."""
    drop(fair, "m1")
    for _ in range(40):
        fair.join()
        await fair.show_for(1.5)
    await fair.show_for(10)
    times = [at for at, name, _ in fair.office.sender.renewed if name == "m1"]
    assert 5 <= len(times) <= 16
    assert min(later - earlier for earlier, later in pairwise(times)) >= GAP
    assert "41 of 50" in faces(fair, "m1")[-1].text


async def test_a_copy_chosen_after_the_group_closed_tells_the_truth_at_once(fair: Fair) -> None:
    fair.town.wind(hours=24)
    fair.town.run(close_due)
    await fair.show_for(10)
    token = drop(fair, "m1")
    await fair.show()
    [face] = faces(fair, "m1")
    assert "not enough people joined" in face.text
    assert face.buttons == ((LinkButton("Open groups", START_LINK + token),),)


async def test_when_the_group_has_closed_every_copy_says_so(fair: Fair) -> None:
    """Promise 29."""
    drop(fair, "m1")
    fair.join()
    await fair.show_for(8)
    fair.town.wind(hours=24)
    fair.town.run(close_due)
    await fair.show_for(10)
    assert "It is complete" in faces(fair, "m1")[-1].text
    assert fair.office.rows()[-1].state != "leased"


async def test_a_copy_that_was_deleted_is_dropped_and_the_others_go_on(fair: Fair) -> None:
    drop(fair, "m1")
    drop(fair, "m2")
    fair.office.sender.of_copies["m1"] = [Unreachable("MESSAGE_ID_INVALID", message_only=True)]
    await fair.show()
    assert kept(fair) == ["m2"]
    fair.join()
    await fair.show_for(8)
    assert "2 of 50" in faces(fair, "m2")[-1].text
    assert len(faces(fair, "m1")) == 1


async def test_a_copy_in_a_chat_that_is_gone_touches_nobodys_reach(fair: Fair) -> None:
    drop(fair, "m1")
    fair.office.sender.of_copies["m1"] = [Unreachable("chat not found")]
    await fair.show()
    assert kept(fair) == []
    assert fair.office.alarms() == []


async def test_a_copy_that_must_wait_holds_up_no_other_and_is_made_up_for(fair: Fair) -> None:
    """A pause that is asked for is kept, for that copy alone."""
    drop(fair, "m1")
    drop(fair, "m2")
    fair.office.sender.of_copies["m1"] = [TryLater(after=30.0, reason="too many requests")]
    await fair.show()
    assert len(faces(fair, "m2")) == 1
    paused = fair.town.now
    fair.join()
    await fair.show_for(20)
    assert "2 of 50" in faces(fair, "m2")[-1].text
    assert len(faces(fair, "m1")) == 1
    await fair.show_for(40)
    assert "2 of 50" in faces(fair, "m1")[-1].text
    again = [at for at, name, _ in fair.office.sender.renewed if name == "m1"][1]
    assert again - paused >= timedelta(seconds=29)


async def test_two_hundred_copies_are_one_row_to_a_join_and_are_all_current_soon(
    fair: Fair,
) -> None:
    """A join owes its cards as ever, however many copies there are; the bot's overall limit is kept."""
    names = [f"m{number}" for number in range(200)]
    for name in names:
        drop(fair, name)
    await fair.show_for(20)
    sent, began = len(fair.office.sender.renewed), fair.town.now
    fair.join()
    wanted = select(outbox).where(outbox.c.kind == "cards", outbox.c.state == "owed")
    assert len(fair.town.run(lambda tx: tx.all(wanted))) == 1
    await fair.show_for(25)
    edits = fair.office.sender.renewed[sent:]
    assert {name for _, name, _ in edits} == set(names)
    assert all("2 of 50" in faces(fair, name)[-1].text for name in names)
    for number, (at, *_) in enumerate(edits):
        # Thirty pass in a second; one that is still being composed while the clock jumps is only later.
        assert at - began >= timedelta(seconds=number // 30), f"edit {number} came too soon"
