"""Both libraries put the very same calls on the wire for a private word, although one of them knows none of it."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

from flows.faces import Picture, Screen
from flows.replies import Whisper
from sandbox.acts import pressing
from storage.database import Database
from tests.bot.conftest import NOON, a_street, open_on, polling
from tests.bot.pictures import png
from tests.bot.test_same_wire import tidied
from tests.bot.whispers import RECEIPT, card_in_group, joins, whispered


async def whispers(library: str, database: str, file: Path) -> list[tuple[str, dict[str, Any]]]:
    """A receipt, then its face changed to words, a picture by its address and one that is uploaded, then words."""
    opened = Database(database, lambda: NOON)
    async with a_street(opened) as street:
        running = await open_on(street, library)
        async with polling(running):
            group = await card_in_group(street)
            await joins(street, group, street.ben.id, Whisper(RECEIPT, toast="Only you see it."))
            for words, source in (
                ("words", ""),
                ("there", "https://img.example/1.jpg"),
                ("ours", f"file:{file}"),
                ("words again", ""),
            ):
                picture = Picture(source) if source else None
                answer = Whisper(Screen(words, RECEIPT.buttons, picture))
                street.door.answer(answer)
                number = street.world.whispers.of(group.key)[-1].whisper
                before = len(street.calls("answerCallbackQuery"))
                pressing.press(street.world, street.ben.id, group.id, 0, "Pay", whisper=number)
                await street.called("answerCallbackQuery", before + 1)
            assert whispered(street, group) == [(street.ben.id, "words again")]
        await running.close()
        calls = [(call.method, same(call.arguments)) for call in street.calls()]
    opened.close()
    return calls


def same(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments without the number of the press, which is another at each run."""
    decoded = tidied(arguments)
    if isinstance(named := decoded.get("ephemeral_message_parameters"), dict):
        assert named.pop("callback_query_id")
    return decoded


async def test_a_private_word_is_the_same_call_by_call(
    sqlite_template: Path, tmp_path: Path
) -> None:
    lamp = tmp_path / "lamp.png"
    await asyncio.to_thread(lamp.write_bytes, png())
    told = {}
    for library in ("aiogram", "ptb"):
        database = shutil.copy(sqlite_template, tmp_path / f"{library}.db")
        told[library] = await whispers(library, f"sqlite:///{database}", lamp)
    methods = {method for method, _ in told["aiogram"]}
    assert {"editEphemeralMessageText", "editEphemeralMessageMedia", "sendMessage"} <= methods
    assert told["ptb"] == told["aiogram"]
