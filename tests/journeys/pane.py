"""One person's pane of the page: what its reader sees, presses, types, pays and passes on."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, expect

from sandbox.world.people import Person
from tests.page.street import Desk

EXACT = "^{}$"
PATIENCE = 15_000
"""Milliseconds until a story gives up; none waits that long when all is well."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A person's pane, always looked up anew: a phone shows one at a time."""

    desk: Desk
    person: Person

    @property
    def here(self) -> Locator:
        """The pane itself."""
        return self.desk.pane(self.person)

    async def start(self) -> None:
        """Press Start in the chat with the bot."""
        await self.here.get_by_role("button", name="Start", exact=True).click()

    async def press(self, label: str) -> None:
        """Press the newest button whose label is this."""
        await self.press_like(EXACT.format(re.escape(label)))

    async def press_like(self, pattern: str) -> None:
        """Press the newest button whose label has these words."""
        found = self.here.locator("[data-message] .key", has_text=re.compile(pattern))
        await found.last.click(timeout=PATIENCE)

    async def reads(self, *words: str) -> None:
        """Wait until there is a message with all of these words."""
        found = self.here.locator("[data-message]")
        for some in words:
            found = found.filter(has_text=some)
        await expect(found.last).to_be_visible(timeout=PATIENCE)

    async def types(self, words: str) -> None:
        """Type to the bot."""
        await self.desk.say(self.person, words)

    async def pays(self, price: str, card: str = "4242") -> None:
        """Pay the newest invoice, which must be over that price, with a test card."""
        await self.press(f"Pay {price}")
        sheet = self.here.get_by_role("dialog", name="Payment")
        await sheet.get_by_text(card).click()
        await sheet.get_by_role("button", name=f"Pay {price}").click()
        await expect(sheet.locator('[data-outcome="paid"]')).to_be_visible(timeout=PATIENCE)
        await sheet.get_by_role("button", name="Done").click()

    async def is_declined(self, price: str) -> None:
        """Try a card that is declined, and leave it at that."""
        await self.press(f"Pay {price}")
        sheet = self.here.get_by_role("dialog", name="Payment")
        await sheet.get_by_text("0002").click()
        await sheet.get_by_role("button", name=f"Pay {price}").click()
        await expect(sheet.locator('[data-outcome="failed"]')).to_be_visible(timeout=PATIENCE)
        await sheet.locator(".sheet-foot").get_by_role("button", name="Close").click()

    async def invites(self, friend: "Pane") -> None:
        """Drop a live card of the group into the chat with a friend, and come back."""
        await self.press("Invite friends")
        sheet = self.here.get_by_role("dialog", name="Choose a chat")
        await sheet.get_by_role("button", name=friend.person.name).click()
        await self.here.locator('[data-action="inline-result"]').first.click()
        await expect(self.here.locator("[data-message]").last).to_contain_text("of 3")
        await self.opens("Corner shop")

    async def invite_token(self) -> str:
        """What stands at the end of the invite's link, in the newest message that has one."""
        link = self.here.locator("[data-message] a[href*='start=']").last
        return (await link.get_attribute("href") or "").rpartition("=")[2]

    async def passes_on(self, label: str, friend: "Pane") -> None:
        """Press a button that shares something, and choose a friend."""
        await self.press(label)
        sheet = self.here.get_by_role("dialog", name="Share with")
        await sheet.get_by_role("button", name=friend.person.name).click()
        await expect(self.here.get_by_text(f"Sent to {friend.person.name}")).to_be_visible()

    async def opens(self, title: str) -> None:
        """Go to another chat, by its title: what was written last in the others may name it too."""
        await self.here.get_by_role("button", name="Back to chats").click()
        await self.here.locator(".chat-row .row-name", has_text=title).click()

    async def taps_the_link_of(self, friend: "Pane") -> None:
        """Read what a friend wrote, tap the link in it, and press Start."""
        await self.opens(friend.person.name)
        await self.here.locator("[data-message]").last.get_by_role("link").click()
        await self.start()

    async def joins_by_the_card_of(self, friend: "Pane") -> None:
        """See the card that a friend dropped, press Join under it, and press Start."""
        await self.opens(friend.person.name)
        card = self.here.locator("[data-message]").last
        await card.get_by_role("button", name="Join").click()
        await self.start()
