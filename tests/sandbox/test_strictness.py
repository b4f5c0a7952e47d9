"""Where Telegram is strict, the sandbox is: what would fail in the field fails here."""

from typing import Any

import httpx
import pytest

from sandbox.acts import pressing, rooms, talking
from sandbox.acts.outcomes import QueryAsked
from sandbox.world.chats import Kind
from tests.sandbox.town import PROVIDER_TOKEN, Town


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Press", **button}]]}


BROKEN_MESSAGES: dict[str, dict[str, Any]] = {
    "message text is empty": {"text": "   "},
    "message is too long": {"text": "x" * 4097},
    "can't parse entities: Can't find end tag": {"text": "<b>bold", "parse_mode": "HTML"},
    "can't parse entities: Unsupported start tag": {"text": "<x>y</x>", "parse_mode": "HTML"},
    "can't parse entities: Unexpected end tag": {"text": "a</b>", "parse_mode": "HTML"},
    "can't parse entities: Unmatched end tag": {"text": "<b><i>a</b></i>", "parse_mode": "HTML"},
    "can't parse entities: Unclosed start tag": {"text": "1 < 2", "parse_mode": "HTML"},
    "can't parse entities: Character '.' is reserved": {"text": "a.", "parse_mode": "MarkdownV2"},
    "unsupported parse_mode": {"text": "a", "parse_mode": "BBCode"},
    "BUTTON_DATA_INVALID": {"text": "a", "reply_markup": keyboard(callback_data="é" * 33)},
    "Text buttons are unallowed": {"text": "a", "reply_markup": keyboard()},
    "exactly one action": {"text": "a", "reply_markup": keyboard(callback_data="a", url="t.me/a")},
    "URL 'javascript:alert(1)' is invalid": {
        "text": "a",
        "reply_markup": keyboard(url="javascript:alert(1)"),
    },
    "invalid button style": {"text": "a", "reply_markup": keyboard(callback_data="a", style="red")},
    "BUTTON_POS_INVALID": {"text": "a", "reply_markup": keyboard(pay=True)},
    "message to be replied not found": {"text": "a", "reply_parameters": {"message_id": 99}},
    "parameter business_connection_id is not part": {"text": "a", "business_connection_id": "b"},
    "can't parse reply keyboard markup JSON object": {"text": "a", "reply_markup": "{"},
}


@pytest.mark.parametrize("reason", BROKEN_MESSAGES)
async def test_a_message_telegram_would_refuse_is_refused(
    town: Town, http: httpx.AsyncClient, reason: str
) -> None:
    body: dict[str, Any] = {"chat_id": town.anna.id, **BROKEN_MESSAGES[reason]}
    answer = await http.post(town.url("sendMessage"), json=body)
    assert answer.status_code == 400
    refused = answer.json()
    assert refused["description"].startswith("Bad Request: ")
    assert reason in refused["description"]
    assert set(refused) == {"ok", "error_code", "description"}
    assert not town.world.messages.of(f"{town.bot.id}+{town.anna.id}")


async def test_lengths_count_after_the_markup_is_read(town: Town, http: httpx.AsyncClient) -> None:
    text = "<b>" + "x" * 4096 + "</b>"
    body = {"chat_id": town.anna.id, "text": text, "parse_mode": "HTML"}
    assert (await http.post(town.url("sendMessage"), json=body)).json()["ok"]
    emoji = {"chat_id": town.anna.id, "text": "😀" * 2049}
    assert (await http.post(town.url("sendMessage"), json=emoji)).status_code == 400


async def test_a_caption_has_at_most_1024_units(town: Town, http: httpx.AsyncClient) -> None:
    body = {"chat_id": town.anna.id, "photo": "https://a.example/b.jpg", "caption": "x" * 1025}
    answer = await http.post(town.url("sendPhoto"), json=body)
    assert answer.json()["description"] == "Bad Request: message caption is too long"


async def test_a_reply_keyboard_is_shown_but_never_echoed(
    town: Town, http: httpx.AsyncClient
) -> None:
    markup = {"keyboard": [[{"text": "Deals"}]], "resize_keyboard": True}
    body = {"chat_id": town.anna.id, "text": "Menu", "reply_markup": markup}
    message = (await http.post(town.url("sendMessage"), json=body)).json()["result"]
    assert "reply_markup" not in message
    posted = town.world.messages.last(f"{town.bot.id}+{town.anna.id}")
    assert posted is not None
    assert posted.keyboard is not None


async def test_a_press_can_be_answered_for_150_seconds(town: Town, http: httpx.AsyncClient) -> None:
    chat = {"chat_id": town.anna.id, "text": "?", "reply_markup": keyboard(callback_data="a")}
    message_id = (await http.post(town.url("sendMessage"), json=chat)).json()["result"][
        "message_id"
    ]
    outcome = pressing.press(town.world, town.anna.id, town.bot.id, message_id, 0)
    assert isinstance(outcome, QueryAsked)
    town.world.wind(151)
    answer = await http.post(
        town.url("answerCallbackQuery"), json={"callback_query_id": outcome.query_id}
    )
    assert "query is too old and response timeout expired" in answer.json()["description"]


async def test_what_is_not_there_cannot_be_edited_or_deleted(
    town: Town, http: httpx.AsyncClient
) -> None:
    place = {"chat_id": town.anna.id, "message_id": 77}
    edited = await http.post(town.url("editMessageText"), json={**place, "text": "x"})
    assert edited.json()["description"] == "Bad Request: message to edit not found"
    deleted = await http.post(town.url("deleteMessage"), json=place)
    assert deleted.json()["description"] == "Bad Request: message to delete not found"


async def test_a_persons_message_cannot_be_edited_by_the_bot(
    town: Town, http: httpx.AsyncClient
) -> None:
    said = talking.say(town.world, town.anna.id, town.bot.id, "mine")
    body = {"chat_id": town.anna.id, "message_id": said.id, "text": "yours"}
    answer = await http.post(town.url("editMessageText"), json=body)
    assert answer.json()["description"] == "Bad Request: message can't be edited"


async def test_after_48_hours_a_message_cannot_be_deleted(
    town: Town, http: httpx.AsyncClient
) -> None:
    body = {"chat_id": town.anna.id, "text": "x"}
    message_id = (await http.post(town.url("sendMessage"), json=body)).json()["result"][
        "message_id"
    ]
    town.world.wind(48 * 3600 + 1)
    place = {"chat_id": town.anna.id, "message_id": message_id}
    answer = await http.post(town.url("deleteMessage"), json=place)
    assert answer.json()["description"] == "Bad Request: message can't be deleted"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"provider_token": "unknown"}, "PAYMENT_PROVIDER_INVALID"),
        ({"currency": "euro"}, "CURRENCY_INVALID"),
        ({"prices": [{"label": "Tea", "amount": 99}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"prices": []}, "at least one price"),
        ({"payload": "x" * 129}, "INVOICE_PAYLOAD_INVALID"),
        ({"title": "x" * 33}, "INVOICE_TITLE_INVALID"),
        ({"description": ""}, "INVOICE_DESCRIPTION_INVALID"),
        ({"currency": "XTR"}, "STARS_INVOICE_INVALID"),
        ({"reply_markup": keyboard(callback_data="a")}, "Pay button"),
    ],
)
async def test_an_invoice_telegram_would_refuse_is_refused(
    town: Town, http: httpx.AsyncClient, wrong: dict[str, Any], reason: str
) -> None:
    body = {
        "chat_id": town.anna.id,
        "title": "Tea",
        "description": "Oolong",
        "payload": "order-1",
        "currency": "EUR",
        "provider_token": PROVIDER_TOKEN,
        "prices": [{"label": "Tea", "amount": 900}],
        **wrong,
    }
    answer = await http.post(town.url("sendInvoice"), json=body)
    assert reason in answer.json()["description"]


async def test_a_group_that_became_a_supergroup_says_where_it_went(
    town: Town, http: httpx.AsyncClient
) -> None:
    group = rooms.create(town.world, town.anna.id, "Tea", Kind.GROUP)
    rooms.add_bot(town.world, town.anna.id, group.id, town.bot.id)
    upgraded = rooms.upgrade(town.world, town.anna.id, group.id)
    answer = await http.post(town.url("sendMessage"), json={"chat_id": group.id, "text": "x"})
    assert answer.json()["parameters"] == {"migrate_to_chat_id": upgraded.id}
    there = await http.post(town.url("sendMessage"), json={"chat_id": upgraded.id, "text": "x"})
    assert there.json()["ok"]


async def test_a_channel_that_threw_the_bot_out_refuses_it(
    town: Town, http: httpx.AsyncClient
) -> None:
    channel = rooms.create(town.world, town.anna.id, "Deals", Kind.CHANNEL, "deals")
    body = {"chat_id": "@deals", "text": "New"}
    refused = await http.post(town.url("sendMessage"), json=body)
    assert refused.json()["description"] == "Forbidden: bot is not a member of the channel chat"
    rooms.add_bot(town.world, town.anna.id, channel.id, town.bot.id)
    message = (await http.post(town.url("sendMessage"), json=body)).json()["result"]
    assert message["sender_chat"]["username"] == "deals"
    rooms.throw_out(town.world, town.anna.id, channel.id, town.bot.id)
    refused = await http.post(town.url("sendMessage"), json=body)
    assert refused.json()["description"] == "Forbidden: bot was kicked from the channel chat"


async def test_unknown_tokens_and_methods_are_told_apart(
    town: Town, http: httpx.AsyncClient
) -> None:
    assert (await http.get("/bot1:nobody/getMe")).status_code == 401
    assert (await http.get(town.url("getMeNot"))).status_code == 404
    unbuilt = await http.get(town.url("getAvailableGifts"))
    expected = "Bad Request: method getAvailableGifts is not part of this sandbox"
    assert unbuilt.json()["description"] == expected
    assert (await http.get(town.url("GETME"))).json()["result"]["username"] == "shop_bot"
