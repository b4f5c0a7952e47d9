"""Groups and channels: making them, coming and going, bots in them, and how they end."""

from typing import Any

from sandbox.acts.places import chat_of
from sandbox.acts.standings import set_standing
from sandbox.acts.starting import PAYLOAD
from sandbox.acts.talking import say
from sandbox.world.chats import ALL_RIGHTS, Chat, Kind, Standing
from sandbox.world.posting import post, tell_lists
from sandbox.world.refusals import Impossible
from sandbox.world.views import user_of
from sandbox.world.world import World


def create(
    world: World, person_id: int, title: str, kind: Kind, username: str | None = None
) -> Chat:
    """A new group, supergroup or channel; with a username it is public."""
    world.people.get(person_id)
    if kind is Kind.PRIVATE or not title.strip():
        raise Impossible("a group or channel needs a title")
    if username and (world.chats.named(username) or world.bots.named(username)):
        raise Impossible(f"@{username} is taken")
    chat = world.chats.create(kind, title.strip(), person_id, username)
    post(world, chat, person_id, {f"{kind.value}_chat_created": True})
    return chat


def join(world: World, person_id: int, chat_id: int) -> Chat:
    """Join a group or channel. Raises Impossible when there is none, or one was thrown out."""
    world.people.get(person_id)
    chat = world.chats.with_key(str(chat_id))
    if chat is None or chat.deleted or chat.standing(person_id) is Standing.KICKED:
        raise Impossible(f"{person_id} cannot join {chat_id}")
    _bring(world, chat, person_id, person_id, Standing.MEMBER)
    return chat


def add_person(world: World, actor_id: int, chat_id: int, person_id: int) -> None:
    """Bring another person into a group or channel."""
    world.people.get(person_id)
    _bring(world, _room(world, actor_id, chat_id), person_id, actor_id, Standing.MEMBER)


def add_bot(
    world: World,
    actor_id: int,
    chat_id: int,
    bot_id: int,
    *,
    admin: bool = False,
    payload: str | None = None,
    rights: frozenset[str] = ALL_RIGHTS,
) -> None:
    """Bring a bot in, as an administrator with these rights if `admin` (always so in a channel).

    A payload (from a startgroup link) makes the client say "/start@bot payload" in the group.
    """
    bot = world.bots.get(bot_id)
    chat = _room(world, actor_id, chat_id)
    leading = admin or chat.kind is Kind.CHANNEL
    if leading and not chat.led_by(actor_id):
        raise Impossible("only administrators make administrators")
    standing = Standing.ADMINISTRATOR if leading else Standing.MEMBER
    _bring(world, chat, bot_id, actor_id, standing, rights)
    if payload is not None and chat.kind is not Kind.CHANNEL:
        if payload and not PAYLOAD.fullmatch(payload):
            raise Impossible("a start payload has 1 to 64 characters of A-Z a-z 0-9 _ -")
        say(world, actor_id, chat_id, f"/start@{bot.username} {payload}".strip())


def promote(
    world: World,
    actor_id: int,
    chat_id: int,
    account_id: int,
    rights: frozenset[str] = ALL_RIGHTS,
) -> None:
    """Make a member an administrator with these rights, or give an administrator others."""
    chat = _led(world, actor_id, chat_id)
    if not chat.has(account_id) or chat.standing(account_id) is Standing.CREATOR:
        raise Impossible("only a member can become an administrator")
    set_standing(world, chat, account_id, Standing.ADMINISTRATOR, actor_id, rights)


def demote(world: World, actor_id: int, chat_id: int, account_id: int) -> None:
    """Make an administrator a member again."""
    chat = _led(world, actor_id, chat_id)
    if chat.standing(account_id) is not Standing.ADMINISTRATOR:
        raise Impossible("only an administrator can be made a member again")
    set_standing(world, chat, account_id, Standing.MEMBER, actor_id)


def throw_out(world: World, actor_id: int, chat_id: int, account_id: int) -> None:
    """Remove a person or bot."""
    chat = _led(world, actor_id, chat_id)
    if not chat.has(account_id) or chat.standing(account_id) is Standing.CREATOR:
        raise Impossible("that account cannot be thrown out")
    _farewell(world, chat, account_id, actor_id)
    set_standing(world, chat, account_id, Standing.KICKED, actor_id)


def leave(world: World, account_id: int, chat_id: int) -> None:
    """Leave by one's own wish."""
    chat = _room(world, account_id, chat_id)
    _farewell(world, chat, account_id, account_id)
    set_standing(world, chat, account_id, Standing.LEFT, account_id)


def rename(world: World, actor_id: int, chat_id: int, title: str) -> None:
    """Give a group or channel another title."""
    chat = _led(world, actor_id, chat_id)
    chat.title = title.strip() or chat.title
    post(world, chat, actor_id, {"new_chat_title": chat.title})
    tell_lists(world, chat)


def delete_chat(world: World, actor_id: int, chat_id: int) -> None:
    """Delete a group or channel for everybody."""
    chat = _led(world, actor_id, chat_id)
    chat.deleted = True
    tell_lists(world, chat)


def upgrade(world: World, actor_id: int, chat_id: int) -> Chat:
    """Turn a group into a supergroup: it gets another id, and bots that use the old one are told."""
    chat = _led(world, actor_id, chat_id)
    if chat.kind is not Kind.GROUP:
        raise Impossible("only a basic group becomes a supergroup")
    upgraded = world.chats.create(Kind.SUPERGROUP, chat.title, actor_id)
    upgraded.members.update(chat.members)
    upgraded.rights.update(chat.rights)
    upgraded.hearing.update(chat.hearing)
    post(world, chat, actor_id, {"migrate_to_chat_id": upgraded.id})
    chat.migrated_to = upgraded.id
    chat.members = dict.fromkeys(chat.members, Standing.LEFT)
    post(world, upgraded, actor_id, {"migrate_from_chat_id": chat.id})
    return upgraded


def _room(world: World, account_id: int, chat_id: int) -> Chat:
    if account_id in world.people:
        chat: Chat | None = chat_of(world, account_id, chat_id)
    else:
        chat = world.chats.seen_by(account_id, chat_id)
    if chat is None or chat.private:
        raise Impossible("that is not a group or channel")
    return chat


def _led(world: World, actor_id: int, chat_id: int) -> Chat:
    chat = _room(world, actor_id, chat_id)
    if not chat.led_by(actor_id):
        raise Impossible("only administrators may do that")
    return chat


def _bring(
    world: World,
    chat: Chat,
    account_id: int,
    actor_id: int,
    standing: Standing,
    rights: frozenset[str] = ALL_RIGHTS,
) -> None:
    if chat.has(account_id) and standing is not Standing.ADMINISTRATOR:
        return
    came = not chat.has(account_id)
    set_standing(world, chat, account_id, standing, actor_id, rights)
    if came and chat.kind is not Kind.CHANNEL:
        content: dict[str, Any] = {"new_chat_members": [user_of(world, account_id)]}
        post(world, chat, actor_id, content)


def _farewell(world: World, chat: Chat, account_id: int, actor_id: int) -> None:
    if chat.kind is not Kind.CHANNEL:
        post(world, chat, actor_id, {"left_chat_member": user_of(world, account_id)})
