"""Picking a chat with a bot's native button: which ones may be picked, and what the bot becomes there."""

from aiogram.types import (
    ChatAdministratorRights,
    ChatShared,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
)

from sandbox.acts.places import chat_of, message_of
from sandbox.acts.rooms import add_bot
from sandbox.world.chats import ALL_RIGHTS, Chat, Kind, Standing
from sandbox.world.messages import Posted
from sandbox.world.posting import post
from sandbox.world.refusals import Impossible
from sandbox.world.views import user_of
from sandbox.world.world import World


def share_chat(
    world: World, person_id: int, bot_id: int, message_id: int, request_id: int, picked_id: int
) -> Posted:
    """Pick the group or channel `picked_id` with a button of the bot's message.

    The bot is brought in, or gets the rights that the button asks for, before it hears of the choice. Raises
    Impossible where the button does not offer that chat.
    """
    posted = message_of(world, person_id, bot_id, message_id)
    request = _request(posted, request_id)
    picked = chat_of(world, person_id, picked_id)
    refusal = unfit(picked, person_id, request)
    if refusal is not None:
        raise Impossible(refusal)
    _bring(world, picked, person_id, posted.owner_id, request)
    shared = ChatShared(
        request_id=request.request_id,
        chat_id=picked.id,
        title=picked.title if request.request_title else None,
        username=picked.username if request.request_username else None,
    )
    private = chat_of(world, person_id, bot_id)
    return post(world, private, person_id, {"chat_shared": shared})


def unfit(chat: Chat, person_id: int, request: KeyboardButtonRequestChat) -> str | None:
    """Why this person cannot pick that chat with such a button; None where they can."""
    if chat.private or (chat.kind is Kind.CHANNEL) != request.chat_is_channel:
        return "that is not the kind of chat the button asks for"
    if request.chat_has_username is not None and request.chat_has_username != bool(chat.username):
        return "the button asks for another sort of chat"
    if request.chat_is_created and chat.standing(person_id) is not Standing.CREATOR:
        return "the button asks for a chat of one's own"
    missing = rights_in(request.user_administrator_rights) - chat.rights_of(person_id)
    return "one must be an administrator there" if missing else None


def rights_in(rights: ChatAdministratorRights | None) -> frozenset[str]:
    """The rights that a button names."""
    if rights is None:
        return frozenset()
    named = rights.model_dump()
    return frozenset(right for right in ALL_RIGHTS if named.get(right))


def _bring(
    world: World, chat: Chat, person_id: int, bot_id: int, request: KeyboardButtonRequestChat
) -> None:
    wanted = rights_in(request.bot_administrator_rights)
    if not wanted - chat.rights_of(bot_id):
        if request.bot_is_member and not chat.has(bot_id):
            add_bot(world, person_id, chat.id, bot_id)
        return
    if "can_promote_members" not in chat.rights_of(person_id):
        name = user_of(world, bot_id).full_name
        raise Impossible(f"one must be allowed to make {name} an administrator there")
    given = wanted | chat.rights_of(bot_id)
    add_bot(world, person_id, chat.id, bot_id, admin=True, rights=given)


def _request(posted: Posted, request_id: int) -> KeyboardButtonRequestChat:
    rows = posted.keyboard.keyboard if isinstance(posted.keyboard, ReplyKeyboardMarkup) else []
    asked = (key.request_chat for row in rows for key in row)
    found = next((one for one in asked if one and one.request_id == request_id), None)
    if found is None:
        raise Impossible("that message has no such button")
    return found
