"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo, logOut, close."""

import asyncio
import re
from urllib.parse import urlsplit

from aiogram import methods, types

from sandbox.api.desk import Desk
from sandbox.world.refusals import Refusal, bad_request
from sandbox.world.updates import Mailbox, Webhook

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LONGEST_POLL_SECONDS = 50
ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def get_updates(desk: Desk, call: methods.GetUpdates) -> list[types.Update]:
    """What waits, or what comes within `timeout` seconds of real time; a later poll ends this one."""
    box = desk.world.post.box(desk.bot.id)
    if box.webhook is not None:
        raise Refusal(409, ACTIVE)
    box.allow(call.allowed_updates)
    if call.offset:
        box.acknowledge(call.offset)
    turn = box.take_turn()
    patience = min(max(call.timeout or 0, 0), LONGEST_POLL_SECONDS)
    try:
        async with asyncio.timeout(patience):
            await turn.wait(box)
    except TimeoutError:
        pass
    if turn.lost:
        raise Refusal(409, TERMINATED)
    limit = min(max(call.limit or 100, 1), 100)
    return list(box.waiting)[:limit]


def set_webhook(desk: Desk, call: methods.SetWebhook) -> bool:
    """Have updates delivered to a URL; an empty one is deleteWebhook. Plain HTTP is fine here."""
    box = desk.world.post.box(desk.bot.id)
    if call.drop_pending_updates is True:
        box.clear()
    box.allow(call.allowed_updates)
    if not call.url:
        box.webhook = None
        return True
    parts = urlsplit(call.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if call.secret_token is not None and not SECRET.fullmatch(call.secret_token):
        raise bad_request("secret token contains unallowed characters")
    box.webhook = Webhook(call.url, call.secret_token, call.max_connections or 40)
    box.end_turn()
    desk.webhook_set(desk.bot.id)
    return True


def delete_webhook(desk: Desk, call: methods.DeleteWebhook) -> bool:
    """Stop deliveries; what waits is kept for getUpdates unless it shall be dropped."""
    box = desk.world.post.box(desk.bot.id)
    if call.drop_pending_updates is True:
        box.clear()
    box.webhook = None
    return True


def get_webhook_info(desk: Desk, _: methods.GetWebhookInfo) -> types.WebhookInfo:
    """Where updates go, how many wait, and what went wrong last."""
    box: Mailbox = desk.world.post.box(desk.bot.id)
    webhook = box.webhook
    values = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(box.waiting),
        "max_connections": webhook.max_connections if webhook else None,
        "last_error_date": webhook.last_error_date if webhook else None,
        "last_error_message": webhook.last_error_message if webhook else None,
        "allowed_updates": sorted(box.allowed) if box.allowed else None,
    }
    return types.WebhookInfo.model_validate(values)


def log_out(_desk: Desk, _: methods.LogOut | methods.Close) -> bool:
    """Nothing to move here: the answer alone matters."""
    return True
