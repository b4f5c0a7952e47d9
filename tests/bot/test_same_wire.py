"""Both libraries put the very same calls on the wire."""

import asyncio
import shutil
from functools import partial
from pathlib import Path
from typing import Any

from catalog.money import Money
from flows.faces import (
    START_LINK,
    CopyButton,
    LinkButton,
    Picture,
    PressButton,
    Screen,
    ShareButton,
)
from flows.replies import (
    AskPayment,
    ChatButton,
    Edit,
    OfferChats,
    PutAway,
    Reply,
    Say,
    SendDocument,
    Toast,
)
from storage.database import Database
from tests.bot.conftest import NOON, a_street, open_on, polling
from tests.bot.pictures import png
from tests.bot.streets import Street, plain

BUTTONS = (
    (PressButton("Join 拼團", "h", "primary"), PressButton("No", "h", "danger")),
    (LinkButton("Open", f"{START_LINK}a"), ShareButton("Share", f"{START_LINK}b", "Look: 50%")),
    (CopyButton("Copy", f"{START_LINK}c"),),
)
PICKS = (ChatButton("A channel", 4, "channel"), ChatButton("A group", 5, "group"))
FILES = ["lamp.png", "vase.png"]


def screens(file: Path) -> list[list[Reply]]:
    """A conversation with every kind of reply."""
    address, lamp = Picture("https://img.example/1.jpg"), Picture(f"file:{file}")
    unknown = Picture(f"file:{file.with_name('vase.png')}")
    return [
        [
            OfferChats("<b>Where?</b>", PICKS, "Cancel"),
            PutAway("done"),
            Say(Screen(f'<b>Hi</b> <a href="{START_LINK}x">&amp;</a>', BUTTONS), silent=True),
            AskPayment("Lamp", "Brass", "t", "1 x", Money(1999, "EUR"), "sandbox", address),
            Say(Screen("photo", BUTTONS, lamp)),
            Say(Screen("again", BUTTONS, lamp)),
            Say(Screen("字" * 2000, BUTTONS, address)),
            SendDocument(str(file), FILES[0], "<b>Here</b>", BUTTONS),
            Say(Screen("start", BUTTONS)),
        ],
        [Toast("Saved"), Edit(Screen("words", BUTTONS))],
        [Edit(Screen("with photo", BUTTONS, address))],
        [Edit(Screen("other photo", BUTTONS, lamp)), Toast("Sure?", alert=True)],
        [Edit(Screen("new photo", BUTTONS, unknown))],
        [Edit(Screen("without", BUTTONS))],
    ]


async def spoken(library: str, database: str, file: Path) -> list[tuple[str, dict[str, Any]]]:
    """What one library says of it all, on a street of its own."""
    opened = Database(database, lambda: NOON)
    async with a_street(opened) as street:
        street.door.answer_in_turn(*screens(file))
        running = await open_on(street, library)
        async with polling(running):
            street.say("go")
            await street.until(lambda: len(street.from_bot()) == 9)
            for words in ("words", "with photo", "other photo", "new photo", "without"):
                street.press("Join 拼團")
                await street.until(partial(shows, street, words))
        await running.close()
        calls = [(call.method, tidied(call.arguments)) for call in street.calls()]
    opened.close()
    return calls


def shows(street: Street, words: str) -> bool:
    """Whether the bot's newest message shows these words."""
    message = street.newest().message
    return words in (message.text, message.caption)


def tidied(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments without the one that is another at each run, and with uploads by no name."""
    decoded = plain(arguments)
    decoded.pop("callback_query_id", None)
    for holder, name in (
        (decoded, "photo"),
        (decoded, "document"),
        (decoded.get("media"), "media"),
    ):
        if isinstance(holder, dict) and not str(holder.get(name, "http")).startswith("http"):
            upload = str(holder[name]).startswith("attach://") or holder[name] in FILES
            holder[name] = "an upload" if upload else "a file id"
    return {name: value for name, value in decoded.items() if value not in FILES}


async def test_a_whole_conversation_is_the_same_call_by_call(
    sqlite_template: Path, tmp_path: Path
) -> None:
    lamp = tmp_path / "lamp.png"
    for name in FILES:
        await asyncio.to_thread((tmp_path / name).write_bytes, png())
    told = {}
    for library in ("aiogram", "ptb"):
        database = shutil.copy(sqlite_template, tmp_path / f"{library}.db")
        told[library] = await spoken(library, f"sqlite:///{database}", lamp)
    methods = {method for method, _ in told["aiogram"]}
    assert methods == {
        *("sendMessage", "sendPhoto", "sendDocument", "sendInvoice", "answerCallbackQuery"),
        *("editMessageText", "editMessageMedia", "deleteMessage"),
    }
    assert told["ptb"] == told["aiogram"]
