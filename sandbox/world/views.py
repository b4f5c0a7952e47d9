"""The world's chats and members in the words of the Bot API."""

from aiogram import types

from sandbox.world.chats import Chat, Standing
from sandbox.world.world import World

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_send_welcome_messages",
)


def user_of(world: World, account_id: int) -> types.User:
    """A person or bot as a user. Raises Impossible when there is none."""
    if account_id in world.bots:
        return world.bots.get(account_id).as_user()
    return world.people.get(account_id).as_user()


def chat_as(world: World, chat: Chat, viewer_id: int) -> types.Chat:
    """A chat as this account (bot or person) is told of it."""
    if not chat.private:
        return types.Chat(
            id=chat.id, type=chat.kind.value, title=chat.title, username=chat.username
        )
    peer = user_of(world, chat.id_for(viewer_id))
    return types.Chat(
        id=peer.id,
        type="private",
        first_name=peer.first_name,
        last_name=peer.last_name,
        username=peer.username,
    )


def bot_view(world: World, chat: Chat) -> types.Chat:
    """A chat as the bots in it are told of it; what stands in messages."""
    bot_id = next((member for member in chat.members if member in world.bots), None)
    return chat_as(world, chat, bot_id or next(iter(chat.members)))


def member_as(world: World, chat: Chat, account_id: int) -> types.ChatMemberUnion:
    """What an account is in a chat."""
    return standing_as(user_of(world, account_id), chat.standing(account_id))


def standing_as(user: types.User, standing: Standing) -> types.ChatMemberUnion:
    """A user with a standing."""
    match standing:
        case Standing.CREATOR:
            return types.ChatMemberOwner(user=user, is_anonymous=False)
        case Standing.ADMINISTRATOR:
            rights = dict.fromkeys(RIGHTS, True)
            return types.ChatMemberAdministrator.model_validate(
                {"user": user, "can_be_edited": False, "is_anonymous": False, **rights}
            )
        case Standing.MEMBER:
            return types.ChatMemberMember(user=user)
        case Standing.LEFT:
            return types.ChatMemberLeft(user=user)
        case Standing.KICKED:
            return types.ChatMemberBanned.model_validate({"user": user, "until_date": 0})
