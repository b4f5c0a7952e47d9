"""Where people act: the chat a person means by an id, and the message in it."""

from sandbox.world.chats import Chat, Kind
from sandbox.world.messages import Posted
from sandbox.world.refusals import Impossible
from sandbox.world.world import World


def chat_of(world: World, person_id: int, chat_id: int) -> Chat:
    """The chat a person knows by `chat_id`: a bot's or person's id, or a group's negative id.

    A private chat is opened when there is none. Raises Impossible for chats they cannot see.
    """
    world.people.get(person_id)
    if chat_id > 0:
        if chat_id not in world.people and chat_id not in world.bots:
            raise Impossible(f"there is nobody with the id {chat_id}")
        return world.chats.open_private(person_id, chat_id)
    chat = world.chats.seen_by(person_id, chat_id)
    if chat is None or chat.deleted or not chat.has(person_id):
        raise Impossible(f"{person_id} is not in a chat {chat_id}")
    return chat


def writable(world: World, person_id: int, chat_id: int) -> Chat:
    """The chat, if the person may write there; writing to a bot starts it."""
    chat = chat_of(world, person_id, chat_id)
    if chat.migrated_to is not None:
        raise Impossible("the group has become a supergroup")
    if chat.kind is Kind.CHANNEL and not chat.led_by(person_id):
        raise Impossible("only administrators write into a channel")
    if chat.private:
        if not all(chat.has(account_id) for account_id in chat.members):
            raise Impossible("unblock the bot first")
        chat.started = True
    return chat


def message_of(world: World, person_id: int, chat_id: int, message_id: int) -> Posted:
    """A message the person sees. Raises Impossible when it is not there."""
    chat = chat_of(world, person_id, chat_id)
    posted = world.messages.get(chat.key, message_id)
    if posted is None:
        raise Impossible(f"there is no message {message_id} in chat {chat_id}")
    return posted


def whisper_of(world: World, person_id: int, chat_id: int, number: int) -> Posted:
    """An ephemeral message that this person reads. Raises Impossible when it is not there, or somebody else's."""
    chat = chat_of(world, person_id, chat_id)
    posted = world.whispers.get(chat.key, number)
    if posted is None or person_id not in (posted.reader_id, posted.owner_id):
        raise Impossible(f"there is no ephemeral message {number} in chat {chat_id}")
    return posted
