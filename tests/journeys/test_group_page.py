"""A group buy in a chat of three, through the page in a real browser: joined there by two, live, full, off."""

from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from sandbox.acts import rooms
from sandbox.world.chats import Chat, Kind
from tests.journeys.conftest import Quarter
from tests.journeys.pane import PATIENCE, Pane
from tests.journeys.test_page import chromium, house, opens_a_group, panes, take_pictures
from tests.page.conftest import WIDE
from tests.page.street import Desk

__all__ = ["chromium", "house"]


def friends(quarter: Quarter, desk: Desk, owner: Pane, *others: Pane) -> Chat:
    """A group chat of theirs."""
    world, leads = quarter.world, owner.person.id
    chat = rooms.create(world, leads, "Friends", Kind.SUPERGROUP)
    for other in others:
        rooms.add_person(world, leads, chat.id, other.person.id)
    assert desk.page is not None
    return chat


def folder(within: Path, name: str) -> Path:
    """A place for the pictures of one moment."""
    made = within / name
    made.mkdir()
    return made


async def card(pane: Pane) -> Locator:
    """The newest card in the chat that is open in a pane."""
    found = pane.here.locator("[data-message]", has_text="Oolong tea").filter(has_text="of 3")
    await expect(found.last).to_be_visible(timeout=PATIENCE)
    return found.last


async def joins_there(friend: Pane) -> None:
    """Press Join under the card, read a private word, follow `Pay`, pay, and come back to the chat."""
    await friend.opens("Friends")
    await (await card(friend)).get_by_role("button", name="Join").click()
    word = friend.here.locator(".is-whisper")
    await expect(word.last).to_contain_text("A place is kept for you", timeout=PATIENCE)
    await expect(word.last).to_contain_text("Only you can see this")
    await (
        word.last.get_by_role("link", name="Pay")
        .or_(word.last.get_by_role("button", name="Pay"))
        .click()
    )
    await friend.start()
    await friend.pays("€16.00")
    await friend.opens("Friends")


async def test_a_card_in_a_chat_of_three_is_joined_there_by_two_and_is_live_in_both_places(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    """Promises 28, 29, 33: in the chat, in the leader's own, sold out, off."""
    async with panes(house, chromium, WIDE, "Mei", "Bo", "Ana") as (desk, (mei, bo, ana)):
        await opens_a_group(mei)
        chat = friends(house, desk, mei, bo, ana)
        token = await mei.invite_token()
        rooms.add_bot(house.world, mei.person.id, chat.id, house.bot.id, payload=token)
        await mei.opens("Friends")
        await expect(await card(mei)).to_contain_text("1 of 3", timeout=PATIENCE)
        await joins_there(bo)
        for pane in (mei, bo):
            await expect(await card(pane)).to_contain_text("2 of 3", timeout=PATIENCE)
        await expect(mei.here.locator(".is-whisper")).to_have_count(0)
        await take_pictures(desk, folder(tmp_path, "two"))
        await joins_there(ana)
        for pane in (mei, bo, ana):
            full = await card(pane)
            await expect(full).to_contain_text("It is complete", timeout=PATIENCE)
            await expect(full.get_by_role("button", name="Join", exact=True)).to_have_count(0)
        await take_pictures(desk, folder(tmp_path, "full"))
        await mei.opens("Corner shop")
        await mei.reads("3 of 3", "It is complete")
        await mei.reads("3 people get the group price")
        await take_pictures(desk, folder(tmp_path, "told"))
