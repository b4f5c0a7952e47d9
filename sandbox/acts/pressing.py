"""Pressing the inline buttons under a message."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from sandbox.acts.links import open_link
from sandbox.acts.outcomes import (
    Browsed,
    Copied,
    InlineOffered,
    NothingHappened,
    Outcome,
    PayOffered,
    QueryAsked,
)
from sandbox.acts.places import chat_of, message_of, whisper_of
from sandbox.world.messages import Posted
from sandbox.world.refusals import Impossible
from sandbox.world.world import World


def press(
    world: World,
    person_id: int,
    chat_id: int,
    message_id: int,
    button: int | str,
    whisper: int = 0,
) -> Outcome:
    """Press a button, named by its place (0 is the first), its label or its callback data.

    `whisper`: the number of the ephemeral message that it stands under; `message_id` is 0 then.
    """
    if whisper:
        posted = whisper_of(world, person_id, chat_id, whisper)
    else:
        posted = message_of(world, person_id, chat_id, message_id)
    pressed = _find(posted, button)
    bot_id = posted.via_bot_id or posted.owner_id
    if pressed.disabled is not None:
        return NothingHappened()
    if pressed.callback_data is not None:
        return _ask(world, person_id, posted, bot_id, pressed.callback_data)
    if pressed.pay:
        return PayOffered(chat_id, message_id, None)
    if pressed.url is not None:
        return open_link(world, person_id, pressed.url)
    return _client_side(pressed, bot_id, chat_id)


def _client_side(pressed: InlineKeyboardButton, bot_id: int, chat_id: int) -> Outcome:
    if pressed.switch_inline_query_current_chat is not None:
        return InlineOffered(bot_id, pressed.switch_inline_query_current_chat, chat_id)
    if pressed.switch_inline_query is not None:
        return InlineOffered(bot_id, pressed.switch_inline_query, None)
    if pressed.switch_inline_query_chosen_chat is not None:
        chosen = pressed.switch_inline_query_chosen_chat
        wanted = (
            ("user", chosen.allow_user_chats),
            ("bot", chosen.allow_bot_chats),
            ("group", chosen.allow_group_chats),
            ("channel", chosen.allow_channel_chats),
        )
        kinds = tuple(kind for kind, allowed in wanted if allowed)
        return InlineOffered(bot_id, chosen.query or "", None, kinds)
    if pressed.copy_text is not None:
        return Copied(pressed.copy_text.text)
    if pressed.web_app is not None:
        return Browsed(pressed.web_app.url)
    if pressed.login_url is not None:
        return Browsed(pressed.login_url.url)
    return NothingHappened()


def _find(posted: Posted, button: int | str) -> InlineKeyboardButton:
    buttons = posted.buttons()
    if isinstance(button, int):
        found = buttons[button] if 0 <= button < len(buttons) else None
    else:
        found = next((b for b in buttons if button in (b.text, b.callback_data)), None)
    if found is None:
        labels = ", ".join(b.text for b in buttons)
        raise Impossible(f"there is no button {button!r} among: {labels}")
    return found


def _ask(world: World, person_id: int, posted: Posted, bot_id: int, data: str) -> Outcome:
    query = world.queries.ask(bot_id, person_id, world.clock.now())
    chat = world.chats.with_key(posted.chat_key)
    visible = chat is not None and chat.has(bot_id) and posted.via_bot_id is None
    query.chat_key, query.whisper = (posted.chat_key if visible else ""), posted.whisper
    callback = CallbackQuery(
        id=query.id,
        from_user=world.people.get(person_id).as_user(),
        chat_instance=posted.chat_key,
        message=posted.message if visible else None,
        inline_message_id=None if visible else posted.inline_message_id,
        data=data,
    )
    world.post.box(bot_id).put("callback_query", callback)
    return QueryAsked(query.id)


def press_forged(world: World, person_id: int, chat_id: int, message_id: int, data: str) -> Outcome:
    """Send callback data that stands on no button, as a modified client can."""
    posted = message_of(world, person_id, chat_id, message_id)
    chat_of(world, person_id, chat_id)
    return _ask(world, person_id, posted, posted.via_bot_id or posted.owner_id, data)
