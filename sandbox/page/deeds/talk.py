"""Deeds of talking: words, forwards, presses, links, inline mode."""

from typing import Any

from sandbox.acts import inlining, links, outcomes, pressing, starting, talking
from sandbox.page.accounts import chat_json
from sandbox.page.deeds.deed import ChatDeed, PersonDeed
from sandbox.page.messages import message_json
from sandbox.world.messages import Posted
from sandbox.world.world import World


def sent(world: World, posted: Posted) -> dict[str, Any]:
    """The answer to a deed that put a message somewhere: the page need not wait for the feed."""
    chat = world.chats.with_key(posted.chat_key)
    chats = [chat_json(world, chat)] if chat else []
    return {"messages": [message_json(world, posted)], "chats": chats}


class Say(ChatDeed):
    """Send words."""

    text: str
    reply_to: int | None = None
    topic: int | None = None

    def do(self, world: World) -> dict[str, Any]:
        """Say it."""
        place = (self.person, self.chat)
        return sent(world, talking.say(world, *place, self.text, self.reply_to, self.topic))


class Edit(ChatDeed):
    """Change one's own words."""

    message: int
    text: str

    def do(self, world: World) -> dict[str, Any]:
        """Change them."""
        return sent(world, talking.edit(world, self.person, self.chat, self.message, self.text))


class Delete(ChatDeed):
    """Delete a message for everybody."""

    message: int

    def do(self, world: World) -> dict[str, Any]:
        """Delete it."""
        talking.delete(world, self.person, self.chat, self.message)
        return {}


class Forward(ChatDeed):
    """Forward a message into the chat `to`."""

    message: int
    to: int

    def do(self, world: World) -> dict[str, Any]:
        """Forward it."""
        posted = talking.forward(world, self.person, self.chat, self.message, self.to)
        return sent(world, posted)


class ShareContact(ChatDeed):
    """Give one's (invented) phone number."""

    def do(self, world: World) -> dict[str, Any]:
        """Share it."""
        phone = f"+1555{self.person % 10_000_000:07d}"
        return sent(world, talking.share_contact(world, self.person, self.chat, phone))


class Start(PersonDeed):
    """Press Start in the chat with a bot."""

    bot: int
    payload: str = ""

    def do(self, world: World) -> dict[str, Any]:
        """Start it."""
        return sent(world, starting.start(world, self.person, self.bot, self.payload))


class Block(PersonDeed):
    """Block a bot."""

    bot: int

    def do(self, world: World) -> dict[str, Any]:
        """Block it."""
        starting.block(world, self.person, self.bot)
        return {}


class Unblock(PersonDeed):
    """Let a blocked bot write again."""

    bot: int

    def do(self, world: World) -> dict[str, Any]:
        """Unblock it."""
        starting.unblock(world, self.person, self.bot)
        return {}


class Press(ChatDeed):
    """Press an inline button, named by its place (0 is the first); `whisper`: under which ephemeral message."""

    message: int
    place: int
    whisper: int = 0

    def do(self, world: World) -> dict[str, Any]:
        """Press it; the answer says what the client does next."""
        spot = (self.person, self.chat, self.message, self.place, self.whisper)
        pressed = pressing.press(world, *spot)
        return outcomes.as_json(pressed)


class Follow(PersonDeed):
    """Tap a link."""

    url: str

    def do(self, world: World) -> dict[str, Any]:
        """Follow it; the answer says what the client does next."""
        return outcomes.as_json(links.open_link(world, self.person, self.url))


class AskInline(ChatDeed):
    """Type "@bot words" into a chat; `offset` asks for the page of results that begins there."""

    bot: int
    words: str
    offset: str = ""

    def do(self, world: World) -> dict[str, Any]:
        """Ask the bot; its answer comes by the feed under this query."""
        asked = (self.bot, self.words, self.chat, self.offset)
        query = inlining.ask_inline(world, self.person, *asked)
        return {"query": query.id}


class ChooseInline(ChatDeed):
    """Send one of a bot's inline results."""

    query: str
    result: str
    topic: int | None = None

    def do(self, world: World) -> dict[str, Any]:
        """Send it."""
        chosen = (self.query, self.result, self.chat, self.topic)
        posted = inlining.choose(world, self.person, *chosen)
        return sent(world, posted)
