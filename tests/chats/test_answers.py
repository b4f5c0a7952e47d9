"""Words that name a variant answer "Which one?": from whoever was asked, and soon where they reply to nothing."""

import pytest

from flows.chats.phrases import may_answer
from tests.chats.room import Room
from tests.chats.test_joining import seats


async def test_a_bare_variant_in_reply_to_the_question_is_the_answer(counter: Room) -> None:
    mei, zoe = counter.neighbour("Mei"), counter.stranger("Zoe")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(zoe, "+2", card)
    question = max(counter.messages)
    assert "Zoe: Which one?" in counter.text
    counter.town.wind(minutes=30)
    await counter.says(zoe, "red L", question)
    assert seats(counter)[-1] == (counter.town.variant_ids[2], 2, "paid"), "as many as they said"
    await counter.says(zoe, "blue M", question)
    assert len(seats(counter)) == 2, "a question is answered once"


async def test_it_needs_no_reply_within_five_minutes(counter: Room) -> None:
    """Such words come only where the bot hears what is said among people."""
    mei, bo, zoe = counter.neighbour("Mei"), counter.neighbour("Bo"), counter.stranger("Zoe")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(zoe, "red L")
    await counter.says(zoe, "+1", card)
    await counter.says(bo, "red L")
    await counter.says(zoe, "which of them is blue")
    await counter.says(zoe, "blue")
    assert len(seats(counter)) == 1, "nobody else, nothing else, and not what fits two"
    await counter.says(zoe, "红 or red?")
    counter.town.wind(minutes=4)
    await counter.says(zoe, "red L")
    assert seats(counter)[-1] == (counter.town.variant_ids[2], 1, "paid")
    eve = counter.stranger("Eve")
    await counter.says(eve, "+1", card)
    counter.town.wind(minutes=6)
    await counter.says(eve, "red L")
    assert len(seats(counter)) == 2, "later it is talk again"


async def test_who_has_chosen_by_a_button_meanwhile_is_left_alone(counter: Room) -> None:
    mei, bo = counter.neighbour("Mei"), counter.neighbour("Bo")
    await counter.brings(mei, counter.opens_group(mei))
    await counter.presses(bo, "Join")
    await counter.presses(bo, "Red, L")
    said = len(counter.heard["Bo"])
    await counter.says(bo, "red L")
    assert not counter.replies
    assert len(counter.heard["Bo"]) == said


async def test_a_reply_that_fits_several_is_asked_again(counter: Room) -> None:
    mei, zoe = counter.neighbour("Mei"), counter.stranger("Zoe")
    card = await counter.brings(mei, counter.opens_group(mei))
    await counter.says(zoe, "+1", card)
    await counter.says(zoe, "blue", max(counter.messages))
    assert "Blue, L · Blue, M" in counter.text
    await counter.says(zoe, "M", max(counter.messages))
    assert seats(counter)[-1][0] == counter.town.variant_ids[1]


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("75 g", True),
        ("blue L", True),
        ("蓝色", True),
        ("/join", False),
        ("one\ntwo", False),
        ("?!", False),
        ("I think that we should meet at eight", False),
        ("", False),
    ],
)
def test_only_a_few_words_may_be_an_answer(said: str, may: bool) -> None:  # noqa: FBT001  a parameter of the story
    assert may_answer(said) is may
