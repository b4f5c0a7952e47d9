"""Places for friends in a group chat: "+1 for Mum" takes one, whoever said it pays for it and hears of it."""

import pytest
from sqlalchemy import select

from flows.faces import LinkButton
from flows.presses.chats import LeaveHere, TakeHere
from flows.presses.every import WIRE
from flows.presses.guests import AsGuest
from groupbuys.tables import seat
from people.guest_tables import guest
from people.tables import person
from tests.chats.room import Room
from tests.flows.limits import visible
from tests.flows.phone import buttons
from tests.stories import Terms, Town


def seats(room: Room) -> list[tuple[str, int, str]]:
    """All seats: whose, how many, state."""
    wanted = select(person.c.name, seat.c.quantity, seat.c.state).join_from(
        seat, person, person.c.id == seat.c.person_id
    )
    return [tuple(row) for row in room.town.run(lambda tx: tx.all(wanted.order_by(seat.c.id)))]


def people(room: Room) -> list[str]:
    """The names of all who are written down."""
    return [row.name for row in room.town.run(lambda tx: tx.all(select(person.c.name)))]


def friends(room: Room) -> list[tuple[int, str]]:
    """Every guest: their number, and what they are called."""
    wanted = select(guest.c.person_id, guest.c.name).order_by(guest.c.person_id)
    return [tuple(row) for row in room.town.run(lambda tx: tx.all(wanted))]


@pytest.mark.parametrize(
    ("said", "name"), [("+1 for Mum", "Mum"), ("+1 妈妈", "妈妈"), ("+1 帮妈妈", "妈妈")]
)
async def test_a_friend_has_a_place_of_their_own(simple: Room, said: str, name: str) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1", card)
    await simple.says(bo, said, card)
    assert f"For {name}" in visible(bo.last.text)
    assert f"{name} is in." in bo.last.text
    assert [one[0] for one in seats(simple)] == ["Mei", "Bo", f"{name} (Bo)"]
    await simple.says(mei, "list")
    assert f"{name} (Bo)" in simple.text


async def test_the_host_pays_for_it_and_nobody_else(room: Room) -> None:
    """Promises 9 and 17: a stranger's press and payment are refused, the host's own are theirs."""
    mei, bo, eve = room.neighbour("Mei"), room.neighbour("Bo"), room.neighbour("Eve")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(bo, "+1 for Mum", card)
    assert "For Mum" in visible(bo.last.text)
    assert "Pay" in bo.labels()
    link = "seat-2"
    await eve.start(link)
    assert not eve.invoices
    assert "For Mum" not in eve.last.text
    await bo.start(link)
    invoice = bo.invoices[-1]
    assert "for Mum" in invoice.description
    assert await eve.check_out(invoice) == "This belongs to somebody else."
    await eve.pay_late(invoice)
    assert seats(room)[1] == ("Mum (Bo)", 1, "held"), "a stranger's money goes back"
    await bo.pay()
    assert seats(room)[1] == ("Mum (Bo)", 1, "paid")
    assert "For Mum" in visible(bo.last.text)
    assert "Mum is in" in bo.last.text


async def test_who_never_met_the_bot_is_taken_to_their_friends_place(room: Room) -> None:
    mei, zoe = room.neighbour("Mei"), room.stranger("Zoe")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(zoe, "+1 for Mum", card)
    assert room.text == "Zoe: Please go on in our private chat."
    way = buttons(room.last)[0]
    assert isinstance(way, LinkButton)
    await zoe.start(way.address.partition("/")[2])
    await zoe.pay()
    assert seats(room)[1] == ("Mum (Zoe)", 1, "paid")


async def test_a_kind_is_named_or_chosen_for_them(counter: Room) -> None:
    mei, bo = counter.neighbour("Mei"), counter.neighbour("Bo")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(bo, "+2 blue L for Mum", card)
    assert seats(counter)[-1] == ("Mum (Bo)", 2, "paid")
    ana = counter.neighbour("Ana")
    await counter.says(ana, "+1 for Oma", card)
    assert "For Oma" in visible(ana.last.text)
    assert "Which one would you like?" in ana.last.text
    await ana.press("Red, L")
    assert seats(counter)[-1] == ("Oma (Ana)", 1, "paid")
    assert len(seats(counter)) == 3


async def test_a_choice_in_a_private_word_takes_the_friends_place(counter: Room) -> None:
    mei, bo, eve = counter.neighbour("Mei"), counter.neighbour("Bo"), counter.neighbour("Eve")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(bo, "+1 for Mum", card)
    wire = WIRE.encode(TakeHere(counter.here()[0].id, counter.town.variant_ids[2], 1))
    number = friends(counter)[0][0]
    await counter.wire(eve, WIRE.encode(AsGuest(number, wire)))
    assert len(seats(counter)) == 1, "somebody else's friend is nobody's to seat"
    await counter.wire(bo, WIRE.encode(AsGuest(number, wire)))
    assert seats(counter)[-1] == ("Mum (Bo)", 1, "paid")
    assert "For Mum" in counter.word(bo)


@pytest.mark.parametrize("said", ["-1 mum", "-1 for Mum", "退出 Mum", "out for mum"])
async def test_out_of_it_for_a_friend(simple: Room, said: str) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1", card)
    await simple.says(bo, "+1 for Mum", card)
    await simple.says(bo, said, card)
    assert "Mum has left the group" in bo.last.text
    assert [one[2] for one in seats(simple)] == ["paid", "paid", "released"]


async def test_out_for_whom_nobody_named_is_talk_or_said_so(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "-5 degrees today")
    assert simple.replies == []
    await simple.says(bo, "-1 Mum", card)
    assert "You have taken no place for Mum" in visible(bo.last.text)


@pytest.mark.parametrize(
    "said", ["out for dinner", "-5 degrees", "退休了", "退款", "out", "取消", "+1 great idea"]
)
async def test_nothing_is_written_down_about_a_stranger_who_only_talks(
    simple: Room, said: str
) -> None:
    mei, zoe, bo = simple.neighbour("Mei"), simple.stranger("Zoe"), simple.neighbour("Bo")
    await simple.brings(mei, simple.opens_group(mei))
    for somebody in (zoe, bo):
        await simple.says(somebody, said)
        assert simple.replies == []
    assert "Zoe" not in people(simple)
    await simple.says(zoe, "+1")
    assert "Zoe" in people(simple)


async def test_words_that_fit_a_kind_are_a_strangers_order_and_others_talk(counter: Room) -> None:
    mei, zoe = counter.neighbour("Mei"), counter.stranger("Zoe")
    await counter.brings(mei, counter.opens_group(mei))
    await counter.says(zoe, "+1 great idea")
    assert "Zoe" not in people(counter)
    await counter.says(zoe, "+1 blue L")
    assert seats(counter)[-1] == ("Zoe", 1, "paid")


@pytest.mark.parametrize("said", ["退款", "退货", "退貨", "取消订单", "取消訂單", "refund"])
async def test_who_answers_the_card_about_money_hears_where_it_is(simple: Room, said: str) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1", card)
    await simple.says(bo, said, card)
    assert "/orders" in visible(bo.last.text)
    assert "“out”" in visible(bo.last.text)
    assert seats(simple)[-1][2] == "paid"
    zoe = simple.stranger("Zoe")
    await simple.says(zoe, said, card)
    assert simple.text == "Zoe: Please go on in our private chat."


async def test_a_paid_one_is_left_as_ones_own_and_only_by_its_host(room: Room) -> None:
    """Promise 8."""
    mei, bo, eve = room.neighbour("Mei"), room.neighbour("Bo"), room.neighbour("Eve")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(bo, "+1 for Mum", card)
    await bo.start("seat-2")
    await bo.pay()
    await room.says(bo, "-1 Mum", card)
    assert "Leave this group?" in bo.last.text
    wire = WIRE.encode(AsGuest(friends(room)[0][0], WIRE.encode(LeaveHere(room.here()[0].id))))
    await eve.wire(wire)
    assert seats(room)[1][2] == "paid"
    await bo.press("Leave")
    assert seats(room)[1][2] == "refunding"


@pytest.mark.parametrize("said", ["+1 for 😀😀", "+1 for 123"])
async def test_what_is_no_name_names_nobody(simple: Room, said: str) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, said, card)
    assert "What is your friend called?" in bo.last.text
    assert friends(simple) == []
    assert len(seats(simple)) == 1


async def test_a_word_that_names_no_kind_seats_nobody_unasked(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1 spicy", card)
    assert "Is it for a friend? Then say for instance “+1 for spicy”." in visible(bo.last.text)
    assert len(seats(simple)) == 1


async def test_names_with_markup_and_turning_signs_are_only_shown(simple: Room) -> None:
    """Promise 38."""
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo <i>")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1 for Mum <b>\u202eX", card)
    assert "Mum &lt;b&gt;X" in bo.last.text
    assert friends(simple)[0][1] == "Mum <b>X"
    await simple.says(mei, "list")
    assert "Mum &lt;b&gt;X (Bo &lt;i&gt;)" in simple.last.text


async def test_where_nothing_is_paid_before_it_is_one_friend_each(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1 for Mum", card)
    await simple.says(bo, "+1 for Dad", card)
    assert "you can take a place for 1 friend" in bo.last.text
    assert len(seats(simple)) == 2
    assert [name for _, name in friends(simple)] == ["Mum"], "nobody is written down in vain"
    await simple.says(bo, "+1 for MUM", card)
    assert "in this group already" in bo.last.text
    await simple.says(mei, "+1 for Dad", card)
    assert seats(simple)[-1][0] == "Dad (Mei)"


async def test_unpaid_places_count_together(room: Room) -> None:
    """Promise 6."""
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    for said in ("+1", "+1 for Ann", "+1 for Ben"):
        await room.says(bo, said, card)
    await room.says(bo, "+1 for Cal", card)
    assert "You have 3 unpaid places" in bo.last.text
    assert len(seats(room)) == 4


async def test_a_group_for_newcomers_is_for_who_comes_themselves(database_url: str) -> None:
    """Promise 34."""
    with Town(database_url, Terms(newcomers=True)) as town:
        room = Room(town)
        mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
        card = await room.brings(mei, room.opens_group(mei))
        await room.says(bo, "+1 for Mum", card)
        assert "your friend has to come themselves" in bo.last.text
        assert friends(room) == []


async def test_no_place_is_left_for_a_friend(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2, provider="")) as town:
        room = Room(town)
        mei, bo, ana = room.neighbour("Mei"), room.neighbour("Bo"), room.neighbour("Ana")
        card = await room.brings(mei, room.opens_group(mei))
        await room.says(bo, "+1 for Mum", card)
        await room.says(ana, "+1 for Dad", card)
        assert "has ended" in ana.last.text
        assert [one[0] for one in seats(room)] == ["Mei", "Mum (Bo)"]


async def test_of_several_group_buys_the_friend_takes_the_one_that_is_meant(simple: Room) -> None:
    mei, ana, bo = simple.neighbour("Mei"), simple.neighbour("Ana"), simple.neighbour("Bo")
    await simple.brings(mei, simple.opens_group(mei))
    await simple.brings(ana, simple.opens_group(ana))
    await simple.says(bo, "+1 for Mum")
    assert "Which one do you mean?" in bo.last.text
    await bo.press("Oolong tea")
    assert seats(simple)[-1][0] == "Mum (Bo)"
    await simple.says(bo, "退出 Mum", to_us=True)
    assert [one[2] for one in seats(simple)] == ["paid", "paid", "released"]


async def test_a_button_of_a_friend_named_before_keeps_to_the_limits(simple: Room) -> None:
    mei, ana, bo = simple.neighbour("Mei"), simple.neighbour("Ana"), simple.neighbour("Bo")
    one = await simple.brings(mei, simple.opens_group(mei))
    other = await simple.brings(ana, simple.opens_group(ana))
    await simple.says(bo, "+1 for Mum", one)
    await simple.says(bo, "+1 for Dad", other)
    first = min(simple.here(), key=lambda here: here.id)
    press = TakeHere(first.id, simple.town.variant_ids[0], 1)
    await simple.wire(bo, WIRE.encode(AsGuest(friends(simple)[1][0], WIRE.encode(press))))
    assert "you can take a place for 1 friend" in simple.toast(bo)
    assert [whose for whose, *_ in seats(simple)] == ["Mei", "Ana", "Mum (Bo)", "Dad (Bo)"]
