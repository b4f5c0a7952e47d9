"""Every button of group chats, pressed in three languages, where everybody sees it and in the private chat."""

from typing import get_args

import pytest

from flows.faces import PressButton, Screen
from flows.presses.chats import ChatPress
from flows.presses.every import WIRE
from tests.chats.room import Room
from tests.flows.phone import buttons
from tests.stories import Terms, Town


def wires(*screens: Screen) -> list[str]:
    """What is on their buttons."""
    return [
        one.wire for screen in screens for one in buttons(screen) if isinstance(one, PressButton)
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
@pytest.mark.parametrize("ephemeral", [True, False])
async def test_every_button_is_answered_within_the_limits(
    sqlite_url: str, language: str, *, ephemeral: bool
) -> None:
    kinds = tuple(f"Kind <b>{number}</b>" for number in range(11))
    with Town(sqlite_url, Terms(minimum=3, capacity=9, provider="", variants=kinds)) as town:
        room = Room(town, ephemeral=ephemeral)
        mei, bo = room.neighbour("<i>Mei", language), room.neighbour("<i>Bo", language)
        card = await room.brings(mei, room.opens_group(mei))
        room.opens_group(mei)
        await room.command(mei, "group")
        pressed: set[str] = set()
        while new := [
            one
            for one in wires(
                *room.messages.values(),
                *(screen for word in room.heard.values() for screen in word),
                *mei.messages.values(),
                *bo.messages.values(),
            )
            if one not in pressed and isinstance(WIRE.decode(one), ChatPress)
        ]:
            town.wind(minutes=1)
            pressed.add(new[0])
            by = mei if new[0].startswith("hb") else bo
            await room.wire(by, new[0], card if card in room.messages else 0)
        assert {type(WIRE.decode(one)) for one in pressed} == set(get_args(ChatPress))
