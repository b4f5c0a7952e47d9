"""Deeds around groups and channels."""

from typing import Any, Literal

from sandbox.acts import places, rooms
from sandbox.acts.chat_sharing import share_chat
from sandbox.page.accounts import chat_json
from sandbox.page.deeds.deed import ChatDeed, PersonDeed
from sandbox.page.messages import message_json
from sandbox.world.chats import ALL_RIGHTS, Chat, Kind
from sandbox.world.world import World


def shown(world: World, chat: Chat) -> dict[str, Any]:
    """The answer to a deed that changed a chat."""
    return {"chats": [chat_json(world, chat)]}


class OpenChat(ChatDeed):
    """Open a chat, perhaps one that does not exist yet."""

    def do(self, world: World) -> dict[str, Any]:
        """Open it; nobody hears of that."""
        return shown(world, places.chat_of(world, self.person, self.chat))


class CreateRoom(PersonDeed):
    """Make a group or channel with the people and bots in `members`."""

    title: str
    kind: Literal["supergroup", "group", "channel"]
    username: str | None = None
    members: tuple[int, ...] = ()

    def do(self, world: World) -> dict[str, Any]:
        """Make it; the answer holds its id."""
        made = rooms.create(world, self.person, self.title, Kind(self.kind), self.username or None)
        for account_id in self.members:
            _bring(world, self.person, made.id, account_id)
        return {**shown(world, made), "chat": made.id}


class AddMember(ChatDeed):
    """Bring a person or a bot in; a bot may come as an administrator and with a start payload."""

    account: int
    admin: bool = False
    payload: str | None = None

    def do(self, world: World) -> dict[str, Any]:
        """Bring them in."""
        if self.account in world.bots:
            bot = self.account
            rooms.add_bot(
                world, self.person, self.chat, bot, admin=self.admin, payload=self.payload
            )
        else:
            rooms.add_person(world, self.person, self.chat, self.account)
        return shown(world, places.chat_of(world, self.person, self.chat))


class Join(ChatDeed):
    """Join a public group or channel."""

    def do(self, world: World) -> dict[str, Any]:
        """Join it."""
        return shown(world, rooms.join(world, self.person, self.chat))


class Leave(ChatDeed):
    """Leave a group or channel."""

    def do(self, world: World) -> dict[str, Any]:
        """Leave it."""
        rooms.leave(world, self.person, self.chat)
        return {}


class Promote(ChatDeed):
    """Make a member an administrator, who may post in a channel if `posts`, or an administrator a member."""

    account: int
    admin: bool
    posts: bool = True

    def do(self, world: World) -> dict[str, Any]:
        """Change the standing."""
        if self.admin:
            rights = ALL_RIGHTS if self.posts else ALL_RIGHTS - {"can_post_messages"}
            rooms.promote(world, self.person, self.chat, self.account, rights)
        else:
            rooms.demote(world, self.person, self.chat, self.account)
        return shown(world, places.chat_of(world, self.person, self.chat))


class Upgrade(ChatDeed):
    """Turn a group into a supergroup."""

    def do(self, world: World) -> dict[str, Any]:
        """Turn it; the answer holds its new id."""
        old = places.chat_of(world, self.person, self.chat)
        grown = rooms.upgrade(world, self.person, self.chat)
        return {"chats": [chat_json(world, old), chat_json(world, grown)], "chat": grown.id}


class DeleteRoom(ChatDeed):
    """Delete a group or channel for everybody."""

    def do(self, world: World) -> dict[str, Any]:
        """Delete it."""
        rooms.delete_chat(world, self.person, self.chat)
        return {}


class ShareChat(ChatDeed):
    """Pick a group or channel with a native button of a bot's message."""

    message: int
    request: int
    picked: int

    def do(self, world: World) -> dict[str, Any]:
        """Pick it; the bot is brought in first."""
        posted = share_chat(world, self.person, self.chat, self.message, self.request, self.picked)
        return {
            "messages": [message_json(world, posted)],
            **shown(world, places.chat_of(world, self.person, self.picked)),
        }


class ThrowOut(ChatDeed):
    """Remove a person or bot."""

    account: int

    def do(self, world: World) -> dict[str, Any]:
        """Remove them."""
        rooms.throw_out(world, self.person, self.chat, self.account)
        return shown(world, places.chat_of(world, self.person, self.chat))


def _bring(world: World, person_id: int, chat_id: int, account_id: int) -> None:
    if account_id in world.bots:
        rooms.add_bot(world, person_id, chat_id, account_id)
    else:
        rooms.add_person(world, person_id, chat_id, account_id)
