"""What people see: each kind of reply, under both libraries, over HTTP."""

import pytest

from catalog.money import Money
from flows.door import Asked
from flows.events import Command, Typed
from flows.faces import START_LINK, Asks, LinkButton, Picture, PressButton, Screen, ShareButton
from flows.replies import AskPayment, Say
from sandbox.acts import starting
from tests.bot.doubles import said
from tests.bot.streets import Street

pytestmark = pytest.mark.usefixtures("listening")


async def test_a_command_with_its_argument_is_answered_with_html_and_without_a_link_preview(
    street: Street,
) -> None:
    street.door.answer(said("<b>Hello</b> &amp; welcome"))
    starting.start(street.world, street.anna.id, street.account.id, "inv_1")
    [call] = await street.called("sendMessage")
    assert call == {
        "chat_id": street.anna.id,
        "text": "<b>Hello</b> &amp; welcome",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    assert street.newest().message.text == "Hello & welcome"
    [event] = street.door.taken
    assert isinstance(event, Command)
    assert (event.name, event.argument) == ("start", "inv_1")


async def test_who_said_it_and_where_are_kept_with_an_id_that_no_other_bot_has(
    street: Street,
) -> None:
    street.door.answer(said("hm"))
    street.say("red  shoes")
    await street.called("sendMessage")
    [event] = street.door.taken
    assert isinstance(event, Typed)
    assert event.text == "red  shoes"
    assert event.id.startswith(f"telegram:{street.account.id}:")
    assert (event.sender.id, event.sender.name) == (street.anna.id, "Anna Lin")
    assert (event.sender.language, event.sender.username) == ("de", "anna")
    assert (event.place.bot, event.place.chat) == (street.account.id, street.anna.id)
    assert event.place.kind == "private"


async def test_buttons_press_open_and_share_with_the_bots_own_start_link(street: Street) -> None:
    buttons = (
        (PressButton("Join", "h", "success"), PressButton("Back", "h")),
        (LinkButton("Open", f"{START_LINK}abc"),),
        (ShareButton("Share", f"{START_LINK}a-b", "Lamp & oil, 50% off?"),),
    )
    street.door.answer(Say(Screen(f'<a href="{START_LINK}x">here</a>', buttons)))
    street.say("hi")
    [call] = await street.called("sendMessage")
    assert call["text"] == '<a href="https://t.me/shop_bot?start=x">here</a>'
    assert call["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "Join", "callback_data": "h", "style": "success"},
            {"text": "Back", "callback_data": "h"},
        ],
        [{"text": "Open", "url": "https://t.me/shop_bot?start=abc"}],
        [
            {
                "text": "Share",
                "url": "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fshop_bot%3Fstart%3Da-b"
                "&text=Lamp%20%26%20oil%2C%2050%25%20off%3F",
            }
        ],
    ]


async def test_replies_come_in_their_order_and_quietly_where_asked(street: Street) -> None:
    street.door.answer(said("one"), Say(Screen("two"), silent=True), said("three"))
    street.say("go")
    calls = await street.called("sendMessage", 3)
    assert [call["text"] for call in calls] == ["one", "two", "three"]
    assert [call.get("disable_notification") for call in calls] == [None, True, None]


async def test_a_card_that_was_said_is_registered_with_its_message(street: Street) -> None:
    card = Screen("2 of 3", card_of=7, card_version=4)
    street.door.answer(said("before"), Say(card))
    street.say("go")
    await street.called("sendMessage", 2)
    await street.door.until(lambda: bool(street.door.cards))
    [(place, message_id, screen)] = street.door.cards
    assert (place.chat, message_id, screen) == (street.anna.id, street.newest().id, card)


async def test_an_invoice_carries_the_providers_token_ours_and_minor_units(street: Street) -> None:
    picture = Picture("https://img.example/lamp.jpg")
    street.door.answer(
        AskPayment("Lamp", "Brass", "seat-1", "1 x Lamp", Money(1999, "EUR"), "sandbox", picture)
    )
    street.say("buy")
    [call] = await street.called("sendInvoice")
    assert call == {
        "chat_id": street.anna.id,
        "title": "Lamp",
        "description": "Brass",
        "payload": "seat-1",
        "provider_token": "SANDBOX:TEST:PROVIDER",
        "currency": "EUR",
        "prices": [{"label": "1 x Lamp", "amount": 1999}],
        "photo_url": "https://img.example/lamp.jpg",
    }


async def test_a_long_name_does_not_cost_the_invoice(street: Street) -> None:
    street.door.answer(
        AskPayment("很長的名字" * 20, "x" * 400, "t", "l", Money(100_00, "TWD"), "sandbox")
    )
    street.say("buy")
    [call] = await street.called("sendInvoice")
    assert len(call["title"]) == 32
    assert len(call["description"]) == 255
    assert street.newest().invoice is not None


async def test_words_too_long_for_a_message_are_cut_with_their_markup_closed(
    street: Street,
) -> None:
    street.door.answer(said("<b>" + "word " * 2000 + "</b>"))
    street.say("go")
    await street.called("sendMessage")
    text = street.newest().message.text or ""
    assert len(text) <= 4096
    assert text.endswith("word…")


async def test_markup_that_telegram_does_not_read_costs_the_bold_letters_not_the_words(
    street: Street,
) -> None:
    street.door.answer(said("<b>ten < twenty"))
    street.say("go")
    await street.called("sendMessage", 2)
    assert "ten" in (street.newest().message.text or "")


async def test_what_asks_to_pay_is_told_by_its_numbers(street: Street) -> None:
    asks = Asks("s", 7, 3)
    invoice = AskPayment("Lamp", "Brass", "t", "1 x", Money(1999, "EUR"), "sandbox", asks=asks)
    street.door.answer(Say(Screen("Kept", asks=asks)), invoice)
    street.say("buy")
    await street.door.until(lambda: bool(street.door.prompts))
    numbers = [posted.id for posted in street.from_bot()]
    assert [asked for _, asked in street.door.prompts] == [
        Asked(numbers[0], asks),
        Asked(numbers[1], asks, invoice=True),
    ]
