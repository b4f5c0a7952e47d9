"""Deliveries of updates to webhooks: in order, with the secret, again until they are accepted."""

import asyncio
import contextlib

import httpx

from sandbox.api.answers import as_json
from sandbox.api.bodies import read_body
from sandbox.api.execution import Office
from sandbox.world.bots import BotAccount
from sandbox.world.refusals import Refusal
from sandbox.world.updates import Mailbox, Webhook
from sandbox.world.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 60.0
PATIENCE_SECONDS = 60.0


class Couriers:
    """One courier for each bot that has a webhook."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._office = Office(world, self.send_out)
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def send_out(self, bot_id: int) -> None:
        """Begin to deliver to the webhook this bot has now."""
        old = self._tasks.pop(bot_id, None)
        if old is not None and old is not asyncio.current_task():
            old.cancel()
        self._tasks[bot_id] = asyncio.create_task(self._deliver(self.world.bots.get(bot_id)))

    def resume(self) -> None:
        """Begin to deliver to all webhooks that were set before."""
        for bot in self.world.bots:
            if self.world.post.box(bot.id).webhook is not None:
                self.send_out(bot.id)

    async def call_home(self) -> None:
        """Stop all deliveries; what was not accepted stays in the mailboxes."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, bot: BotAccount) -> None:
        box = self.world.post.box(bot.id)
        webhook, failures = box.webhook, 0
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, trust_env=False) as client:
            while webhook is not None and box.webhook is webhook:
                if not box.waiting:
                    box.arrived.clear()
                    await box.arrived.wait()
                elif await self._try(client, bot, box, webhook):
                    failures = 0
                else:
                    pause = min(FIRST_PAUSE_SECONDS * 2**failures, LONGEST_PAUSE_SECONDS)
                    failures += 1
                    await self.world.clock.sleep(pause)

    async def _try(
        self, client: httpx.AsyncClient, bot: BotAccount, box: Mailbox, webhook: Webhook
    ) -> bool:
        update = box.waiting[0]
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            answer = await client.post(webhook.url, json=as_json(update), headers=headers)
        except httpx.HTTPError as error:
            self._note_failure(webhook, f"{type(error).__name__}")
            return False
        if not answer.is_success:
            self._note_failure(webhook, f"Wrong response from the webhook: {answer.status_code}")
            return False
        if box.waiting and box.waiting[0] is update:
            box.waiting.popleft()
        await self._obey(bot, answer)
        return True

    async def _obey(self, bot: BotAccount, answer: httpx.Response) -> None:
        """Execute the method that a bot may put into its answer; nobody hears the result."""
        with contextlib.suppress(Refusal):
            body = await read_body(answer.headers.get("content-type", ""), answer.content)
            method = body.fields.pop("method", None)
            if isinstance(method, str):
                await self._office.answer(bot, method, body)

    def _note_failure(self, webhook: Webhook, message: str) -> None:
        webhook.last_error_date = int(self.world.clock.now().timestamp())
        webhook.last_error_message = message
