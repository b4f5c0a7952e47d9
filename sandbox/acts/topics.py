"""Topics: a supergroup becomes a forum, people begin topics in it, close and delete them."""

from aiogram import types

from sandbox.acts.places import chat_of
from sandbox.world.chats import Chat, Kind
from sandbox.world.posting import post, remove, tell_lists
from sandbox.world.refusals import Impossible
from sandbox.world.threads import may_write
from sandbox.world.topics import COLORS, Topic, topic_of
from sandbox.world.world import World

LONGEST_NAME = 128
"""Characters (Bot API, createForumTopic)."""


def set_forum(world: World, actor_id: int, chat_id: int, *, on: bool) -> Chat:
    """Let a supergroup have topics, or no more; what stands in them stays."""
    chat = _led(world, actor_id, chat_id)
    if chat.kind is not Kind.SUPERGROUP:
        raise Impossible("only a supergroup has topics")
    chat.forum = on
    tell_lists(world, chat)
    return chat


def begin_topic(world: World, actor_id: int, chat_id: int, name: str) -> Topic:
    """Begin a topic; its number is that of the message that says so."""
    chat, called = _forum(world, actor_id, chat_id), name.strip()
    if not 0 < len(called) <= LONGEST_NAME:
        raise Impossible(f"a topic has a name of at most {LONGEST_NAME} characters")
    color = COLORS[len(chat.topics) % len(COLORS)]
    number = world.messages.next_id(chat.key)
    chat.topics[number] = Topic(number, called, color, actor_id)
    told = {"forum_topic_created": types.ForumTopicCreated(name=called, icon_color=color)}
    post(world, chat, actor_id, {**_inside(number), **told}, number=number)
    tell_lists(world, chat)
    return chat.topics[number]


def rename_topic(world: World, actor_id: int, chat_id: int, topic_id: int, name: str) -> None:
    """Give a topic another name."""
    chat, topic = _kept(world, actor_id, chat_id, topic_id)
    topic.name = name.strip()[:LONGEST_NAME] or topic.name
    edited = types.ForumTopicEdited(name=topic.name)
    post(world, chat, actor_id, {**_inside(topic_id), "forum_topic_edited": edited})
    tell_lists(world, chat)


def close_topic(world: World, actor_id: int, chat_id: int, topic_id: int) -> None:
    """Let nobody but administrators write in a topic."""
    chat, topic = _kept(world, actor_id, chat_id, topic_id)
    topic.closed = True
    closed = types.ForumTopicClosed()
    post(world, chat, actor_id, {**_inside(topic_id), "forum_topic_closed": closed})
    tell_lists(world, chat)


def reopen_topic(world: World, actor_id: int, chat_id: int, topic_id: int) -> None:
    """Let everybody write in it again."""
    chat, topic = _kept(world, actor_id, chat_id, topic_id)
    topic.closed = False
    reopened = types.ForumTopicReopened()
    post(world, chat, actor_id, {**_inside(topic_id), "forum_topic_reopened": reopened})
    tell_lists(world, chat)


def delete_topic(world: World, actor_id: int, chat_id: int, topic_id: int) -> None:
    """Delete a topic and everything in it; bots are not told."""
    chat, _ = _kept(world, actor_id, chat_id, topic_id)
    del chat.topics[topic_id]
    for posted in world.messages.of(chat.key):
        if topic_of(posted.message) == topic_id:
            remove(world, posted)
    tell_lists(world, chat)


def open_to(chat: Chat, account_id: int, topic_id: int) -> None:
    """Check that an account may write in a topic (0: outside of any). Raises Impossible."""
    if not topic_id:
        return
    topic = chat.topics.get(topic_id) if chat.forum else None
    if topic is None:
        raise Impossible("there is no such topic")
    if not may_write(chat, topic, account_id):
        raise Impossible("the topic is closed")


def _inside(topic_id: int) -> dict[str, object]:
    return {"message_thread_id": topic_id, "is_topic_message": True}


def _kept(world: World, actor_id: int, chat_id: int, topic_id: int) -> tuple[Chat, Topic]:
    chat = _forum(world, actor_id, chat_id)
    topic = chat.topics.get(topic_id)
    if topic is None:
        raise Impossible("there is no such topic")
    if not chat.led_by(actor_id) and topic.starter != actor_id:
        raise Impossible("only administrators and whoever began it may do that")
    return chat, topic


def _forum(world: World, actor_id: int, chat_id: int) -> Chat:
    chat = chat_of(world, actor_id, chat_id)
    if not chat.forum:
        raise Impossible("that is not a forum")
    return chat


def _led(world: World, actor_id: int, chat_id: int) -> Chat:
    chat = chat_of(world, actor_id, chat_id)
    if not chat.led_by(actor_id):
        raise Impossible("only administrators may do that")
    return chat
