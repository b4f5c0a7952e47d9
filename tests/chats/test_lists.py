"""The list of who is in from a chat: one message, numbered, kept current, within the messenger's limits."""

from itertools import pairwise

from flows.replies import Toast
from groupbuys.closing import close_due
from scheduler.rounds import GAP
from tests.chats.room import CHAT, Room
from tests.flows.limits import units, visible
from tests.groupbuys.group import joins
from tests.stories import Terms, Town


async def test_the_list_names_those_of_this_chat_and_what_they_take(counter: Room) -> None:
    mei, bo, zoe = counter.neighbour("Mei"), counter.neighbour("Bo"), counter.stranger("Zoe")
    group = counter.opens_group(mei)
    card = await counter.brings(mei, group)
    joins(counter.town, counter.person(bo), group.id)
    await counter.says(zoe, "+2 red", card)
    await counter.says(zoe, "list", card)
    assert "2 people from this chat are in; 3 of 120 in all. They take 3 pieces" in counter.text
    assert "1. Mei: 1 × Blue, L" in counter.text
    assert "2. Zoe: 2 × Red, L" in counter.text
    assert "Bo" not in counter.text


async def test_who_joined_through_the_cards_own_link_is_on_it_too(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await bo.start(simple.here()[0].token)
    await bo.press("Join")
    await simple.says(mei, "list", card)
    assert "2. Bo" in simple.text


async def test_unpaid_places_are_counted_and_not_named(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    await room.says(mei, "名单", card)
    assert "Bo" not in room.text
    assert "1 place is being paid for just now." in room.text
    await room.show_for(5)
    assert "Mei and 1 more" in room.faces(card)[-1]


async def test_asked_again_it_moves_to_the_end_and_the_one_before_is_taken_away(
    simple: Room,
) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(mei, "list", card)
    first = max(simple.messages)
    await simple.presses(bo, "Who is in")
    assert isinstance(simple.replies[0], Toast)
    assert simple.toast(bo).startswith("The list stands a little further up")
    assert list(simple.messages) == [card, first]
    simple.town.wind(minutes=1)
    await simple.presses(bo, "Who is in")
    assert first not in simple.messages
    assert len(simple.messages) == 2
    await simple.presses(bo, "Join")
    await simple.show_for(5)
    assert "2. Bo" in simple.faces(max(simple.messages))[-1]
    assert simple.faces(first) == []


async def test_forty_joins_in_a_minute_are_a_few_edits_of_card_and_list_and_a_right_last_one(
    simple: Room,
) -> None:
    """Promise 29: within twenty messages a minute in one chat, whatever is edited there."""
    mei = simple.neighbour("Mei")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(mei, "list", card)
    number = max(simple.messages)
    for each in range(40):
        await simple.presses(simple.stranger(f"P{each}"), "Join")
        await simple.show_for(1.5)
    await simple.show_for(70)
    edits = [one for one in simple.office.sender.edits if one.chat == CHAT]
    minute = 60
    for at, one in enumerate(edits):
        later = [two for two in edits[at:] if (two.at - one.at).total_seconds() < minute]
        assert len(later) <= 20
    assert "41 of 60" in simple.faces(card)[-1]
    assert "41 people from this chat are in." in simple.faces(number)[-1]
    mine = [one.at for one in edits if one.message_id == card]
    assert min(later - earlier for earlier, later in pairwise(mine)) >= GAP


async def test_a_list_with_nobody_on_it_says_nothing_of_that_once_it_is_over(room: Room) -> None:
    """Whoever was in gets the money back, and the card counts them still."""
    mei = room.neighbour("Mei")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(mei, "list", card)
    number = max(room.messages)
    room.town.wind(hours=25)
    room.town.run(close_due)
    await room.show_for(5)
    assert "not enough people" in room.faces(number)[-1]
    assert "Nobody from this chat" not in room.faces(number)[-1]


async def test_a_long_list_is_cut_and_says_how_many_more(counter: Room) -> None:
    """Promise 38, and 4,096 characters."""
    mei = counter.neighbour("<b>" + "M" * 190)
    card = await counter.brings(mei, counter.opens_group(mei))
    for each in range(109):
        await counter.says(counter.neighbour(f"<i>&{each} " + "𝕏" * 60), "+2 m blue", card)
    await counter.says(mei, "list", card)
    assert units(visible(counter.last.text)) <= 4096
    assert "more" in counter.text
    assert "110 people from this chat" in counter.text


async def test_that_the_last_places_are_being_paid_for_is_said_once(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        room = Room(town)
        mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
        card = await room.brings(mei, room.opens_group(mei))
        await room.says(bo, "+1", card)
        await room.says(mei, "list")
        assert "The last place is being paid for right now" in room.text
        assert room.text.count("being paid for") == 1
