"""Bots and people talk: what one sends, the other one sees, through both libraries."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sandbox.acts import inlining, pressing, rooms, starting, talking
from sandbox.acts.outcomes import QueryAsked
from sandbox.world.changes import Subscription, Toasted
from sandbox.world.chats import Kind
from tests.sandbox.pictures import png
from tests.sandbox.town import Town
from tests.sandbox.voice import Voice


async def until_toasted(changes: Subscription) -> AsyncIterator[Toasted]:
    """The next toast, and no more."""
    async for change in changes:
        if isinstance(change, Toasted):
            yield change
            return


async def test_start_with_a_payload_waits_for_a_bot_that_is_not_there_yet(
    town: Town, voice: Voice
) -> None:
    starting.start(town.world, town.ben.id, town.bot.id, "inv_abc-1")
    (update,) = await voice.updates()
    assert update["message"]["text"] == "/start inv_abc-1"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert update["message"]["from"]["username"] == "benben"
    assert update["message"]["chat"]["id"] == town.ben.id
    assert await voice.updates() == [update], "not acknowledged, so it comes again"
    assert await voice.updates(offset=update["update_id"] + 1) == []


async def test_a_poll_that_waits_gets_what_comes(town: Town, voice: Voice) -> None:
    poll = asyncio.create_task(voice.updates(patience=20))
    talking.say(town.world, town.anna.id, town.bot.id, "你好 😀 @shop_bot")
    (update,) = await poll
    assert update["message"]["text"] == "你好 😀 @shop_bot"
    assert update["message"]["entities"] == [{"type": "mention", "offset": 6, "length": 9}]


async def test_html_becomes_text_with_utf16_entities(town: Town, voice: Voice) -> None:
    sent = await voice.say(
        town.anna.id, "😀<b>A &amp; B</b> <tg-spoiler>x</tg-spoiler>", parse_mode="HTML"
    )
    assert sent["text"] == "😀A & B x"
    assert sent["entities"] == [
        {"type": "bold", "offset": 2, "length": 5},
        {"type": "spoiler", "offset": 8, "length": 1},
    ]


async def test_a_press_reaches_the_bot_and_its_answer_the_person(town: Town, voice: Voice) -> None:
    sent = await voice.say(town.anna.id, "Join?", [[{"text": "Join", "callback_data": "join:1"}]])
    with town.world.subscribe() as changes:
        outcome = pressing.press(town.world, town.anna.id, town.bot.id, sent["message_id"], "Join")
        assert isinstance(outcome, QueryAsked)
        (update,) = await voice.updates()
        query = update["callback_query"]
        assert query["data"] == "join:1"
        assert query["message"]["message_id"] == sent["message_id"]
        await voice.toast(query["id"], "You are in")
        toasts = [change.text async for change in until_toasted(changes)]
    assert toasts == ["You are in"]
    with pytest.raises(voice.errors, match=r"(?i)query is too old"):
        await voice.toast(query["id"], "again")


async def test_a_text_is_edited_and_then_becomes_a_picture(town: Town, voice: Voice) -> None:
    sent = await voice.say(town.anna.id, "2 of 3", [[{"text": "Join", "callback_data": "j"}]])
    edited = await voice.retext(town.anna.id, sent["message_id"], "3 of 3")
    assert edited["text"] == "3 of 3"
    assert "reply_markup" not in edited
    with pytest.raises(voice.errors, match=r"(?i)message is not modified"):
        await voice.retext(town.anna.id, sent["message_id"], "3 of 3")
    pictured = await voice.reshow(town.anna.id, sent["message_id"], png(1))
    assert pictured["caption"] == "new"
    assert "text" not in pictured
    with pytest.raises(voice.errors, match=r"(?i)there is no text in the message to edit"):
        await voice.retext(town.anna.id, sent["message_id"], "back")


async def test_pictures_and_files_travel_both_ways(town: Town, voice: Voice) -> None:
    shown = await voice.show(town.anna.id, png(7), "a deal")
    file_id = shown["photo"][-1]["file_id"]
    assert await voice.download(file_id) == png(7)
    again = await voice.show(town.anna.id, file_id, "the same")
    assert again["photo"][-1]["file_id"] == file_id
    named = await voice.show(town.anna.id, "https://example.com/tea.jpg", "from the web")
    assert named["photo"][-1]["file_id"]
    handed = await voice.hand(town.anna.id, b"sku,price\n", "catalogue.csv")
    assert handed["document"]["file_name"] == "catalogue.csv"
    talking.send_document(town.world, town.anna.id, town.bot.id, b"a,b\n", "mine.csv", "please")
    (update,) = await voice.updates()
    assert await voice.download(update["message"]["document"]["file_id"]) == b"a,b\n"


async def test_an_album_is_several_messages_of_one_group(town: Town, voice: Voice) -> None:
    album = await voice.album(town.anna.id, [png(1), png(2), png(3)])
    assert [message["caption"] for message in album] == ["0", "1", "2"]
    assert len({message["media_group_id"] for message in album}) == 1


async def test_an_inline_card_can_be_chosen_and_edited_where_the_bot_is_not(
    town: Town, voice: Voice
) -> None:
    query = inlining.ask_inline(town.world, town.anna.id, town.bot.id, "tea", town.ben.id)
    (asked,) = await voice.updates()
    assert asked["inline_query"]["query"] == "tea"
    await voice.offer(query.id, "Tea", "<b>Tea</b>", [[{"text": "Join", "callback_data": "j"}]])
    posted = inlining.choose(town.world, town.anna.id, query.id, "one", town.ben.id)
    (chosen,) = await voice.updates(asked["update_id"] + 1)
    inline_id = chosen["chosen_inline_result"]["inline_message_id"]
    assert posted.message.text == "Tea"
    await voice.retext_inline(inline_id, "Tea: 2 of 3")
    assert posted.message.text == "Tea: 2 of 3"
    pressed = inlining.choose(town.world, town.anna.id, query.id, "one", town.ben.id)
    pressing.press(town.world, town.ben.id, town.anna.id, pressed.id, 0)
    presses = [u for u in await voice.updates() if "callback_query" in u]
    assert presses[0]["callback_query"]["inline_message_id"] == pressed.inline_message_id
    assert "message" not in presses[0]["callback_query"]


async def test_in_a_group_the_bot_hears_commands_and_replies_only(town: Town, voice: Voice) -> None:
    group = rooms.create(town.world, town.anna.id, "Tea lovers", Kind.SUPERGROUP)
    rooms.add_bot(town.world, town.anna.id, group.id, town.bot.id)
    sent = await voice.say(group.id, "Hello all")
    talking.say(town.world, town.anna.id, group.id, "nice weather")
    talking.say(town.world, town.anna.id, group.id, "/deals@shop_bot")
    talking.say(town.world, town.anna.id, group.id, "/deals@other_bot")
    talking.say(town.world, town.anna.id, group.id, "thanks", reply_to=sent["message_id"])
    updates = await voice.updates()
    assert updates[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert updates[1]["message"]["new_chat_members"][0]["id"] == town.bot.id
    assert [u["message"]["text"] for u in updates[2:]] == ["/deals@shop_bot", "thanks"]


async def test_a_command_menu_is_kept_per_language(town: Town, voice: Voice) -> None:
    menu = await voice.command_menu({"deals": "Angebote"}, "de")
    assert menu == [{"command": "deals", "description": "Angebote"}]
    scopes = ["all_private_chats", "default"]
    assert town.bot.commands_for(scopes, "de")[0].description == "Angebote"
    assert town.bot.commands_for(scopes, "fr") == []


async def test_a_blocked_bot_is_refused_and_told(town: Town, voice: Voice) -> None:
    starting.block(town.world, town.anna.id, town.bot.id)
    with pytest.raises(voice.errors, match=r"(?i)bot was blocked by the user"):
        await voice.say(town.anna.id, "hello?")
    starting.unblock(town.world, town.anna.id, town.bot.id)
    await voice.say(town.anna.id, "hello again")
    statuses = [u["my_chat_member"]["new_chat_member"]["status"] for u in await voice.updates()]
    assert statuses == ["kicked", "member"]


async def test_a_stranger_cannot_be_written_to_first(town: Town, voice: Voice) -> None:
    with pytest.raises(voice.errors, match=r"(?i)bot can't initiate conversation with a user"):
        await voice.say(town.ben.id, "psst")
    with pytest.raises(voice.errors, match=r"(?i)chat not found"):
        await voice.say(12345, "psst")
