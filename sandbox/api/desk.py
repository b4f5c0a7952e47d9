"""Where a bot's call is handled: the world, who calls, and what was uploaded with it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiogram.client.default import Default

from sandbox.api.bodies import Upload
from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat, Kind, Standing
from sandbox.world.messages import Posted
from sandbox.world.refusals import Refusal, bad_request, forbidden
from sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Desk:
    """One call being handled. `webhook_set(bot_id)` starts the deliveries of a bot's webhook."""

    world: World
    bot: BotAccount
    uploads: dict[str, Upload] = field(default_factory=dict)
    webhook_set: Callable[[int], None] = lambda _: None


Answer = object | Awaitable[object]


def given(value: object) -> bool:
    """Whether an optional flag was given and is true; a library's default is not given."""
    return value is True


def words(value: str | Default | None) -> str | None:
    """An optional text; a library's default is not given."""
    return value if isinstance(value, str) else None


def find_chat(desk: Desk, chat_id: int | str) -> Chat:
    """The chat a bot means, whether or not it may write there. Raises Refusal 400."""
    world = desk.world
    if isinstance(chat_id, str):
        chat = world.chats.named(chat_id.removeprefix("@")) if chat_id.startswith("@") else None
    else:
        chat = world.chats.seen_by(desk.bot.id, chat_id)
        if chat is None and chat_id in world.people:
            raise forbidden("bot can't initiate conversation with a user")
    if chat is None:
        raise bad_request("chat not found")
    return chat


def destination(desk: Desk, chat_id: int | str) -> Chat:
    """The chat a bot may write to. Raises Refusal 400 or 403 as Telegram words it."""
    chat = find_chat(desk, chat_id)
    if chat.migrated_to is not None:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    if chat.private:
        _check_private(desk, chat)
    else:
        _check_room(desk, chat)
    return chat


def _check_private(desk: Desk, chat: Chat) -> None:
    if chat.id_for(desk.bot.id) in desk.world.people.deactivated:
        raise forbidden("user is deactivated")
    if not chat.has(desk.bot.id):
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_room(desk: Desk, chat: Chat) -> None:
    name = f"{chat.kind.value} chat"
    if chat.deleted:
        raise forbidden(f"the {name} was deleted")
    standing = chat.standing(desk.bot.id)
    if standing is Standing.KICKED:
        raise forbidden(f"bot was kicked from the {name}")
    if standing is Standing.LEFT:
        raise forbidden(f"bot is not a member of the {name}")
    if chat.kind is Kind.CHANNEL and "can_post_messages" not in chat.rights_of(desk.bot.id):
        raise bad_request("need administrator rights in the channel chat")


def find_message(desk: Desk, chat: Chat, message_id: int | None, missing: str) -> Posted:
    """A message of a chat. Raises Refusal 400 with `missing` as its words."""
    posted = desk.world.messages.get(chat.key, message_id) if message_id else None
    if posted is None:
        raise bad_request(missing)
    return posted
