"""The world's chats and members in the words of the Bot API."""

from aiogram import types

from sandbox.world.chats import ALL_RIGHTS, Chat, Standing
from sandbox.world.world import World


def user_of(world: World, account_id: int) -> types.User:
    """A person or bot as a user. Raises Impossible when there is none."""
    if account_id in world.bots:
        return world.bots.get(account_id).as_user()
    return world.people.get(account_id).as_user()


def chat_as(world: World, chat: Chat, viewer_id: int) -> types.Chat:
    """A chat as this account (bot or person) is told of it."""
    if not chat.private:
        return types.Chat(
            id=chat.id,
            type=chat.kind.value,
            title=chat.title,
            username=chat.username,
            is_forum=chat.forum or None,
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
    user = user_of(world, account_id)
    return standing_as(user, chat.standing(account_id), chat.rights_of(account_id))


def standing_as(
    user: types.User, standing: Standing, allowed: frozenset[str] = ALL_RIGHTS
) -> types.ChatMemberUnion:
    """A user with a standing; `allowed` are an administrator's rights."""
    match standing:
        case Standing.CREATOR:
            return types.ChatMemberOwner(user=user, is_anonymous=False)
        case Standing.ADMINISTRATOR:
            rights = {right: right in allowed for right in ALL_RIGHTS}
            return types.ChatMemberAdministrator.model_validate(
                {"user": user, "can_be_edited": False, "is_anonymous": False, **rights}
            )
        case Standing.MEMBER:
            return types.ChatMemberMember(user=user)
        case Standing.LEFT:
            return types.ChatMemberLeft(user=user)
        case Standing.KICKED:
            return types.ChatMemberBanned.model_validate({"user": user, "until_date": 0})
