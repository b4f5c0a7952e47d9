"""The people, the bot and the page that the stories of the page are about."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from sandbox.world.bots import BotAccount
from sandbox.world.people import Person
from sandbox.world.world import World
from tests.page.fakebot import FakeBot

TOKEN = "1000001:SANDBOX-page"
PROVIDER_TOKEN = "provider:PAGE"


@dataclass(frozen=True, slots=True)
class Street:
    """Mei, Omar and Lina; the shop's account and the scripted bot that speaks for it."""

    world: World
    address: str
    mei: Person
    omar: Person
    lina: Person
    shop: BotAccount
    bot: FakeBot


@dataclass(frozen=True, slots=True)
class Desk:
    """The page in a browser, with everybody's pane."""

    page: Page
    complaints: list[str]

    def pane(self, person: Person) -> Locator:
        """One person's pane."""
        return self.page.locator(f'.pane[data-person="{person.id}"]')

    async def open_chat(self, person: Person, chat_id: int) -> Locator:
        """Open a chat from a person's list; gives their pane."""
        pane = self.pane(person)
        await pane.locator(f'.chat-row[data-chat="{chat_id}"]').click()
        await expect(pane.locator(f'.chat[data-chat="{chat_id}"]')).to_be_visible()
        return pane

    async def say(self, person: Person, words: str) -> None:
        """Type into the open chat and press Enter."""
        field = self.pane(person).get_by_role("textbox", name="Message")
        await field.fill(words)
        await field.press("Enter")

    async def sees(self, person: Person, words: str | re.Pattern[str]) -> None:
        """Wait until a message with these words stands in the person's open chat."""
        found = self.pane(person).locator("[data-message]", has_text=words)
        await expect(found.last).to_be_visible()

    async def choose(self, action: str) -> None:
        """Choose an item of the open menu."""
        await self.page.locator(f'.menu [data-action="{action}"]').click()
