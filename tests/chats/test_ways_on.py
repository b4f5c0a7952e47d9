"""What somebody new reads around a place: what a press means, how many there are of how many, and how it goes on."""

from flows.faces import START_LINK, LinkButton, PressButton
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from tests.chats.room import Room
from tests.chats.test_joining import seats
from tests.flows.limits import visible
from tests.flows.phone import buttons
from tests.stories import Terms, Town


async def test_a_choice_says_that_choosing_is_what_takes_the_place(
    counter: Room,
) -> None:
    mei, bo = counter.neighbour("Mei"), counter.neighbour("Bo")
    await counter.brings(mei, counter.opens_group(mei))
    await counter.presses(bo, "Join")
    assert "Choose one: that takes a place for you at once." in counter.word(bo)
    assert "Join takes" not in counter.word(bo)


async def test_nobody_takes_the_people_of_one_chat_for_all(simple: Room) -> None:
    mei, bo, elsewhere = (simple.neighbour(name) for name in ("Mei", "Bo", "Eve"))
    group = simple.opens_group(mei)
    card = await simple.brings(mei, group)
    await simple.presses(bo, "Join")
    await simple.show_for(10)
    assert "from this chat" not in simple.faces(card)[-1], "they are all"
    await elsewhere.start(simple.token(mei, group))
    await elsewhere.press("Join")
    await simple.show_for(10)
    assert "2 people from this chat; 3 of 60 in all." in simple.faces(card)[-1]
    await simple.presses(bo, "Who is in")
    assert "2 people from this chat are in; 3 of 60 in all." in simple.text


async def test_the_last_place_that_is_being_paid_for_is_said_until_it_lapses(
    database_url: str,
) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        room = Room(town)
        mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
        card = await room.brings(mei, room.opens_group(mei))
        assert "1 more person needed" in visible(room.messages[card].text)
        await room.presses(bo, "Join")
        await room.show_for(10)
        assert "The last place is being paid for right now" in room.faces(card)[-1]
        town.wind(minutes=16)
        town.run(expire_due)
        await room.show_for(10)
        assert "1 more person needed" in room.faces(card)[-1]


async def test_pay_is_a_press_where_the_word_comes_in_private(room: Room) -> None:
    """A link into the chat that one reads already would make one press Start again."""
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    room.ephemeral = False
    await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    assert isinstance(buttons(bo.last)[0], PressButton)
    await bo.press("Pay")
    await bo.pay()
    assert seats(room)[-1][2] == "paid"


async def test_after_leaving_there_is_a_way_on(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(bo, "Join")
    await simple.presses(bo, "Leave")
    await simple.presses(bo, "Leave")
    [on] = buttons(simple.heard["Bo"][-1])
    assert isinstance(on, LinkButton)
    await bo.start(on.address.removeprefix(START_LINK))
    assert "Start a group" in bo.labels()


async def test_group_in_the_private_chat_tells_how_one_comes_into_a_chat(simple: Room) -> None:
    mei = simple.neighbour("Mei")
    await mei.command("group")
    assert "Start or join a group first" in mei.last.text
    assert buttons(mei.last)[0].label == "Into a group chat"
    group = simple.opens_group(mei)
    await mei.command("group")
    assert "Pick the chat" in mei.last.text
    [there] = [one for one in buttons(mei.last) if isinstance(one, LinkButton)]
    assert there.address.endswith(simple.token(mei, group))


async def test_the_first_card_leads_into_a_chat_and_its_leader_to_what_is_theirs(
    simple: Room,
) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    group = simple.opens_group(mei)
    await bo.start(simple.token(mei, group))
    await bo.press("Join")
    assert "Into a group chat" in bo.labels(bo.cards[-1])
    assert "👑 For the leader" not in bo.labels(bo.cards[-1])
    await mei.start("seat-1")
    assert {"Into a group chat", "👑 For the leader"} <= set(mei.labels(mei.cards[-1]))
    simple.town.wind(hours=30)
    assert simple.town.run(close_due)
