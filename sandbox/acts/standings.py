"""Changing what an account is in a chat, and the updates that bots get about it."""

from aiogram.types import ChatMemberUpdated

from sandbox.world.chats import ALL_RIGHTS, Chat, Standing
from sandbox.world.posting import tell_lists
from sandbox.world.views import bot_view, member_as, user_of
from sandbox.world.world import World


def set_standing(
    world: World,
    chat: Chat,
    account_id: int,
    standing: Standing,
    actor_id: int,
    rights: frozenset[str] = ALL_RIGHTS,
) -> None:
    """Give an account a standing, with `rights` as an administrator.

    A bot hears of its own, administrators of everybody's; nobody hears of what is as it was.
    """
    before, had = chat.standing(account_id), chat.rights_of(account_id)
    old = member_as(world, chat, account_id)
    listeners = [member for member in chat.members if member in world.bots and chat.led_by(member)]
    if account_id in world.bots and not chat.has(account_id):
        _note_hearing(world, chat, account_id)
    chat.members[account_id] = standing
    chat.rights[account_id] = rights
    if before is standing and had == chat.rights_of(account_id):
        return
    update = ChatMemberUpdated(
        chat=bot_view(world, chat),
        from_user=user_of(world, actor_id),
        date=world.clock.now().replace(microsecond=0),
        old_chat_member=old,
        new_chat_member=member_as(world, chat, account_id),
    )
    if account_id in world.bots:
        world.post.box(account_id).put("my_chat_member", update)
    for bot_id in listeners:
        if bot_id != account_id:
            world.post.box(bot_id).put("chat_member", update)
    tell_lists(world, chat)


def _note_hearing(world: World, chat: Chat, bot_id: int) -> None:
    """A bot comes in: its privacy mode counts as it is set at this moment."""
    if world.bots.get(bot_id).reads_all:
        chat.hearing.add(bot_id)
    else:
        chat.hearing.discard(bot_id)
