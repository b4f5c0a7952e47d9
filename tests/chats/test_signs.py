"""What was typed and is answered in private leaves a sign in the chat that it was heard."""

from tests.chats.room import Room


async def test_words_that_did_something_get_a_sign(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    room.ephemeral = False
    await room.says(bo, "+1", card)
    assert room.signs == {90_001: "👌"}
    await room.says(bo, "out", card)
    assert room.signs == {90_001: "👌", 90_002: "👌"}


async def test_talk_presses_and_what_was_refused_get_none(room: Room) -> None:
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    card = await room.brings(mei, room.opens_group(mei))
    await room.says(bo, "hello")
    await room.says(bo, "+100", card)
    await room.says(bo, "out", card)
    await room.presses(bo, "Join")
    assert room.signs == {}
