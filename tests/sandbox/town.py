"""The small town most stories of the sandbox happen in."""

from dataclasses import dataclass

from sandbox.world.bots import BotAccount
from sandbox.world.people import Person
from sandbox.world.world import World

TOKEN = "1000001:SANDBOX-tests-only"
PROVIDER_TOKEN = "SANDBOX:TEST:PROVIDER"


@dataclass(frozen=True, slots=True)
class Town:
    """A world being served at `address`, with those who live in it."""

    world: World
    address: str
    anna: Person
    ben: Person
    bot: BotAccount

    def url(self, method: str) -> str:
        """The address of a Bot API method of the bot."""
        return f"{self.address}/bot{self.bot.token}/{method}"
