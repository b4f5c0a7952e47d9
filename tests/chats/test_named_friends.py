"""What a friend is called in a group chat: their host is always seen, and a link is nobody's name."""

import pytest

from tests.chats.room import Room
from tests.chats.test_guests import friends, seats
from tests.flows.limits import visible


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Olivia Hart", "Olivia Ha… (Omar Farouk)"),
        ("my mother in law who lives far", "my mother… (Omar Farouk)"),
        ("Mum (Mei)", "Mum Mei (Omar Farouk)"),
    ],
)
async def test_a_long_name_is_cut_and_its_host_is_not(simple: Room, said: str, shown: str) -> None:
    mei, omar = simple.neighbour("Mei"), simple.neighbour("Omar Farouk")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(omar, f"+1 for {said}", card)
    await simple.says(mei, "list")
    assert shown in simple.text


@pytest.mark.parametrize(
    "said",
    [
        "+1 for http://evil.example",
        "+1 for evil.example",
        "+1 for Mum t.me/x",
        "+1 for a@b.example",
    ],
)
async def test_a_link_is_nobodys_name(simple: Room, said: str) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, said, card)
    assert "without a link or an @" in bo.last.text
    assert friends(simple) == []


async def test_titles_and_initials_are_names(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1 for Dr.Wang J.R.", card)
    assert "Dr.Wang J.R" in visible(bo.last.text)
    assert len(seats(simple)) == 2


async def test_who_must_go_on_in_private_is_the_host(room: Room) -> None:
    mei, ana = room.neighbour("Mei"), room.stranger("Ana")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(ana, "+1 for Mum", card)
    assert room.text == "Ana: Please go on in our private chat."
