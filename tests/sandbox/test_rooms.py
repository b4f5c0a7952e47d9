"""Groups, channels and links: who comes, who goes, who is told, and where a link leads."""

import httpx
import pytest

from sandbox.acts import links, pressing, rooms, starting, talking
from sandbox.acts.outcomes import (
    Browsed,
    ChatOpened,
    Copied,
    GroupAsked,
    InlineOffered,
    JoinOffered,
    NothingHappened,
    Outcome,
    ShareOffered,
)
from sandbox.world.chats import Kind
from sandbox.world.refusals import Impossible
from tests.sandbox.town import Town


async def test_an_administrator_bot_hears_who_comes_if_it_asked(
    town: Town, http: httpx.AsyncClient
) -> None:
    wanted = {"allowed_updates": ["chat_member", "my_chat_member"]}
    await http.post(town.url("getUpdates"), json=wanted)
    group = rooms.create(town.world, town.anna.id, "Tea", Kind.SUPERGROUP)
    rooms.add_bot(town.world, town.anna.id, group.id, town.bot.id, admin=True, payload="g1")
    rooms.join(town.world, town.ben.id, group.id)
    rooms.throw_out(town.world, town.anna.id, group.id, town.ben.id)
    updates = (await http.get(town.url("getUpdates"))).json()["result"]
    assert updates[0]["my_chat_member"]["new_chat_member"]["can_pin_messages"] is True
    moves = [update["chat_member"]["new_chat_member"]["status"] for update in updates[1:]]
    assert moves == ["member", "kicked"]
    count = await http.get(town.url("getChatMemberCount"), params={"chat_id": group.id})
    assert count.json()["result"] == 2
    admins = await http.get(town.url("getChatAdministrators"), params={"chat_id": group.id})
    assert [admin["status"] for admin in admins.json()["result"]] == ["creator", "administrator"]
    last = town.world.messages.of(group.key)[2]
    assert last.message.text == "/start@shop_bot g1"


async def test_a_pin_needs_the_right_and_shows_in_the_chat(
    town: Town, http: httpx.AsyncClient
) -> None:
    group = rooms.create(town.world, town.anna.id, "Tea", Kind.GROUP)
    rooms.add_bot(town.world, town.anna.id, group.id, town.bot.id)
    card = talking.say(town.world, town.anna.id, group.id, "the card")
    place = {"chat_id": group.id, "message_id": card.id}
    refused = await http.post(town.url("pinChatMessage"), json=place)
    assert "not enough rights" in refused.json()["description"]
    rooms.promote(town.world, town.anna.id, group.id, town.bot.id)
    assert (await http.post(town.url("pinChatMessage"), json=place)).json()["ok"]
    chat = (await http.get(town.url("getChat"), params={"chat_id": group.id})).json()["result"]
    assert chat["pinned_message"]["text"] == "the card"


async def test_a_deleted_group_and_a_deleted_account_are_refused(
    town: Town, http: httpx.AsyncClient
) -> None:
    group = rooms.create(town.world, town.anna.id, "Tea", Kind.GROUP)
    rooms.add_bot(town.world, town.anna.id, group.id, town.bot.id)
    rooms.delete_chat(town.world, town.anna.id, group.id)
    gone = await http.post(town.url("sendMessage"), json={"chat_id": group.id, "text": "x"})
    assert gone.json()["description"] == "Forbidden: the group chat was deleted"
    town.world.people.deactivated.add(town.anna.id)
    gone = await http.post(town.url("sendMessage"), json={"chat_id": town.anna.id, "text": "x"})
    assert gone.json()["description"] == "Forbidden: user is deactivated"


async def test_messages_are_copied_without_and_forwarded_with_their_author(
    town: Town, http: httpx.AsyncClient
) -> None:
    said = talking.say(town.world, town.anna.id, town.bot.id, "look at #tea")
    source = {"chat_id": town.anna.id, "from_chat_id": town.anna.id, "message_id": said.id}
    copied = (await http.post(town.url("copyMessage"), json=source)).json()["result"]
    assert set(copied) == {"message_id"}
    forwarded = (await http.post(town.url("forwardMessage"), json=source)).json()["result"]
    assert forwarded["forward_origin"]["sender_user"]["id"] == town.anna.id
    assert forwarded["entities"] == [{"type": "hashtag", "offset": 8, "length": 4}]


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("https://t.me/shop_bot?start=inv_1", ChatOpened(1000001, "inv_1")),
        ("tg://resolve?domain=shop_bot&start=inv_1", ChatOpened(1000001, "inv_1")),
        ("t.me/shop_bot?start=" + "x" * 65, ChatOpened(1000001, "")),
        ("https://t.me/shop_bot?startgroup=g&admin=post", GroupAsked(1000001, "g", admin=True)),
        (
            "https://t.me/share/url?url=https%3A%2F%2Fa.example&text=b",
            ShareOffered("https://a.example\nb"),
        ),
        ("https://t.me/deals", JoinOffered(-1002000000001)),
        ("https://t.me/nobody_here", NothingHappened("Nobody has this username.")),
        ("https://a.example/tea", Browsed("https://a.example/tea")),
    ],
)
async def test_a_link_leads_where_a_client_would_go(town: Town, url: str, outcome: Outcome) -> None:
    rooms.create(town.world, town.anna.id, "Deals", Kind.CHANNEL, "deals")
    found = links.open_link(town.world, town.ben.id, url)
    if isinstance(outcome, JoinOffered):
        deals = town.world.chats.named("deals")
        assert deals is not None
        outcome = JoinOffered(deals.id)
    assert found == outcome


async def test_each_kind_of_button_does_its_own_thing(town: Town, http: httpx.AsyncClient) -> None:
    buttons: list[tuple[dict[str, object], Outcome]] = [
        ({"copy_text": {"text": "T-1"}}, Copied("T-1")),
        ({"switch_inline_query": "tea"}, InlineOffered(town.bot.id, "tea", None)),
        (
            {"switch_inline_query_current_chat": ""},
            InlineOffered(town.bot.id, "", town.bot.id),
        ),
        (
            {"switch_inline_query_chosen_chat": {"query": "tea", "allow_group_chats": True}},
            InlineOffered(town.bot.id, "tea", None, ("group",)),
        ),
        ({"disabled": {}}, NothingHappened()),
        ({"web_app": {"url": "https://a.example"}}, Browsed("https://a.example")),
    ]
    rows = [[{"text": str(place), **button}] for place, (button, _) in enumerate(buttons)]
    body = {"chat_id": town.anna.id, "text": "x", "reply_markup": {"inline_keyboard": rows}}
    sent = (await http.post(town.url("sendMessage"), json=body)).json()["result"]
    for place, (_, outcome) in enumerate(buttons):
        pressed = pressing.press(
            town.world, town.anna.id, town.bot.id, sent["message_id"], str(place)
        )
        assert pressed == outcome


async def test_a_forwarded_card_keeps_its_links_and_loses_its_other_buttons(
    town: Town, http: httpx.AsyncClient
) -> None:
    rows = [
        [{"text": "Join", "callback_data": "j"}, {"text": "Open", "url": "https://t.me/shop_bot"}]
    ]
    body = {"chat_id": town.anna.id, "text": "x", "reply_markup": {"inline_keyboard": rows}}
    sent = (await http.post(town.url("sendMessage"), json=body)).json()["result"]
    shared = talking.forward(town.world, town.anna.id, town.bot.id, sent["message_id"], town.ben.id)
    assert [button.text for button in shared.buttons()] == ["Open"]


async def test_people_cannot_do_what_no_client_lets_them(town: Town) -> None:
    world, anna, ben = town.world, town.anna.id, town.ben.id
    group = rooms.create(world, anna, "Tea", Kind.GROUP)
    channel = rooms.create(world, anna, "Deals", Kind.CHANNEL)
    rooms.join(world, ben, channel.id)
    starting.block(world, anna, town.bot.id)
    with pytest.raises(Impossible, match="unblock"):
        talking.say(world, anna, town.bot.id, "x")
    with pytest.raises(Impossible, match="not in a chat"):
        talking.say(world, ben, group.id, "x")
    with pytest.raises(Impossible, match="only administrators"):
        talking.say(world, ben, channel.id, "x")
    with pytest.raises(Impossible, match="start payload"):
        starting.start(world, ben, town.bot.id, "no spaces")
    with pytest.raises(Impossible, match="nothing to send"):
        talking.say(world, ben, town.bot.id, "  ")
