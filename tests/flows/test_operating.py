"""What whoever runs the shop does in the chat about money that keeps failing (promise 19)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.conversation import Conversation
from flows.events import Place, Pressed
from flows.languages import DEFAULT
from flows.presses.operator import AskHowDone, SayHowDone, TryAgain
from flows.replies import Edit, Toast
from flows.screens.alarms import alarm_screen
from flows.texts import Texts
from groupbuys.closing import close_due
from payments import finding
from payments.ledger import entries_of
from payments.model import EntryKind, Step
from payments.stepping import again
from storage import alarms
from tests.flows.limits import visible
from tests.flows.phone import Phone, new_id
from tests.groupbuys.group import opened
from tests.groupbuys.ledger import audited
from tests.payments.till import claims
from tests.stories import BOT, Town

ROOM = -1_009


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A shop."""
    with Town(database_url) as made:
        yield made


def alarmed(town: Town, chat: int) -> tuple[Step, alarms.Alarm]:
    """The operator's chat was told of it."""
    opened(town, town.person())
    town.wind(hours=24)
    town.run(close_due)
    (step,) = claims(town)
    later = town.now + timedelta(hours=1)
    town.run(lambda tx: again(tx, step, later, "no such charge", rejected=True))
    town.run(lambda tx: alarms.raise_alarm(tx, alarms.MONEY_STUCK, step.id, "no such <charge>"))
    [alarm] = town.run(alarms.untold)
    town.run(lambda tx: alarms.told(tx, alarm.id, chat))
    return step, alarm


def operator(town: Town) -> tuple[Phone, Step]:
    """Their phone, with the alarm on it."""
    phone = Phone(Conversation(town.database), "Olga")
    step, alarm = alarmed(town, phone.external)
    phone.messages[1] = alarm_screen(Texts(DEFAULT), alarm)
    return phone, step


async def test_a_stuck_refund_is_tried_again_at_once(town: Town) -> None:
    phone, step = operator(town)
    assert claims(town) == (), "it waits"
    await phone.press("Try again now")
    assert "tried now" in phone.toast
    assert [one.id for one in claims(town)] == [step.id]


async def test_it_is_done_by_hand_in_one_of_three_ways(town: Town) -> None:
    phone, step = operator(town)
    await phone.press("Done by hand")
    assert phone.labels() == [
        "In the provider's own pages",
        "By bank transfer",
        "In cash",
        "‹ Back",
    ]
    await phone.press("By bank transfer")
    assert "€16.00: done by hand" in visible(phone.last.text)
    assert phone.labels() == []
    assert audited(town).money() == {"refunded": 1600}
    last = town.run(lambda tx: entries_of(tx, step.payment_id))[-1]
    assert (last.kind, last.reason, last.who) == (
        EntryKind.VOIDED,
        "paid by bank transfer",
        "Olga, in the chat",
    )


async def test_it_is_done_by_hand_in_other_words(town: Town) -> None:
    phone, step = operator(town)
    await phone.press("Done by hand")
    await phone.write("  a voucher,\nshe agreed ")
    assert "done by hand" in visible(phone.last.text)
    assert town.run(lambda tx: entries_of(tx, step.payment_id))[-1].reason == (
        "a voucher, she agreed"
    )


async def test_whoever_goes_back_is_asked_nothing_any_more(town: Town) -> None:
    phone, _ = operator(town)
    await phone.press("Done by hand")
    await phone.press("‹ Back")
    assert phone.labels() == ["Try again now", "Done by hand"]
    await phone.write("oolong")
    assert audited(town).money() == {"refunding": 1600}


async def test_what_is_done_by_now_is_said(town: Town) -> None:
    """Pressed twice, or done meanwhile by the provider: once is once."""
    phone, step = operator(town)
    await phone.press("Done by hand")
    await phone.press("In cash")
    await phone.do(SayHowDone(1, "cash"))
    assert "done by now" in visible(phone.last.text)
    await phone.do(TryAgain(1))
    assert "done by now" in visible(phone.last.text)
    assert town.run(lambda tx: finding.stuck(tx, 9)) == []
    assert len(town.run(lambda tx: entries_of(tx, step.payment_id))) == 3


async def test_what_is_being_tried_is_left_to_who_tries_it(town: Town) -> None:
    phone, _ = operator(town)
    await phone.press("Try again now")
    claims(town)
    await phone.press("Done by hand")
    await phone.press("In cash")
    assert "three minutes" in phone.toast
    assert audited(town).money() == {"refunding": 1600}


async def test_nobody_else_can_do_anything_about_it(town: Town) -> None:
    """Promise 17: whatever a client sends. The number of an alarm is easily guessed."""
    _, step = operator(town)
    eve = Phone(Conversation(town.database), "Eve")
    for press in (TryAgain(1), AskHowDone(1), SayHowDone(1, "cash"), SayHowDone(1, "gold")):
        await eve.do(press)
        assert "whoever runs the shop" in eve.toast
        assert eve.messages == {}
    await eve.write("paid, really")
    assert claims(town) == ()
    assert len(town.run(lambda tx: entries_of(tx, step.payment_id))) == 2


async def test_in_a_group_of_operators_the_buttons_work_too(town: Town) -> None:
    """There nothing is typed: a bot reads no words in a group."""
    phone, _ = operator(town)
    town.run(lambda tx: alarms.told(tx, 1, ROOM))
    talk, there = Conversation(town.database), Place(BOT, ROOM, "group")
    asked = await talk.turn(Pressed(new_id(), phone.sender, there, 5, AskHowDone(1)))
    assert isinstance(asked[0], Edit)
    assert "own words" not in visible(asked[0].screen.text)
    other = replace(there, chat=ROOM - 1)
    elsewhere = await talk.turn(Pressed(new_id(), phone.sender, other, 5, SayHowDone(1, "cash")))
    assert isinstance(elsewhere[0], Toast)
    done = await talk.turn(Pressed(new_id(), phone.sender, there, 5, SayHowDone(1, "cash")))
    assert isinstance(done[0], Edit)
    assert audited(town).money() == {"refunded": 1600}
