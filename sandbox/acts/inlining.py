"""Inline mode: typing "@bot words" in any chat and choosing one of the bot's results."""

from typing import Any

from aiogram import types

from sandbox.acts.places import writable
from sandbox.acts.talking import placed_in
from sandbox.world.chats import Chat, Kind
from sandbox.world.inlined import result_content
from sandbox.world.messages import Posted, new_inline_message_id
from sandbox.world.posting import post
from sandbox.world.presses import Query
from sandbox.world.refusals import Impossible
from sandbox.world.world import World


def ask_inline(
    world: World, person_id: int, bot_id: int, words: str, chat_id: int, offset: str = ""
) -> Query:
    """Ask a bot; its answer comes as `InlineAnswered` with the id of the returned query."""
    bot = world.bots.get(bot_id)
    if not bot.inline:
        raise Impossible(f"@{bot.username} has no inline mode")
    chat = writable(world, person_id, chat_id)
    query = world.queries.ask(bot_id, person_id, world.clock.now())
    world.inline.ask(query.id, words)
    update = types.InlineQuery(
        id=query.id,
        from_user=world.people.get(person_id).as_user(),
        query=words,
        offset=offset,
        chat_type=_chat_type(chat, bot_id),
    )
    world.post.box(bot_id).put("inline_query", update)
    return query


def choose(
    world: World,
    person_id: int,
    query_id: str,
    result_id: str,
    chat_id: int,
    topic: int | None = None,
) -> Posted:
    """Send one of the results into a chat; the bot hears which one if it wants to know."""
    query, answer = world.queries.get(query_id), world.inline.answer(query_id)
    if query is None or answer is None or query.person_id != person_id:
        raise Impossible("the bot has not answered that query")
    result = next((r for r in answer.results if r.id == result_id), None)
    if result is None:
        raise Impossible(f"there is no result {result_id!r}")
    chat = writable(world, person_id, chat_id)
    bot = world.bots.get(query.bot_id)
    placed = placed_in(world, chat, person_id, topic)
    shown = result_content(world, result)
    content: dict[str, Any] = {**shown, "via_bot": bot.as_user(), **placed}
    inline_id = new_inline_message_id() if content.get("reply_markup") else None
    posted = post(world, chat, person_id, content, via_bot_id=bot.id, inline_message_id=inline_id)
    if bot.inline_feedback:
        chosen = types.ChosenInlineResult(
            result_id=result_id,
            from_user=world.people.get(person_id).as_user(),
            query=answer.query,
            inline_message_id=inline_id,
        )
        world.post.box(bot.id).put("chosen_inline_result", chosen)
    return posted


def _chat_type(chat: Chat, bot_id: int) -> str:
    if chat.kind is Kind.PRIVATE:
        return "sender" if bot_id in chat.members else "private"
    return chat.kind.value
