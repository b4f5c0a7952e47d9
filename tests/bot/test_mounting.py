"""docs/mounting.md, run as it stands: Kaituan as a guest in bots of both libraries."""

import re
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Update
from telegram.ext import Application

from flows.events import Command, Pressed
from flows.faces import PressButton, Screen
from flows.replies import Say
from sandbox.api.answers import as_json
from scheduler.sending import Sent
from storage.database import Database
from tests.bot.conftest import TOKEN
from tests.bot.doubles import Broken, said
from tests.bot.streets import Street

PAGE = Path(__file__).parents[2] / "docs" / "mounting.md"


@pytest.fixture
def page() -> dict[str, Any]:
    """Everything that the page's blocks of code define."""
    blocks = re.findall(r"```python \w+\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 4
    defined: dict[str, Any] = {}
    for block in blocks:
        exec(block, defined)  # noqa: S102 - the page's own code is what this story is about
    return defined


class AiogramHost:
    """An aiogram bot of somebody else's, as the page makes it."""

    def __init__(self, street: Street, page: dict[str, Any], shopfront: object) -> None:
        server = TelegramAPIServer.from_base(street.address)
        self.bot = AiogramBot(TOKEN, session=AiohttpSession(api=server))
        self._dispatcher = page["dispatcher_of"](shopfront)

    async def feed(self, update: dict[str, Any]) -> None:
        """Hand an update to the dispatcher."""
        await self._dispatcher.feed_raw_update(self.bot, update)

    async def close(self) -> None:
        """Close the connections."""
        await self.bot.session.close()


class PtbHost:
    """A python-telegram-bot application of somebody else's, as the page makes it."""

    def __init__(self, street: Street, page: dict[str, Any], shopfront: object) -> None:
        builder = Application.builder().token(TOKEN).base_url(f"{street.address}/bot")
        self._application = builder.updater(None).job_queue(None).build()
        self.bot = self._application.bot
        self.errors: list[BaseException | None] = []
        page["add_handlers"](self._application, shopfront)

        async def note(_: object, context: Any) -> None:
            self.errors.append(context.error)

        self._application.add_error_handler(note)

    async def feed(self, update: dict[str, Any]) -> None:
        """Hand an update to the application; what breaks comes out as its error handlers see it."""
        await self._application.initialize()
        await self._application.process_update(Update.de_json(update, self.bot))
        for error in self.errors:
            if error is not None:
                raise error

    async def close(self) -> None:
        """Close the connections."""
        await self._application.shutdown()
        await self.bot.shutdown()


Host = AiogramHost | PtbHost


@pytest.fixture
async def host(street: Street, library: str, page: dict[str, Any], database: Database) -> Any:
    """A bot in which Kaituan is a guest."""
    if library == "aiogram":
        page["own"]._parent_router = None  # noqa: SLF001 - the page is run once for each library
    shopfront = page["shopfront_of"](street.door, database)
    made: Host = (AiogramHost if library == "aiogram" else PtbHost)(street, page, shopfront)
    yield made
    await made.close()


def waiting(street: Street) -> list[dict[str, Any]]:
    """The updates that wait for the bot, taken out of its mailbox."""
    box = street.world.post.box(street.account.id)
    updates = [as_json(update) for update in box.waiting]
    box.clear()
    return updates


async def deliver(street: Street, host: Host) -> None:
    """Hand everything that waits to the host."""
    for update in waiting(street):
        await host.feed(update)


async def test_the_hosts_own_commands_stay_its_own_and_kaituan_takes_the_rest(
    street: Street, host: Host
) -> None:
    street.door.answer(said("Welcome to the shop."))
    street.say("/weather")
    street.say("/start inv1")
    await deliver(street, host)
    assert [one.message.text for one in street.from_bot()] == ["Sunny.", "Welcome to the shop."]
    [event] = street.door.taken
    assert isinstance(event, Command)
    assert (event.name, event.argument) == ("start", "inv1")


async def test_a_button_of_a_guest_is_pressed_and_answered(street: Street, host: Host) -> None:
    street.door.answer(Say(Screen("shop", ((PressButton("Home", "h"),),))))
    street.say("/start")
    await deliver(street, host)
    street.press("Home")
    await deliver(street, host)
    assert len(street.calls("answerCallbackQuery")) == 1
    assert isinstance(street.door.taken[-1], Pressed)


async def test_what_means_nothing_to_kaituan_goes_on_to_the_host(
    street: Street, host: Host
) -> None:
    await host.feed(street.update("message", location={"latitude": 1.0, "longitude": 2.0}))
    assert not street.door.seen


async def test_a_broken_turn_is_the_hosts_to_see(street: Street, host: Host) -> None:
    street.door.breaks = 1
    street.say("/start")
    with pytest.raises(Broken):
        await deliver(street, host)


async def test_the_scheduler_speaks_through_the_hosts_bot(
    street: Street, host: Host, page: dict[str, Any], library: str
) -> None:
    sender = await page["sender_of"](host.bot, street.shopfront, library)
    assert sender.bot == street.account.id
    outcome = await sender.say(street.anna.id, said("Two hours left."))
    assert outcome == Sent(street.newest().id)
