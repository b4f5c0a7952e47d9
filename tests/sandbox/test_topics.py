"""Forums and their topics, as bots of both libraries see them."""

import httpx
import pytest

from sandbox.acts import rooms, talking, topics
from sandbox.world.chats import Chat, Kind
from sandbox.world.refusals import Impossible
from tests.sandbox.town import Town
from tests.sandbox.voice import Voice


@pytest.fixture
def forum(town: Town) -> Chat:
    """A forum of Anna's with Ben and the bot, which hears everything there."""
    town.bot.reads_all = True
    chat = rooms.create(town.world, town.anna.id, "Neighbours", Kind.SUPERGROUP)
    rooms.add_person(town.world, town.anna.id, chat.id, town.ben.id)
    rooms.add_bot(town.world, town.anna.id, chat.id, town.bot.id)
    return topics.set_forum(town.world, town.anna.id, chat.id, on=True)


async def test_words_in_a_topic_say_so_and_seem_to_reply_to_its_beginning(
    town: Town, forum: Chat, voice: Voice
) -> None:
    fruit = topics.begin_topic(town.world, town.ben.id, forum.id, " Fruit ")
    talking.say(town.world, town.ben.id, forum.id, "+1", topic=fruit.id)
    talking.say(town.world, town.ben.id, forum.id, "outside")
    begun, inside, outside = [one["message"] for one in (await voice.updates())[-3:]]
    assert begun["message_id"] == begun["message_thread_id"] == fruit.id
    assert begun["forum_topic_created"]["name"] == "Fruit"
    assert inside["chat"]["is_forum"] is True
    assert (inside["message_thread_id"], inside["is_topic_message"]) == (fruit.id, True)
    assert inside["reply_to_message"]["forum_topic_created"]["name"] == "Fruit"
    assert "message_thread_id" not in outside


async def test_a_bot_speaks_in_a_topic_and_a_reply_stays_in_its_topic(
    town: Town, forum: Chat, voice: Voice
) -> None:
    fruit = topics.begin_topic(town.world, town.anna.id, forum.id, "Fruit")
    said = await voice.say(forum.id, "card", message_thread_id=fruit.id)
    assert (said["message_thread_id"], said["is_topic_message"]) == (fruit.id, True)
    reply = talking.say(town.world, town.ben.id, forum.id, "+1", said["message_id"])
    assert reply.message.message_thread_id == fruit.id
    assert reply.message.reply_to_message is not None
    assert reply.message.reply_to_message.text == "card"


async def test_a_topic_that_is_closed_or_gone_is_refused_as_telegram_words_it(
    town: Town, forum: Chat, voice: Voice
) -> None:
    world, anna, ben = town.world, town.anna.id, town.ben.id
    fruit = topics.begin_topic(world, anna, forum.id, "Fruit")
    with pytest.raises(Impossible, match="only administrators"):
        topics.close_topic(world, ben, forum.id, fruit.id)
    topics.close_topic(world, anna, forum.id, fruit.id)
    with pytest.raises(voice.errors) as refused:
        await voice.say(forum.id, "x", message_thread_id=fruit.id)
    assert "TOPIC_CLOSED" in voice.refusal(refused.value)[0].upper()
    with pytest.raises(Impossible, match="the topic is closed"):
        talking.say(world, ben, forum.id, "x", topic=fruit.id)
    talking.say(world, anna, forum.id, "only I may", topic=fruit.id)
    topics.reopen_topic(world, anna, forum.id, fruit.id)
    await voice.say(forum.id, "x", message_thread_id=fruit.id)
    topics.delete_topic(world, anna, forum.id, fruit.id)
    assert not [one for one in world.messages.of(forum.key) if one.message.is_topic_message]
    for gone in (fruit.id, 1):
        with pytest.raises(voice.errors) as refused:
            await voice.say(forum.id, "x", message_thread_id=gone)
        assert "message thread not found" in voice.refusal(refused.value)[0].lower()
    with pytest.raises(Impossible, match="no such topic"):
        talking.say(world, anna, forum.id, "x", topic=fruit.id)


async def test_a_reply_in_a_supergroup_without_topics_has_a_thread_but_no_topic(
    town: Town, voice: Voice
) -> None:
    group = rooms.create(town.world, town.anna.id, "Tea", Kind.SUPERGROUP)
    rooms.add_bot(town.world, town.anna.id, group.id, town.bot.id)
    sent = await voice.say(group.id, "Hello all")
    first = talking.say(town.world, town.anna.id, group.id, "thanks", sent["message_id"])
    second = talking.say(town.world, town.anna.id, group.id, "again", first.id)
    for reply in (first, second):
        assert reply.message.message_thread_id == sent["message_id"]
        assert not reply.message.is_topic_message
    basic = rooms.create(town.world, town.anna.id, "Few", Kind.GROUP)
    one = talking.say(town.world, town.anna.id, basic.id, "hello")
    assert (
        talking.say(town.world, town.anna.id, basic.id, "you", one.id).message.message_thread_id
        is None
    )
    with pytest.raises(Impossible, match="only a supergroup"):
        topics.set_forum(town.world, town.anna.id, basic.id, on=True)


async def test_topics_are_driven_from_outside_too(town: Town, http: httpx.AsyncClient) -> None:
    anna = town.anna.id
    group = rooms.create(town.world, anna, "Tea", Kind.SUPERGROUP)
    place = {"actor_id": anna, "chat_id": group.id}
    await http.post("/sandbox/set_forum", json={**place, "on": True})
    topic = (await http.post("/sandbox/begin_topic", json={**place, "name": "Fruit"})).json()
    said = {"person_id": anna, "chat_id": group.id, "text": "hi", "topic": topic["id"]}
    posted = (await http.post("/sandbox/say", json=said)).json()
    assert posted["message"]["message_thread_id"] == topic["id"]
    renamed = {**place, "topic_id": topic["id"], "name": "Tea"}
    assert (await http.post("/sandbox/rename_topic", json=renamed)).status_code == 200
    assert group.topics[topic["id"]].name == "Tea"
