"""Two groups that hang in group chats go on as one: their cards, Join, "+1" and the list there follow."""

from flows.faces import PressButton
from groupbuys.leading import merging
from groupbuys.leading.merging import Merged, Offer
from groupbuys.model import GroupBuy
from tests.chats.room import Room
from tests.flows.phone import Phone, buttons
from tests.groupbuys.group import group as now


def go_on_together(room: Room, mei: Phone, first: GroupBuy, ana: Phone, second: GroupBuy) -> None:
    """The second group buy goes on in the first."""
    leader, other = room.person(mei), room.person(ana)
    offer = room.town.run(lambda tx: merging.offer(tx, leader, first.id, second.id))
    assert isinstance(offer, Offer), offer
    found = room.town.run(lambda tx: merging.accept(tx, other, offer.id))
    assert isinstance(found, Merged), found


def join_of(room: Room, number: int) -> str:
    """What Join says on the wire, as a message had it when it was new."""
    [join] = [one for one in buttons(room.messages[number]) if one.label == "Join"]
    assert isinstance(join, PressButton)
    return join.wire


async def test_in_one_chat_one_card_goes_on_and_the_other_leads_there(simple: Room) -> None:
    mei, ana, bo, cy = (simple.neighbour(name) for name in ("Mei", "Ana", "Bo", "Cy"))
    first = simple.opens_group(mei)
    older = await simple.brings(mei, first)
    second = simple.opens_group(ana)
    newer = await simple.brings(ana, second)
    go_on_together(simple, mei, first, ana, second)
    await simple.show_for(5)
    assert "2 of 3" in simple.faces(older)[-1]
    assert "It went on together with another group for the same." in simple.faces(newer)[-1]
    assert "of 3" not in simple.faces(newer)[-1]
    [_, stale] = [join_of(simple, number) for number in (older, newer)]
    await simple.wire(bo, stale, newer)
    assert "You are in" in simple.word(bo)
    assert now(simple.town, first.id).paid == 3
    await simple.says(cy, "+1", to_us=True)
    assert now(simple.town, first.id).paid == 4, "nobody is asked which: one is running"
    await simple.show_for(5)
    assert "4 of 60" in simple.faces(older)[-1]


async def test_in_two_chats_each_has_its_card_and_its_list(simple: Room) -> None:
    there = Room(simple.town, chat=-1002)
    mei, ana, bo, cy = (simple.neighbour(name) for name in ("Mei", "Ana", "Bo", "Cy"))
    first = simple.opens_group(mei)
    await simple.brings(mei, first)
    second = simple.opens_group(ana)
    await there.brings(ana, second)
    await there.presses(bo, "Join")
    go_on_together(simple, mei, first, ana, second)
    assert now(simple.town, first.id).paid == 3
    await there.says(cy, "+1", to_us=True)
    assert now(simple.town, first.id).paid == 4
    await there.says(cy, "列表", to_us=True)
    assert "Bo" in there.text
    assert "Cy" in there.text
    assert "3 people from this chat are in; 4 of 60 in all" in there.text
    await simple.says(mei, "列表", to_us=True)
    assert "Bo" not in simple.text
