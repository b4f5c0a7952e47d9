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


@pytest.mark.parametrize(
    ("said", "name", "quantity"),
    [
        ("+1 我妈", "我妈", 0),
        ("+1 wife", "wife", 0),
        ("+1 my Husband Blue L", "my Husband", 1),
        ("+2 red 奶奶", "奶奶", 2),
        ("＋1 帮奶奶 Blue L", "奶奶", 1),
        ("+1 for red L Mum", "Mum", 1),
        ("+1 for Mei Lin Blue M", "Mei Lin", 1),
        ("+1 Red L for Ann", "Ann", 1),
    ],
)
async def test_whom_it_is_for_and_which_one_are_told_apart(
    counter: Room, said: str, name: str, quantity: int
) -> None:
    """`quantity` 0: which one was not said, so they are asked it for their friend."""
    mei, bo = counter.neighbour("Mei"), counter.neighbour("Bo")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(bo, said, card)
    assert f"For {name}" in visible(bo.last.text)
    assert [called for _, called in friends(counter)] == [name]
    if not quantity:
        assert "Which one would you like?" in bo.last.text
        await bo.press("Red, L")
    assert seats(counter)[-1] == (f"{name} (Bo)", quantity or 1, "paid")
    assert len(seats(counter)) == 2


async def test_the_kinds_that_fit_most_of_the_words_are_offered(counter: Room) -> None:
    mei, bo = counter.neighbour("Mei"), counter.neighbour("Bo")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(bo, "+2 green L", card)
    labels = " ".join(bo.labels())
    assert "Blue, L" in labels
    assert "Red, L" in labels
    assert "Blue, M" not in labels


@pytest.mark.parametrize("said", ["out", "退出", "-1"])
async def test_who_is_in_for_a_friend_alone_learns_how_to_take_them_out(
    simple: Room, said: str
) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "+1 for Mum", card)
    await simple.says(bo, said, card)
    assert "For your friend say “-1 Mum”." in visible(bo.last.text)
    await simple.says(bo, "-1 Mum", card)
    assert seats(simple)[-1][2] == "released"


async def test_a_name_is_answered_as_it_was_typed(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    card = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(bo, "-1 Dad", card)
    assert "You have taken no place for Dad." in visible(bo.last.text)
