"""What is said aloud in a group chat: nothing that concerns one person, and not so much that the card stands still."""

import pytest

from flows.events import Place, Pressed, Sender, Typed
from flows.faces import START_LINK, LinkButton
from flows.presses.chats import AskLeaveHere, JoinHere, LeaveHere
from flows.presses.every import WIRE
from flows.replies import Toast
from groupbuys.chats.hanging import LOUD
from tests.chats.room import CHAT, Room
from tests.chats.test_joining import seats
from tests.flows.limits import visible
from tests.flows.phone import buttons, new_id
from tests.stories import BOT, Terms, Town


def way(room: Room) -> str:
    """Where the only button of the newest message leads."""
    [there] = buttons(room.last)
    assert isinstance(there, LinkButton)
    return there.address


async def test_a_kept_place_is_nobody_elses_business(room: Room) -> None:
    """Nobody is named who is still paying, nor are there 15 minutes left where it is asked for again."""
    mei, zoe = room.neighbour("Mei"), room.stranger("Zoe")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(zoe, "+1", card)
    assert room.text == "Zoe: Please go on in our private chat."
    assert way(room).startswith(f"{START_LINK}seat-")
    assert seats(room)[-1][2] == "held"


async def test_a_refusal_that_is_about_a_person_is_not_said_aloud(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=9, provider="", limit=2)) as town:
        room = Room(town)
        mei, zoe = room.neighbour("Mei"), room.stranger("Zoe")
        card = await room.brings(mei, room.opens_group(mei))
        await room.says(zoe, "+3", card)
        assert room.text == "Zoe: Please go on in our private chat."
        assert way(room) == START_LINK + room.here()[0].token
        await room.says(zoe, "out", card)
        assert room.text == "Zoe: Please go on in our private chat."
        await room.says(zoe, "+100", card)
        assert "from 1 to" in room.text


async def test_a_stale_give_it_up_asks_before_it_ends_a_paid_seat(room: Room) -> None:
    """Promise 8: money goes back to whoever leaves, and leaving is their own wish."""
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    stale = next(one.wire for one in buttons(room.heard["Bo"][-1]) if one.label == "Give it up")  # type: ignore[union-attr]  # a press
    await bo.start("seat-2")
    await bo.pay()
    await room.wire(bo, stale)
    assert "You get €16.00 back in full" in room.word(bo)
    assert seats(room)[-1][2] == "paid"
    await room.presses(bo, "Leave")
    assert seats(room)[-1][2] == "refunding"


async def test_a_place_that_is_only_kept_is_given_up_at_once(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    await room.presses(bo, "Give it up")
    assert "The place is free again." in room.word(bo)
    assert "left" not in room.word(bo)
    assert seats(room)[-1][2] == "released"


async def test_leaving_that_was_said_to_nobody_is_asked_about(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(bo, "Join")
    for said in ("out", "cancel", "取消", "-1"):
        await simple.says(bo, said)
        assert "Leave this group?" in bo.last.text
        assert seats(simple)[-1][2] == "paid"
    await bo.press("Leave")
    assert seats(simple)[-1][2] == "released"


async def test_so_is_a_place_that_is_only_kept_and_staying_keeps_it(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    await room.says(bo, "out")
    assert "Leave this group?" in bo.last.text
    await bo.press("Stay")
    assert "your place is still yours" in bo.last.text
    assert "Pay" in bo.labels()
    assert seats(room)[-1][2] == "held"
    await bo.press("Give it up")
    assert "free again" in bo.last.text
    assert seats(room)[-1][2] == "released"


async def test_a_refused_press_in_the_private_chat_wipes_nothing(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    simple.ephemeral = False
    await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(bo, "Join")
    before = bo.last
    await bo.do(LeaveHere(999), max(bo.messages))
    assert bo.toast == "This is no longer offered."
    assert bo.last is before


async def test_a_button_of_another_chat_does_nothing_here(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    other = Place(BOT, CHAT - 7, "group")
    press = JoinHere(simple.here()[0].id, 1)
    await simple.take(bo, Pressed(new_id(), bo.sender, other, card, press))
    assert simple.toast(bo) == "This is no longer offered."
    assert len(seats(simple)) == 1


async def test_who_never_met_the_bot_is_not_left_in_silence_by_group(simple: Room) -> None:
    """With several groups of theirs they are asked which; where that cannot be asked, they hear where."""
    mei = simple.neighbour("Mei")
    simple.opens_group(mei)
    simple.opens_group(mei)
    await mei.reached(reachable=False)
    await simple.command(mei, "group")
    assert simple.text == "Mei: Please go on in our private chat."
    assert way(simple) == START_LINK


async def test_a_question_that_is_too_much_for_a_minute_is_a_word_over_the_button(
    simple: Room,
) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(bo, "Join")
    ask = WIRE.encode(AskLeaveHere(simple.here()[0].id))
    for _ in range(6):
        await simple.wire(bo, ask)
    assert isinstance(simple.replies[0], Toast)
    assert "try again in a minute" in simple.toast(bo)


async def test_cards_and_lists_of_one_chat_are_said_so_often_a_minute(simple: Room) -> None:
    people = [simple.neighbour(f"P{number}") for number in range(LOUD + 2)]
    tokens = [simple.token(one, simple.opens_group(one)) for one in people]
    for one, token in zip(people, tokens, strict=True):
        await simple.says(one, f"https://t.me/shop_bot?start={token}")
    assert len(simple.messages) == LOUD
    assert simple.running() == LOUD
    await simple.command(people[-1], "group")
    assert "try again in a minute" in visible(people[-1].last.text)
    await simple.presses(people[0], "Who is in")
    assert "try again in a minute" in simple.toast(people[0])
    simple.town.wind(minutes=1)
    await simple.command(people[-1], "group")
    assert len(simple.messages) == LOUD + 1


@pytest.mark.parametrize("language", ["zh-hans", "zh-TW"])
async def test_one_word_for_the_list_and_no_reproach_for_the_faceless(
    simple: Room, language: str
) -> None:
    mei = simple.neighbour("小美", language)
    await simple.brings(mei, simple.opens_group(mei))
    assert "名单" in simple.text or "名單" in simple.text
    assert "列表" not in simple.text
    sender = Sender(simple.chat, "Neighbours", language, faceless=True)
    await simple.take(mei, Typed(new_id(), sender, simple.place, "+1"))
    assert "名义" in simple.text or "名義" in simple.text
