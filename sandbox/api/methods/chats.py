"""getChat, its members and administrators, leaveChat, getFile, getUserProfilePhotos."""

from aiogram import methods, types

from sandbox.acts.rooms import leave
from sandbox.api.desk import Desk, find_chat
from sandbox.world.chats import Chat
from sandbox.world.refusals import bad_request, forbidden
from sandbox.world.views import bot_view, chat_as, member_as


def get_chat(desk: Desk, call: methods.GetChat) -> types.ChatFullInfo:
    """All about a chat, with its newest pinned message."""
    chat = _visible(desk, call.chat_id)
    described = chat_as(desk.world, chat, desk.bot.id)
    pinned = desk.world.messages.get(chat.key, chat.pinned[-1]) if chat.pinned else None
    gifts = dict.fromkeys(types.AcceptedGiftTypes.model_fields, False)
    return types.ChatFullInfo.model_validate(
        {
            **described.model_dump(exclude_none=True),
            "accent_color_id": chat.id % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": gifts,
            "pinned_message": pinned.message if pinned else None,
            "active_usernames": [described.username] if described.username else None,
        }
    )


def get_chat_member(desk: Desk, call: methods.GetChatMember) -> types.ChatMemberUnion:
    """What somebody is in a chat."""
    chat = _visible(desk, call.chat_id)
    if call.user_id not in desk.world.people and call.user_id not in desk.world.bots:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member_as(desk.world, chat, call.user_id)


def get_member_count(desk: Desk, call: methods.GetChatMemberCount) -> int:
    """How many accounts are in a chat."""
    return len(_visible(desk, call.chat_id).inside())


def get_administrators(
    desk: Desk, call: methods.GetChatAdministrators
) -> list[types.ChatMemberUnion]:
    """The creator and the administrators; other bots are left out, as in Telegram."""
    chat = _visible(desk, call.chat_id)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_as(desk.world, chat, account_id)
        for account_id in chat.inside()
        if chat.led_by(account_id)
        and (account_id == desk.bot.id or account_id not in desk.world.bots)
    ]


def leave_chat(desk: Desk, call: methods.LeaveChat) -> bool:
    """Go."""
    chat = _visible(desk, call.chat_id)
    if chat.private:
        raise bad_request("can't leave a private chat")
    leave(desk.world, desk.bot.id, chat.id)
    return True


def get_file(desk: Desk, call: methods.GetFile) -> types.File:
    """Where to download a file."""
    stored = desk.world.files.with_id(call.file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.data is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return types.File(
        file_id=stored.file_id,
        file_unique_id=stored.unique_id,
        file_size=stored.size,
        file_path=stored.path,
    )


def get_profile_photos(desk: Desk, call: methods.GetUserProfilePhotos) -> types.UserProfilePhotos:
    """Nobody here has a profile photo."""
    if call.user_id not in desk.world.people and call.user_id not in desk.world.bots:
        raise bad_request("user not found")
    return types.UserProfilePhotos(total_count=0, photos=[])


def _visible(desk: Desk, chat_id: int | str) -> Chat:
    """A chat the bot may look at: it is in it, or it is public."""
    chat = find_chat(desk, chat_id)
    if chat.deleted:
        raise bad_request("chat not found")
    inside = chat.private or chat.has(desk.bot.id) or chat.username is not None
    if not inside:
        described = bot_view(desk.world, chat)
        raise forbidden(f"bot is not a member of the {described.type} chat")
    return chat
