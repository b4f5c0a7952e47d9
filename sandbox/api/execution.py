"""Doing what a bot asks: from a method's name and a body to its result, logged and limited."""

import inspect
from collections.abc import Callable
from typing import Any

from sandbox.api.answers import Json, bad, good
from sandbox.api.arguments import build
from sandbox.api.bodies import Body
from sandbox.api.desk import Desk, find_chat
from sandbox.api.methods.table import HANDLERS
from sandbox.api.schema import AnyMethod, method_named
from sandbox.api.whispering import knows, translated
from sandbox.world.bots import BotAccount
from sandbox.world.calls import Call
from sandbox.world.changes import BotCalled
from sandbox.world.refusals import Impossible, Refusal, bad_request
from sandbox.world.world import World

ELSEWHERE = (
    "business_connection_id",
    "direct_messages_topic_id",
    "suggested_post_parameters",
    "rich_message",
)
"""Parameters of rooms the sandbox does not have; silently ignoring them would be a lie."""
SPOKEN = ("send", "copy", "forward", "edit")


class Office:
    """Executes the calls of all bots. `webhook_set` is told when a bot sets a webhook."""

    def __init__(self, world: World, webhook_set: Callable[[int], None] = lambda _: None) -> None:
        self.world = world
        self.webhook_set = webhook_set

    async def answer(self, bot: BotAccount, name: str, body: Body) -> tuple[int, Json]:
        """HTTP status and JSON body for a call; written into the log."""
        try:
            status, answer = 200, good(await self._result(bot, name, body))
        except Refusal as refusal:
            status, answer = refusal.code, bad(refusal)
        except Impossible as impossible:
            status, answer = 400, bad(bad_request(str(impossible)))
        self.note(bot, name, body, status, answer)
        return status, answer

    def note(self, bot: BotAccount, name: str, body: Body, status: int, answer: Json) -> None:
        """Write a call into the log; `answer` is None when the bot never saw one."""
        arguments = {**body.fields, **{part: up.name for part, up in body.uploads.items()}}
        now = self.world.clock.now()
        self.world.calls.note(Call(now, bot.id, name, arguments, status, answer))
        self.world.publish(BotCalled(bot.id, name, 0 if status == 200 else status))

    async def _result(self, bot: BotAccount, name: str, body: Body) -> object:
        method = method_named(name)
        if method is None or not knows(self.world.whispers.spoken, method):
            raise Refusal(404, "Not Found: method not found")
        call = build(method, translated(self.world.whispers.spoken, method, body))
        handler = HANDLERS.get(method.__api_method__)
        if handler is None:
            raise bad_request(f"method {method.__api_method__} is not part of this sandbox")
        for parameter in ELSEWHERE:
            if getattr(call, parameter, None) is not None:
                raise bad_request(f"parameter {parameter} is not part of this sandbox")
        desk = Desk(self.world, bot, body.uploads, self.webhook_set)
        self._limit(desk, call)
        result = handler(desk, call)
        return await result if inspect.isawaitable(result) else result

    def _limit(self, desk: Desk, call: AnyMethod) -> None:
        chat_id: Any = getattr(call, "chat_id", None)
        if not call.__api_method__.startswith(SPOKEN) or chat_id is None:
            return
        known = find_chat(desk, chat_id).id_for(desk.bot.id) if self.world.limits.on else 0
        wait = self.world.limits.count(desk.bot.id, known, self.world.clock.now())
        if wait is not None:
            raise too_many(wait)


def too_many(wait: int) -> Refusal:
    """429: ask again after `wait` seconds."""
    return Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
