"""Joining and leaving in a group chat: by Join and by words, with a private answer for each."""

import pytest
from sqlalchemy import select

from flows.events import Sender, Typed
from flows.faces import LinkButton
from groupbuys.closing import close_due
from groupbuys.tables import seat
from payments.tables import payment
from tests.chats.room import Room
from tests.flows.limits import visible
from tests.flows.phone import buttons
from tests.groupbuys.group import group as now
from tests.stories import Terms, Town


def seats(room: Room) -> list[tuple[int, int, str]]:
    """All seats: variant, quantity, state."""
    rows = room.town.run(lambda tx: tx.all(select(seat).order_by(seat.c.id)))
    return [(row.variant_id, row.quantity, row.state) for row in rows]


async def test_join_is_a_private_receipt_with_the_way_to_pay(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    assert "Pay €16.00 by" in room.word(bo)
    pay = buttons(room.heard["Bo"][-1])[0]
    assert isinstance(pay, LinkButton)
    await bo.start(pay.address.partition("/")[2])
    assert bo.invoices[-1].amount.minor == 1600
    await bo.pay()
    assert seats(room)[1][2] == "paid"
    assert "€" not in "".join(visible(one.text) for one in list(room.messages.values())[1:])


async def test_who_never_met_the_bot_is_taken_to_their_seat_by_the_press(room: Room) -> None:
    """Their own link leads straight to the invoice; others who open it see the group."""
    mei, zoe, eve = room.neighbour("Mei"), room.stranger("Zoe"), room.stranger("Eve")
    await room.brings(mei, room.opens_group(mei))
    room.ephemeral = False
    await room.presses(zoe, "Join")
    assert room.opens.startswith("seat-")
    await eve.start(room.opens)
    assert not eve.invoices
    assert "Oolong tea" in eve.last.text
    assert "Join" in eve.labels()
    await zoe.start(room.opens)
    await zoe.pay()
    assert [state for *_, state in seats(room)] == ["paid", "paid"]
    await zoe.start("seat-2")
    assert "You are in" in zoe.last.text
    await zoe.start("seat-zzzz")
    assert "no group here" in zoe.last.text


async def test_without_ephemeral_messages_the_word_comes_in_private(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    simple.ephemeral = False
    await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(bo, "Join")
    assert "You are in" in bo.last.text
    await bo.press("Leave")
    assert "Leave this group?" in bo.last.text
    await bo.press("Stay")
    await bo.press("Leave")
    await bo.press("Leave")
    assert "You have left the group" in bo.last.text
    assert [state for *_, state in seats(simple)] == ["paid", "released"]


async def test_a_product_with_variants_is_chosen_in_the_private_word(counter: Room) -> None:
    mei, bo = counter.neighbour("Mei"), counter.neighbour("Bo")
    await counter.brings(mei, counter.opens_group(mei))
    await counter.presses(bo, "Join")
    assert "Which one would you like?" in counter.word(bo)
    await counter.presses(bo, "Red, L")
    assert "1 × Red, L" in counter.word(bo)
    assert seats(counter)[-1] == (counter.town.variant_ids[2], 1, "paid")


async def test_many_variants_are_turned_page_by_page(database_url: str) -> None:
    kinds = tuple(f"Kind {number}" for number in range(11))
    with Town(database_url, Terms(provider="", variants=kinds)) as town:
        room = Room(town)
        mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
        await room.brings(mei, room.opens_group(mei))
        await room.presses(bo, "Join")
        assert len(buttons(room.heard["Bo"][-1])) == 10
        await room.presses(bo, "›")
        await room.presses(bo, "Kind 10")
        assert "1 × Kind 10" in room.word(bo)


@pytest.mark.parametrize("said", ["+2 m blue", "+2 Blue, M", "＋２件 Blue M"])
async def test_words_take_that_many_of_that_kind(counter: Room, said: str) -> None:
    mei, zoe = counter.neighbour("Mei"), counter.stranger("Zoe")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(zoe, said, card)
    assert seats(counter)[-1] == (counter.town.variant_ids[1], 2, "paid")
    assert counter.text == "Zoe: You are in."


async def test_words_that_are_not_clear_are_refused_with_what_there_is(counter: Room) -> None:
    """Promise 36."""
    mei, zoe, bo = counter.neighbour("Mei"), counter.stranger("Zoe"), counter.neighbour("Bo")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(zoe, "+1 blue", card)
    assert "Blue, L · Blue, M" in counter.text
    assert "Red" not in counter.text
    await counter.says(bo, "+2 green", card)
    assert "not sure which one “green” is" in bo.last.text
    assert [label.partition(" ·")[0] for label in bo.labels()] == ["Blue, L", "Blue, M", "Red, L"]
    assert len(seats(counter)) == 1
    await bo.press("Red, L")
    assert seats(counter)[-1] == (counter.town.variant_ids[2], 2, "paid")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("+0", "from 1 to 99"),
        ("+1.5", "whole numbers"),
        ("+999", "from 1 to 99"),
        ("+1000000000000", "from 1 to 99"),
        ("+一百一", "from 1 to 99"),
    ],
)
async def test_numbers_that_will_not_do_are_refused_kindly(
    simple: Room, said: str, why: str
) -> None:
    """Promise 36."""
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, said, card)
    assert why in bo.last.text
    assert len(seats(simple)) == 1


async def test_talk_among_people_is_left_alone(counter: Room) -> None:
    """With privacy mode off the bot hears everything, and still is not spoken to."""
    mei, zoe = counter.neighbour("Mei"), counter.stranger("Zoe")
    await counter.says(zoe, "+1")
    assert counter.replies == []
    await counter.brings(mei, counter.opens_group(mei))
    for said in ("+49 170 1234567", "+1 what Bo said", "退出", "hello"):
        await counter.says(zoe, said)
        assert counter.replies == [], said
    await counter.says(zoe, "+1", answers=4711)
    assert counter.replies == []
    await counter.says(zoe, "+1 red", to_us=False)
    assert len(seats(counter)) == 2


async def test_join_twice_is_one_seat(simple: Room) -> None:
    """Promise 9."""
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(bo, "Join")
    await simple.says(bo, "+1", card)
    assert "in this group already" in bo.last.text
    assert len(seats(simple)) == 2


async def test_an_unpaid_place_is_left_at_once_and_a_paid_one_is_asked_about(room: Room) -> None:
    mei, bo, ana = room.neighbour("Mei"), room.neighbour("Bo"), room.neighbour("Ana")
    card = await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    await room.says(bo, "退出", card)
    assert "The place is free again" in bo.last.text
    await room.presses(ana, "Join")
    await ana.start("seat-3")
    await ana.pay()
    await room.says(ana, "-1", card)
    assert "You get €16.00 back in full" in visible(ana.last.text)
    assert seats(room)[-1][2] == "paid"
    await ana.press("Leave")
    assert [state for *_, state in seats(room)] == ["paid", "released", "refunding"]
    states = room.town.run(lambda tx: tx.all(select(payment.c.state).order_by(payment.c.id)))
    assert states[-1].state == "refunding"


async def test_a_word_that_would_give_up_more_than_was_said_is_asked_about(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+3", card)
    await simple.says(bo, "-1", card)
    assert "Leave this group?" in bo.last.text
    await simple.says(mei, "退出", card)
    assert "You lead this group" in visible(mei.last.text)
    assert [state for *_, state in seats(simple)] == ["paid", "paid"]


async def test_full_and_over_and_unknown_are_words_over_the_button(room: Room) -> None:
    mei = room.neighbour("Mei")
    group = room.opens_group(mei)
    await room.brings(mei, group)
    people = [room.neighbour(f"P{number}") for number in range(5)]
    for one in people:
        await room.presses(one, "Join")
    assert room.toast(people[-1]) == "This group is full."
    room.town.wind(hours=25)
    await room.presses(people[-1], "Join")
    assert room.toast(people[-1]) == "The time of this group is up."
    room.town.run(close_due)
    assert now(room.town, group.id).paid == 1


async def test_a_thousand_presses_are_answered_a_few_times_a_minute(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    await room.brings(mei, room.opens_group(mei))
    for _ in range(20):
        await room.presses(bo, "Join") if not room.heard else await room.wire(bo, "hj:1:1", 11)
    assert len(room.heard["Bo"]) == 6
    assert [one.kind for one in room.replies] == ["toast"]
    assert len(seats(room)) == 2
    room.town.wind(minutes=1)
    await room.wire(bo, "hj:1:1", 11)
    assert [one.kind for one in room.replies] == ["whisper"]


async def test_who_writes_in_the_name_of_the_group_is_told_how_to_join(simple: Room) -> None:
    """An anonymous administrator has no seat and is met by nothing."""
    mei = simple.neighbour("Mei")
    sender = Sender(simple.chat, "Neighbours", faceless=True)
    await simple.take(mei, Typed("faceless-1", sender, simple.place, "+1"))
    assert simple.replies == []
    await simple.brings(mei, simple.opens_group(mei))
    await simple.take(mei, Typed("faceless-2", sender, simple.place, "+1"))
    assert "You write in the group's name" in simple.text
    assert len(seats(simple)) == 1
    await simple.take(mei, Typed("faceless-3", sender, simple.place, "hello"))
    assert simple.replies == []


async def test_the_same_words_are_in_every_language(counter: Room) -> None:
    mei = counter.neighbour("小美", "zh-hans")
    bo = counter.neighbour("阿寶", "zh-TW")
    card = await counter.brings(mei, counter.opens_group(mei))
    assert "参团" in [one.label for one in buttons(counter.last)]
    await counter.says(bo, "+2 藍 L", card)
    assert "哪" in bo.last.text
    await counter.says(bo, "列表", card)
    assert "1. " in counter.text
