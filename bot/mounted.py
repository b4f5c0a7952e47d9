"""The turns of every bot that an adapter meets: one shopfront may be mounted in several bots."""

from collections.abc import Callable

from bot.library import Api, Me
from bot.shopfront import Shopfront
from bot.turns import Turns


class Mounted:
    """Makes each bot's turns when its first update comes. Nothing of a conversation is kept here."""

    def __init__(self, shopfront: Shopfront) -> None:
        self._shopfront = shopfront
        self._turns: dict[int, Turns] = {}

    def turns(self, me: Me, api: Callable[[], Api]) -> Turns:
        """The turns of this bot; `api` makes its way to call Telegram."""
        if me.number not in self._turns:
            self._turns[me.number] = Turns(api(), me, self._shopfront)
        return self._turns[me.number]
