"""Picking a chat with a bot's native button: what is offered, what the bot becomes, what it hears."""

from typing import Any

import httpx
import pytest

from sandbox.acts import rooms, starting
from sandbox.acts.chat_sharing import share_chat
from sandbox.world.chats import Kind, Standing
from sandbox.world.refusals import Impossible
from tests.sandbox.town import Town

ASKED = ("can_post_messages", "can_edit_messages", "can_delete_messages")
NEEDED = (
    *("is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
    "can_send_welcome_messages",
)


def rights(*granted: str) -> dict[str, bool]:
    """Administrator rights as a bot names them."""
    return dict.fromkeys(NEEDED, False) | dict.fromkeys(granted, True)


def keyboard(**request: Any) -> dict[str, Any]:
    """A keyboard with one button that asks for a chat."""
    asked = {"request_id": 7, "request_title": True, "request_username": True, **request}
    return {"keyboard": [[{"text": "Choose", "request_chat": asked}], [{"text": "Cancel"}]]}


CHANNEL = keyboard(
    chat_is_channel=True,
    user_administrator_rights=rights(*ASKED, "can_promote_members"),
    bot_administrator_rights=rights(*ASKED),
)
GROUP = keyboard(
    chat_is_channel=False,
    user_administrator_rights=rights("can_invite_users"),
    bot_is_member=True,
)


async def asks(town: Town, http: httpx.AsyncClient, markup: dict[str, Any]) -> int:
    """The bot asks Anna for a chat; gives the message's number."""
    starting.start(town.world, town.anna.id, town.bot.id)
    body = {"chat_id": town.anna.id, "text": "which?", "reply_markup": markup}
    answer = (await http.post(town.url("sendMessage"), json=body)).json()
    return int(answer["result"]["message_id"])


async def hears(town: Town, http: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What the bot hears, without the start."""
    updates = (await http.get(town.url("getUpdates"))).json()["result"]
    return [update for update in updates if "text" not in update.get("message", {})]


async def test_a_channel_is_picked_and_the_bot_gets_exactly_the_rights_it_asked_for(
    town: Town, http: httpx.AsyncClient
) -> None:
    message = await asks(town, http, CHANNEL)
    deals = rooms.create(town.world, town.anna.id, "Deals", Kind.CHANNEL, "deals")
    share_chat(town.world, town.anna.id, town.bot.id, message, 7, deals.id)
    standing, shared = await hears(town, http)
    member = standing["my_chat_member"]["new_chat_member"]
    assert member["status"] == "administrator"
    assert {name for name, value in member.items() if name.startswith("can_") and value} == set(
        ASKED
    )
    assert shared["message"]["chat_shared"] == {
        "request_id": 7,
        "chat_id": deals.id,
        "title": "Deals",
        "username": "deals",
    }
    body = {"chat_id": deals.id, "text": "Tea"}
    assert (await http.post(town.url("sendMessage"), json=body)).json()["ok"]


async def test_who_does_not_lead_a_channel_cannot_pick_it(
    town: Town, http: httpx.AsyncClient
) -> None:
    message = await asks(town, http, CHANNEL)
    world, anna, bot = town.world, town.anna.id, town.bot.id
    bens = rooms.create(world, town.ben.id, "Ben's", Kind.CHANNEL)
    group = rooms.create(world, anna, "Tea", Kind.SUPERGROUP)
    rooms.join(world, anna, bens.id)
    with pytest.raises(Impossible, match="an administrator there"):
        share_chat(world, anna, bot, message, 7, bens.id)
    with pytest.raises(Impossible, match="not the kind of chat"):
        share_chat(world, anna, bot, message, 7, group.id)
    with pytest.raises(Impossible, match="no such button"):
        share_chat(world, anna, bot, message, 8, bens.id)
    rooms.promote(world, town.ben.id, bens.id, anna, frozenset({*ASKED, "can_invite_users"}))
    with pytest.raises(Impossible, match="an administrator there"):
        share_chat(world, anna, bot, message, 7, bens.id)
    assert await hears(town, http) == []


async def test_a_bot_joins_the_group_that_is_picked(town: Town, http: httpx.AsyncClient) -> None:
    message = await asks(town, http, GROUP)
    group = rooms.create(town.world, town.anna.id, "Tea", Kind.SUPERGROUP)
    share_chat(town.world, town.anna.id, town.bot.id, message, 7, group.id)
    assert group.standing(town.bot.id) is Standing.MEMBER
    share_chat(town.world, town.anna.id, town.bot.id, message, 7, group.id)
    kinds = [next(iter(set(update) - {"update_id"})) for update in await hears(town, http)]
    assert kinds == ["my_chat_member", "message", "message", "message"]


async def test_a_bot_that_may_not_post_is_refused_as_telegram_does(
    town: Town, http: httpx.AsyncClient
) -> None:
    world, anna, bot = town.world, town.anna.id, town.bot.id
    deals = rooms.create(world, anna, "Deals", Kind.CHANNEL)
    body = {"chat_id": deals.id, "text": "Tea"}
    refused = (await http.post(town.url("sendMessage"), json=body)).json()
    assert refused["description"] == "Forbidden: bot is not a member of the channel chat"
    rooms.add_bot(world, anna, deals.id, bot, rights=frozenset({"can_edit_messages"}))
    refused = (await http.post(town.url("sendMessage"), json=body)).json()
    assert refused["description"] == "Bad Request: need administrator rights in the channel chat"
    rooms.promote(world, anna, deals.id, bot)
    sent = (await http.post(town.url("sendMessage"), json=body)).json()["result"]
    edit = {"chat_id": deals.id, "message_id": sent["message_id"], "text": "More tea"}
    assert (await http.post(town.url("editMessageText"), json=edit)).json()["ok"]
    rooms.throw_out(world, anna, deals.id, bot)
    refused = (await http.post(town.url("editMessageText"), json=edit)).json()
    assert refused["description"] == "Forbidden: bot was kicked from the channel chat"
    told = [one["my_chat_member"]["new_chat_member"] for one in await hears(town, http)]
    assert [one["status"] for one in told] == ["administrator", "administrator", "kicked"]
    assert [one.get("can_post_messages") for one in told] == [False, True, None]


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (
            keyboard(chat_is_channel=True, bot_administrator_rights=rights("can_post_messages")),
            "ADMIN_RIGHTS_INVALID",
        ),
        (keyboard(chat_is_channel=True, request_id=2**31), "32-bit"),
        (
            keyboard(chat_is_channel=True, user_administrator_rights={"can_post_messages": True}),
            "can't parse",
        ),
    ],
)
async def test_a_button_that_telegram_would_not_have_is_refused(
    town: Town, http: httpx.AsyncClient, markup: dict[str, Any], why: str
) -> None:
    starting.start(town.world, town.anna.id, town.bot.id)
    body = {"chat_id": town.anna.id, "text": "which?", "reply_markup": markup}
    answer = (await http.post(town.url("sendMessage"), json=body)).json()
    assert why in answer["description"]


async def test_chats_are_asked_for_in_private_chats_alone(
    town: Town, http: httpx.AsyncClient
) -> None:
    group = rooms.create(town.world, town.anna.id, "Tea", Kind.SUPERGROUP)
    rooms.add_bot(town.world, town.anna.id, group.id, town.bot.id)
    body = {"chat_id": group.id, "text": "which?", "reply_markup": CHANNEL}
    answer = (await http.post(town.url("sendMessage"), json=body)).json()
    assert "private chats only" in answer["description"]
