"""The door that adapters knock at: turns over a database."""

from collections.abc import Sequence
from functools import partial

from flows import turn
from flows.door import Asked
from flows.events import Place, UserEvent
from flows.faces import Screen
from flows.replies import Reply
from groupbuys import cards
from groupbuys.chats import hanging
from groupbuys.prompts import prompts
from groupbuys.prompts.prompts import Form, Prompt
from storage.database import Database
from storage.transaction import Transaction


class Conversation:
    """The conversation over one database (see flows.door.Door)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def turn(self, event: UserEvent) -> Sequence[Reply]:
        """Take one turn and give its replies once it is committed."""
        return await self._database.run(partial(turn.handle, event), reads=turn.reads(event))

    async def shown(self, place: Place, message_id: int, screen: Screen) -> None:
        """Keep a screen that was sent as this message up to date from now on."""
        if screen.card_of is not None:
            await self._database.run(partial(_keep, place, message_id, screen))

    async def asked(self, place: Place, asked: Sequence[Asked]) -> None:
        """Remember which messages ask to pay."""
        shown = [_prompt(place, one) for one in asked]
        await self._database.run(lambda tx: prompts.keep(tx, shown))


def _prompt(place: Place, one: Asked) -> Prompt:
    about = (one.asks.what, one.asks.id, one.asks.group_buy_id)
    form: Form = "invoice" if one.invoice else "words"
    return Prompt(place.bot, place.chat, one.message_id, one.reader, form, *about)


def _keep(place: Place, message_id: int, screen: Screen, tx: Transaction) -> None:
    if screen.card_of is not None:
        shown = cards.Card(place.bot, place.chat, message_id, screen.card_for, screen.card_version)
        cards.show(tx, shown, screen.card_of)
        if screen.hangs:
            hanging.hung(tx, screen.hangs, shown, as_list=screen.lists)
