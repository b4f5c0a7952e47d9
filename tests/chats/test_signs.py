"""What was typed and is answered in private leaves a sign in the chat that it was heard."""

from flows.chats import faces
from tests.chats.room import Room
from tests.flows.phone import buttons


async def test_words_that_did_something_get_a_sign(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    room.ephemeral = False
    await room.says(bo, "+1", card)
    assert room.signs == {90_001: "👌"}
    await room.says(bo, "out", card)
    assert room.signs == {90_001: "👌", 90_002: "👌"}


async def test_what_did_nothing_and_was_answered_in_private_gets_another(room: Room) -> None:
    """Nobody takes an answer that they cannot see for silence."""
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(bo, "+1", card)
    await room.says(mei, "+2", card)
    await room.says(mei, "退出", card)
    await room.says(mei, "list", card)
    await room.says(bo, "接龙", card)
    assert room.signs == {90_001: "👌", 90_002: "👀", 90_003: "👀", 90_005: "👀"}
    assert "The list stands a little further up" in bo.last.text


async def test_a_full_group_offers_who_types_to_wait(room: Room) -> None:
    mei = room.neighbour("Mei")
    card = await room.brings(mei, room.opens_group(mei))
    for number in range(4):
        await room.presses(room.neighbour(f"P{number}"), "Join")
    zoe = room.neighbour("Zoe")
    await room.says(zoe, "+1", card)
    assert room.signs == {90_001: "👀"}
    assert "Oolong tea" in zoe.last.text
    assert "The last 4 places are being paid for right now." in zoe.last.text
    await room.show_for(5)
    here = room.here()[0]
    shown = room.town.run(lambda tx: faces.face(tx, here))
    assert shown is not None
    assert [one.label for one in buttons(shown)] == ["Who is in", "Wait for a place"]
    await zoe.press("Wait for a place")
    await zoe.press("Wait for a place")
    assert "number 1 of 1" in zoe.last.text


async def test_talk_presses_and_aloud_answers_get_none(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(bo, "hello")
    await room.says(room.stranger("Zoe"), "+100", card)
    await room.presses(bo, "Join")
    assert room.signs == {}
