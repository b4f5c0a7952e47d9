"""The page fits a phone, keeps its theme, and asks nobody else for anything."""

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.page.conftest import NARROW, WIDE, desk_at
from tests.page.street import PROVIDER_TOKEN, Desk, Street

LONG = {
    "text": "A label that is much longer than any button would like it to be",
    "callback_data": "x",
}
CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (text) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = rgba(getComputedStyle(node).backgroundColor);
      if (colour[3] > 200) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const chosen = '.bubble-text, .stamp, .chat-title, .chat-subtitle, .row-name, .row-preview, '
    + '.row-time, .key, .badge, .chip, .service, .day, .menu-pill';
  for (const node of document.querySelectorAll(chosen)) {
    if (node.disabled || node.offsetParent === null) continue;
    const pair = [light(rgba(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) poor.push(`${node.className}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


async def fits(page: Page) -> bool:
    """Whether nothing sticks out to the side."""
    return bool(
        await page.evaluate(
            "[document.documentElement, document.body, "
            "...document.querySelectorAll('.pane, .stream, .sheet, .topbar, .clock, .till')]"
            ".every((node) => node.scrollWidth <= node.clientWidth + 1)"
        )
    )


async def test_everything_fits_a_phone_of_390_pixels(street: Street, phone: Desk) -> None:
    rows = {"inline_keyboard": [[LONG, LONG], [LONG]]}
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="w" * 900, reply_markup=rows)
    assert await fits(phone.page)
    pane = await phone.open_chat(street.mei, street.shop.id)
    await phone.sees(street.mei, "www")
    assert await fits(phone.page)
    await pane.locator('[data-action="back"]').click()
    await pane.locator('[data-action="new-room"]').click()
    await phone.choose("new-group")
    await expect(pane.get_by_role("dialog")).to_be_visible()
    assert await fits(phone.page)


async def test_two_buttons_in_a_row_keep_their_labels_on_one_line(
    street: Street, chromium: Browser
) -> None:
    labels = (("Kuala Lumpur +8", "Shanghai +8"), ("UTC", "A"))
    rows = [[{"text": label, "callback_data": label} for label in row] for row in labels]
    await street.bot.call(
        "sendMessage", chat_id=street.mei.id, text="Zone?", reply_markup={"inline_keyboard": rows}
    )
    small = ViewportSize(width=960, height=800)
    async with desk_at(chromium, street.address, small) as desk:
        await desk.page.locator('[data-action="layout"]').click()
        await desk.choose("panes-3")
        await expect(desk.page.locator(".pane")).to_have_count(3)
        pane = await desk.open_chat(street.mei, street.shop.id)
        heights = await pane.locator(".key").evaluate_all(
            "keys => keys.map((key) => key.getBoundingClientRect().height)"
        )
    assert len(set(heights)) == 1


async def test_a_card_that_is_not_chosen_does_not_look_chosen_in_the_dark(
    street: Street, chromium: Browser
) -> None:
    await street.bot.call(
        "sendInvoice",
        chat_id=street.mei.id,
        title="One seat",
        description="Tea",
        payload="seat:1",
        provider_token=PROVIDER_TOKEN,
        currency="EUR",
        prices=[{"label": "Tea", "amount": 900}],
    )
    async with desk_at(chromium, street.address, WIDE, color_scheme="dark") as desk:
        pane = await desk.open_chat(street.mei, street.shop.id)
        await pane.get_by_role("button", name="Pay €9.00").click()
        looks = await pane.locator("[data-card]").evaluate_all(
            "all => all.map((one) => getComputedStyle(one))"
            ".map((style) => [style.appearance, style.backgroundColor, style.borderWidth])"
        )
    chosen, *others = looks
    assert all(look == ["none", "rgba(0, 0, 0, 0)", "2px"] for look in others)
    assert chosen[2] == "5px"


async def test_on_a_phone_people_are_tabs(street: Street, phone: Desk) -> None:
    await phone.page.get_by_role("tab", name="Omar").click()
    await expect(phone.pane(street.omar)).to_be_visible()
    await expect(phone.pane(street.mei)).to_have_count(0)
    await phone.open_chat(street.omar, street.shop.id)
    await phone.page.get_by_role("tab", name="Mei").click()
    await expect(phone.pane(street.mei).locator(".chat-row").first).to_be_visible()
    await phone.page.get_by_role("tab", name="Omar").click()
    await expect(phone.pane(street.omar).locator(".chat-title")).to_have_text("Kaituan")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_can_be_read_in_light_and_dark(
    street: Street, chromium: Browser, scheme: str
) -> None:
    """WCAG 2.2 AA: a contrast of 4.5 for text."""
    rows = {
        "inline_keyboard": [
            [{"text": style, "callback_data": style, "style": style}]
            for style in ("primary", "success", "danger")
        ]
        + [[{"text": "plain", "callback_data": "plain"}]]
    }
    await street.bot.call("setMyCommands", commands=[{"command": "deals", "description": "Deals"}])
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Tea", reply_markup=rows)
    async with desk_at(chromium, street.address, WIDE, color_scheme=scheme) as desk:
        await desk.open_chat(street.mei, street.shop.id)
        await expect(desk.page.locator(".menu-pill").first).to_be_visible()
        assert await desk.page.evaluate(CONTRAST) == []


async def test_the_chosen_theme_is_kept(street: Street, desk: Desk) -> None:
    await desk.page.locator('[data-action="theme"]').click()
    await desk.choose("theme-dark")
    dark = await desk.page.evaluate("getComputedStyle(document.body).backgroundColor")
    await desk.page.reload()
    await expect(desk.pane(street.mei)).to_be_visible()
    assert await desk.page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    await desk.page.locator('[data-action="theme"]').click()
    await desk.choose("theme-light")
    assert await desk.page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


async def test_the_page_asks_nobody_but_the_sandbox(street: Street, chromium: Browser) -> None:
    context = await chromium.new_context(viewport=NARROW)
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = await page.goto(f"{street.address}/page/")
    await page.locator(".chat-row").first.wait_for()
    await context.close()
    assert answer is not None
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert all(url.startswith(street.address) for url in asked)


async def test_the_keyboard_alone_opens_a_chat_and_writes(street: Street, desk: Desk) -> None:
    pane = desk.pane(street.mei)
    await pane.locator(".chat-row").first.focus()
    await desk.page.keyboard.press("ArrowDown")
    row = pane.locator(".chat-row:focus")
    name = await row.locator(".row-name").inner_text()
    await desk.page.keyboard.press("Enter")
    await expect(pane.locator(".chat-title")).to_have_text(name)
    await desk.page.keyboard.type("Hello from the keyboard")
    await desk.page.keyboard.press("Enter")
    await desk.sees(street.mei, "Hello from the keyboard")
