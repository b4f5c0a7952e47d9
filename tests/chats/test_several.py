"""Several group buys in one chat, and who is in already: nothing that was said has to be said again, or is made up."""

from sqlalchemy import select

from groupbuys.tables import group_buy, seat
from people.tables import person
from tests.chats.room import Room
from tests.flows.limits import visible


def taken(room: Room) -> list[tuple[str, int, int, int]]:
    """Who sits where, with which variant and how many of it, in the order of taking."""
    wanted = select(
        person.c.name, seat.c.group_buy_id, seat.c.variant_id, seat.c.quantity
    ).join_from(seat, person, person.c.id == seat.c.person_id)
    return [tuple(row) for row in room.town.run(lambda tx: tx.all(wanted.order_by(seat.c.id)))]


async def test_for_whom_and_which_kind_are_kept_while_the_group_is_asked_for(counter: Room) -> None:
    """“+1 帮奶奶 Blue, M” names a friend and a choice: neither is asked for again."""
    mei, ana, bo = counter.neighbour("Mei"), counter.neighbour("Ana"), counter.neighbour("Bo")
    await counter.brings(mei, counter.opens_group(mei))
    await counter.brings(ana, counter.opens_group(ana))
    blue_m = counter.town.variant_ids[1]
    for said, whose, many in (
        ("+1 帮奶奶 blue M", "奶奶 (Bo)", 1),
        ("+2 blue M", "Bo", 2),
    ):
        before = len(taken(counter))
        await counter.says(bo, said)
        assert "Which one do you mean?" in bo.last.text
        assert len(taken(counter)) == before
        await bo.press("Oolong tea")
        name, _, variant, quantity = taken(counter)[-1]
        assert (name, variant, quantity) == (whose, blue_m, many)


async def test_who_is_in_already_hears_that_nothing_changed_and_how_it_would(simple: Room) -> None:
    """“+2” from somebody who has one: they are told what they have, and the table of the docs says the same."""
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1", card)
    await simple.says(bo, "+2", card)
    said = "You are in this group already. To change how many, leave and join again."
    assert said in visible(bo.last.text)
    assert [one[3] for one in taken(simple)] == [1, 1]
    await simple.says(bo, "out", card)
    await bo.press("Leave")
    await simple.says(bo, "+2", card)
    assert taken(simple)[-1][3] == 2
    await simple.says(bo, "+1 for Mum", card)
    await simple.says(bo, "+2 for Mum", card)
    assert "Mum is in this group already" in visible(bo.last.text)


async def test_where_others_wait_it_is_said_who_comes_first(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1", card)
    simple.town.run(lambda tx: tx.write(group_buy.update().values(waiting=1), {}))
    await simple.says(bo, "+2", card)
    assert "but others wait for a place here, and come first" in visible(bo.last.text)
    simple.town.wind(hours=30)
    await simple.says(bo, "+2", card)
    assert "leave and join again" not in visible(bo.last.text)


async def test_an_unpaid_place_becomes_what_was_said_last(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(bo, "+1", card)
    await room.says(bo, "+2", card)
    name, *_, quantity = taken(room)[-1]
    assert (name, quantity) == ("Bo", 2)
    assert "2 pieces" in visible(bo.last.text)
