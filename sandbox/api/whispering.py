"""Ephemeral messages as the Bot API spells them, and who may be sent one when."""

from datetime import timedelta
from typing import Any

from aiogram import types

from sandbox.api.bodies import Body
from sandbox.api.desk import Desk
from sandbox.api.schema import AnyMethod
from sandbox.world.chats import Chat, Kind
from sandbox.world.messages import Posted
from sandbox.world.refusals import bad_request
from sandbox.world.whispering import ELIGIBLE, whisper
from sandbox.world.whispers import Spoken

PARAMETER = "ephemeral_message_parameters"
METHODS = "EphemeralMessage"
LOOSE = ("receiver_user_id", "callback_query_id")
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ROOMS = (Kind.GROUP, Kind.SUPERGROUP)


def knows(spoken: Spoken, method: type[AnyMethod]) -> bool:
    """Whether the server that is played has this method."""
    return spoken != "10.1" or METHODS not in method.__api_method__


def translated(spoken: Spoken, method: type[AnyMethod], body: Body) -> Body:
    """The call as the played server reads it: what it does not know is not there.

    Raises Refusal 400 for a method that cannot send one, where the server of Telegram would publish it.
    """
    if METHODS in method.__api_method__:
        return body
    fields = {name: value for name, value in body.fields.items() if name != PARAMETER}
    if spoken == "10.3" and PARAMETER in body.fields:
        fields[PARAMETER] = body.fields[PARAMETER]
    if spoken == "10.2" and body.fields.get("receiver_user_id"):
        fields[PARAMETER] = {name: fields[name] for name in LOOSE if name in fields}
    if PARAMETER in fields and PARAMETER not in method.model_fields:
        raise bad_request(f"{method.__api_method__} cannot send an ephemeral message")
    return Body(fields, body.uploads)


def send(
    desk: Desk,
    chat: Chat,
    call: Any,
    content: dict[str, Any],
    asked: types.EphemeralMessageParameters,
) -> types.Message:
    """Put an ephemeral message of the bot into a group."""
    _check_reader(desk, chat, asked.receiver_user_id)
    if not (_pressed(desk, chat, asked) or _was_told(desk, chat, call, asked)) and not chat.led_by(
        desk.bot.id
    ):
        raise bad_request("not enough rights to send an ephemeral message to the user")
    markup = getattr(call, "reply_markup", None)
    if markup is not None and not isinstance(markup, types.InlineKeyboardMarkup):
        raise bad_request("an ephemeral message can have an inline keyboard only")
    return whisper(desk.world, chat, desk.bot.id, asked.receiver_user_id, content).message


def find(desk: Desk, chat: Chat, call: Any, missing: str) -> Posted:
    """The bot's own ephemeral message that a call names. Raises Refusal 400 with `missing` as its words."""
    posted = desk.world.whispers.get(chat.key, call.ephemeral_message_id)
    own = posted is not None and posted.owner_id == desk.bot.id
    if posted is None or not own or posted.reader_id != call.receiver_user_id:
        raise bad_request(missing)
    return posted


def check_room(chat: Chat) -> None:
    """Ephemeral messages stand in groups alone. Raises Refusal 400."""
    if chat.kind not in ROOMS:
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")


def _check_reader(desk: Desk, chat: Chat, reader: int) -> None:
    check_room(chat)
    if reader in desk.world.bots:
        raise bad_request("ephemeral messages can't be sent to bots")
    if reader not in desk.world.people or not chat.has(reader):
        raise bad_request("PARTICIPANT_ID_INVALID")


def _pressed(desk: Desk, chat: Chat, asked: types.EphemeralMessageParameters) -> bool:
    """Whether it answers a press; one of somebody else, or from elsewhere, or too old a one is refused."""
    if asked.callback_query_id is None:
        return False
    query = desk.world.queries.get(asked.callback_query_id)
    if query is None or query.bot_id != desk.bot.id or query.chat_key != chat.key:
        raise bad_request(TOO_OLD)
    if query.person_id != asked.receiver_user_id or _age(desk, query.asked_at) > ELIGIBLE:
        raise bad_request(TOO_OLD)
    if asked.replace_callback_query_message and query.whisper:
        raise bad_request("an ephemeral message must be edited instead")
    return True


def _was_told(desk: Desk, chat: Chat, call: Any, asked: types.EphemeralMessageParameters) -> bool:
    """Whether it answers an ephemeral message of the reader."""
    reply: types.ReplyParameters | None = call.reply_parameters
    if reply is None or reply.ephemeral_message_id is None:
        return False
    told = desk.world.whispers.get(chat.key, reply.ephemeral_message_id)
    if told is None or told.owner_id != asked.receiver_user_id:
        raise bad_request("message to be replied not found")
    return _age(desk, told.message.date) <= ELIGIBLE


def _age(desk: Desk, moment: Any) -> timedelta:
    age: timedelta = desk.world.clock.now() - moment
    return age
