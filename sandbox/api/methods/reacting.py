"""setMessageReaction."""

from aiogram import methods, types

from sandbox.api.desk import Desk, destination, find_message
from sandbox.world.changes import MessageEdited
from sandbox.world.refusals import bad_request


def set_reaction(desk: Desk, call: methods.SetMessageReaction) -> bool:
    """Put the bot's sign under a message, or (none) take it away."""
    chat = destination(desk, call.chat_id)
    posted = find_message(desk, chat, call.message_id, "message to react not found")
    signs = call.reaction or []
    if len(signs) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not all(isinstance(one, types.ReactionTypeEmoji) for one in signs):
        raise bad_request("REACTION_INVALID")
    posted.reactions.pop(desk.bot.id, None)
    for one in signs:
        if isinstance(one, types.ReactionTypeEmoji):
            posted.reactions[desk.bot.id] = one.emoji
    desk.world.publish(MessageEdited(posted.chat_key, posted.id))
    return True
