"""Several people sit side by side and see each other's doings live."""

from playwright.async_api import expect

from sandbox.acts import rooms, talking
from sandbox.world.chats import Kind
from tests.page.street import Desk, Street


async def test_a_word_in_a_group_reaches_everybody_at_once(street: Street, desk: Desk) -> None:
    group = rooms.create(street.world, street.mei.id, "Neighbours", Kind.SUPERGROUP)
    rooms.add_person(street.world, street.mei.id, group.id, street.omar.id)
    rooms.add_person(street.world, street.mei.id, group.id, street.lina.id)
    for person in (street.mei, street.omar):
        await desk.open_chat(person, group.id)
    await desk.say(street.mei, "Who wants tea?")
    await desk.sees(street.omar, "Who wants tea?")
    row = desk.pane(street.lina).locator(f'.chat-row[data-chat="{group.id}"]')
    await expect(row).to_contain_text("Mei Chen: Who wants tea?")
    await expect(row.locator("[data-unread]")).to_have_text("1")
    await desk.open_chat(street.lina, group.id)
    await expect(row.locator("[data-unread]")).to_have_count(0)


async def test_friends_write_to_each_other_with_enter_and_shift_enter(
    street: Street, desk: Desk
) -> None:
    await desk.open_chat(street.mei, street.omar.id)
    field = desk.pane(street.mei).get_by_role("textbox", name="Message")
    await field.press_sequentially("first")
    await field.press("Shift+Enter")
    await field.press_sequentially("second")
    await field.press("Enter")
    await expect(field).to_have_value("")
    await desk.open_chat(street.omar, street.mei.id)
    await desk.sees(street.omar, "first second")
    await desk.say(street.omar, "Yes!")
    await desk.sees(street.mei, "Yes!")


async def test_a_reload_keeps_the_panes_and_their_open_chats(street: Street, desk: Desk) -> None:
    await desk.open_chat(street.omar, street.mei.id)
    await desk.page.locator('[data-action="layout"]').click()
    await desk.choose("panes-2")
    await expect(desk.page.locator(".pane")).to_have_count(2)
    await desk.page.reload()
    await expect(desk.page.locator(".pane")).to_have_count(2)
    chat = desk.pane(street.omar).locator(f'.chat[data-chat="{street.mei.id}"]')
    await expect(chat).to_be_visible()


async def test_somebody_new_is_invented_and_takes_the_pane(street: Street, desk: Desk) -> None:
    await desk.pane(street.lina).locator('[data-action="choose-person"]').click()
    await desk.choose("new-person")
    sheet = desk.pane(street.lina).get_by_role("dialog", name="New person")
    await sheet.get_by_label("Name").fill("Noor <b>Haddad</b>")
    await sheet.get_by_label("Language").select_option("zh-Hant")
    await sheet.get_by_role("button", name="Create").click()
    newcomer = desk.page.locator(".pane", has_text="Noor <b>Haddad</b>")
    await expect(newcomer.last.get_by_role("combobox")).to_have_value("zh-Hant")
    assert [person.language_code for person in street.world.people][-1] == "zh-Hant"


async def test_the_language_of_a_person_may_change(street: Street, desk: Desk) -> None:
    await desk.pane(street.mei).get_by_role("combobox").select_option("zh-Hans")
    await street.world.until(lambda: street.world.people.get(street.mei.id).language_code != "en")
    assert street.world.people.get(street.mei.id).language_code == "zh-Hans"


async def test_a_group_is_made_with_friends_and_the_bot(street: Street, desk: Desk) -> None:
    pane = desk.pane(street.mei)
    await pane.locator('[data-action="new-room"]').click()
    await desk.choose("new-group")
    sheet = pane.get_by_role("dialog", name="New group")
    await sheet.get_by_label("Name").fill("Tea friends")
    for account in (street.omar.id, street.shop.id):
        await sheet.locator(f'[data-pick="{account}"]').check()
    await sheet.get_by_role("button", name="Create group").click()
    await expect(pane.locator(".chat-title")).to_have_text("Tea friends")
    await desk.sees(street.mei, "Mei Chen added Kaituan")
    row = desk.pane(street.omar).locator(".chat-row", has_text="Tea friends")
    await expect(row).to_be_visible()


async def test_whoever_reads_above_is_not_pulled_down(street: Street, desk: Desk) -> None:
    for number in range(40):
        talking.say(street.world, street.omar.id, street.mei.id, f"line {number}")
    pane = await desk.open_chat(street.mei, street.omar.id)
    stream = pane.locator(".stream")
    await desk.sees(street.mei, "line 39")
    await stream.evaluate("node => { node.scrollTop = 0; }")
    jump = pane.get_by_role("button", name="To the newest message")
    await expect(jump).to_be_visible()
    talking.say(street.world, street.omar.id, street.mei.id, "one more")
    await expect(jump.locator(".badge")).to_have_text("1")
    assert await stream.evaluate("node => node.scrollTop") == 0
    await jump.click()
    await expect(pane.locator("[data-message]", has_text="one more")).to_be_in_viewport()
