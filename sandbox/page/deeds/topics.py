"""Deeds around the topics of a forum."""

from typing import Any

from sandbox.acts import places, topics
from sandbox.page.deeds.deed import ChatDeed
from sandbox.page.deeds.rooms import shown
from sandbox.world.world import World


class SetForum(ChatDeed):
    """Let a supergroup have topics, or no more."""

    on: bool

    def do(self, world: World) -> dict[str, Any]:
        """Change it."""
        return shown(world, topics.set_forum(world, self.person, self.chat, on=self.on))


class BeginTopic(ChatDeed):
    """Begin a topic."""

    name: str

    def do(self, world: World) -> dict[str, Any]:
        """Begin it; the answer holds its number."""
        made = topics.begin_topic(world, self.person, self.chat, self.name)
        return {**shown(world, places.chat_of(world, self.person, self.chat)), "topic": made.id}


class RenameTopic(ChatDeed):
    """Give a topic another name."""

    topic: int
    name: str

    def do(self, world: World) -> dict[str, Any]:
        """Rename it."""
        topics.rename_topic(world, self.person, self.chat, self.topic, self.name)
        return shown(world, places.chat_of(world, self.person, self.chat))


class CloseTopic(ChatDeed):
    """Close a topic, or (`closed` False) open it again."""

    topic: int
    closed: bool = True

    def do(self, world: World) -> dict[str, Any]:
        """Change it."""
        act = topics.close_topic if self.closed else topics.reopen_topic
        act(world, self.person, self.chat, self.topic)
        return shown(world, places.chat_of(world, self.person, self.chat))


class DeleteTopic(ChatDeed):
    """Delete a topic and everything in it."""

    topic: int

    def do(self, world: World) -> dict[str, Any]:
        """Delete it."""
        topics.delete_topic(world, self.person, self.chat, self.topic)
        return shown(world, places.chat_of(world, self.person, self.chat))
