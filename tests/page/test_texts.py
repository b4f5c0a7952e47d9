"""What is written is shown as written: entities, countdowns, and words that look like code."""

import pytest
from playwright.async_api import FilePayload, expect

from sandbox.acts import starting, talking
from tests.page.street import Desk, Street

HOSTILE = '<img src=x onerror="document.title=1"><script>document.title="owned"</script>'


async def test_words_that_look_like_markup_stay_words(street: Street, desk: Desk) -> None:
    """Promise 38."""
    talking.say(street.world, street.omar.id, street.mei.id, HOSTILE)
    pane = await desk.open_chat(street.mei, street.omar.id)
    await expect(pane.locator(".bubble-text").last).to_have_text(HOSTILE)
    await expect(pane.locator(".bubble-text img, .bubble-text script")).to_have_count(0)
    assert await desk.page.title() == "開團 Kaituan"
    await street.bot.call(
        "sendMessage",
        chat_id=street.mei.id,
        text="press",
        reply_markup={"inline_keyboard": [[{"text": HOSTILE, "callback_data": "x"}]]},
    )
    await pane.locator('[data-action="back"]').click()
    await desk.open_chat(street.mei, street.shop.id)
    await expect(pane.get_by_role("button", name=HOSTILE)).to_be_visible()
    assert await desk.page.title() == "開團 Kaituan"


async def test_a_javascript_link_is_no_link(street: Street, desk: Desk) -> None:
    entity = {"type": "text_link", "offset": 0, "length": 5, "url": "javascript:alert(1)"}
    posted = talking.say(street.world, street.omar.id, street.mei.id, "press me")
    link = type(posted.message).model_validate(
        {**posted.message.model_dump(exclude_none=True), "entities": [entity]}
    )
    posted.message = link
    pane = await desk.open_chat(street.mei, street.omar.id)
    await desk.sees(street.mei, "press me")
    await expect(pane.locator(".bubble-text a")).to_have_count(0)


async def test_entities_nest_and_count_as_telegram_counts(street: Street, desk: Desk) -> None:
    text = "🍵 <b>bold <i>both</i></b> <s>gone</s> <tg-spoiler>secret</tg-spoiler> <code>x=1</code>"
    await street.bot.call("sendMessage", chat_id=street.mei.id, text=text, parse_mode="HTML")
    pane = await desk.open_chat(street.mei, street.shop.id)
    bubble = pane.locator(".bubble-text").last
    await expect(bubble.locator("strong")).to_have_text("bold both")
    await expect(bubble.locator("strong em")).to_have_text("both")
    await expect(bubble.locator("code")).to_have_text("x=1")
    spoiler = bubble.locator(".spoiler")
    await expect(spoiler).to_have_attribute("aria-expanded", "false")
    await spoiler.press("Enter")
    await expect(spoiler).to_have_attribute("aria-expanded", "true")


async def test_no_empty_line_stands_around_a_quotation(street: Street, desk: Desk) -> None:
    """As in Telegram: the newline behind a block ends it, and does not begin an empty line."""
    text = "Lantern writes:\n<blockquote>Friday</blockquote>\nThat was all."
    await street.bot.call("sendMessage", chat_id=street.mei.id, text=text, parse_mode="HTML")
    pane = await desk.open_chat(street.mei, street.shop.id)
    words = await pane.locator(".bubble-text").last.inner_text()
    assert words.split("\n")[:3] == ["Lantern writes:", "Friday", "That was all."]


async def test_a_deadline_counts_down_and_jumps_when_the_clock_is_wound(
    street: Street, desk: Desk
) -> None:
    """Promise 29."""
    closes = int(street.world.clock.now().timestamp()) + 7230
    text = f'Closes <tg-time unix="{closes}" format="r">soon</tg-time>'
    await street.bot.call("sendMessage", chat_id=street.mei.id, text=text, parse_mode="HTML")
    pane = await desk.open_chat(street.mei, street.shop.id)
    countdown = pane.locator("time.moment")
    before = await countdown.inner_text()
    assert before.startswith("in 2:00:")
    await expect(countdown).not_to_have_text(before)
    await desk.page.get_by_role("button", name="Wind the clock one hour forward").click()
    await expect(countdown).to_contain_text("in 1:00:")
    await desk.page.get_by_role("button", name="Wind the clock one day forward").click()
    await expect(countdown).to_have_text("22 hours ago")


@pytest.mark.parametrize(
    ("seconds", "english", "chinese"),
    [
        (48 * 3600 - 30, "in 2 days", "2天后"),
        (25 * 3600, "in 1 day", "1天后"),
        (-26 * 3600, "1 day ago", "1天前"),
    ],
)
async def test_a_deadline_beyond_a_day_is_told_in_days_and_not_as_tomorrow(
    street: Street, desk: Desk, seconds: int, english: str, chinese: str
) -> None:
    """Promise 29."""
    closes = int(street.world.clock.now().timestamp()) + seconds
    text = f'Closes <tg-time unix="{closes}" format="r">soon</tg-time>'
    for person, words in ((street.mei, english), (street.lina, chinese)):
        starting.start(street.world, person.id, street.shop.id)
        await street.bot.call("sendMessage", chat_id=person.id, text=text, parse_mode="HTML")
        pane = await desk.open_chat(person, street.shop.id)
        await expect(pane.locator("time.moment")).to_have_text(words)


async def test_a_picture_is_sent_with_its_words(street: Street, desk: Desk) -> None:
    pane = await desk.open_chat(street.mei, street.omar.id)
    picture = await desk.page.screenshot()
    await pane.locator('input[type="file"]').set_input_files(
        FilePayload(name="tea.png", mimeType="image/png", buffer=picture)
    )
    await desk.say(street.mei, "Our tea")
    friend = await desk.open_chat(street.omar, street.mei.id)
    image = friend.locator(".photo img")
    await expect(image).to_be_visible()
    assert await image.evaluate("node => node.decode().then(() => node.naturalWidth)") == 1280
    await desk.sees(street.omar, "Our tea")


async def test_a_word_without_a_break_does_not_widen_its_pane(street: Street, desk: Desk) -> None:
    talking.say(street.world, street.omar.id, street.mei.id, "x" * 3000)
    pane = await desk.open_chat(street.mei, street.omar.id)
    await desk.sees(street.mei, "xxx")
    stream = pane.locator(".stream")
    assert await stream.evaluate("node => node.scrollWidth <= node.clientWidth")
