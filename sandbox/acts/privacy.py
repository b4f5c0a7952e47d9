"""A bot's privacy mode, as its owner sets it at BotFather."""

from sandbox.world.bots import BotAccount
from sandbox.world.posting import tell_lists
from sandbox.world.world import World


def set_privacy(world: World, bot_id: int, *, on: bool) -> BotAccount:
    """Switch privacy mode on or off.

    It counts for groups that the bot comes into from now on (Telegram: Bot features, Privacy Mode); in others it hears
    what it heard so far, until it is removed and brought in again.
    """
    bot = world.bots.get(bot_id)
    bot.reads_all = not on
    for chat in world.chats.of(bot_id):
        tell_lists(world, chat)
    return bot
