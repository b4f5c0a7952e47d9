"""Results of acts as JSON values."""

from dataclasses import asdict
from typing import Any

from sandbox.acts.outcomes import Outcome
from sandbox.acts.outcomes import as_json as outcome_json
from sandbox.api.answers import as_json
from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat
from sandbox.world.checkouts import Checkout
from sandbox.world.messages import Posted
from sandbox.world.people import Person
from sandbox.world.presses import Query
from sandbox.world.topics import Topic


def result_json(result: object) -> Any:
    """What an act gave back, with what another act needs to go on."""
    match result:
        case Posted():
            return posted_json(result)
        case Checkout():
            return checkout_json(result)
        case Query():
            return {"query_id": result.id}
        case Chat():
            return {"id": result.id, "key": result.key, "kind": result.kind, "title": result.title}
        case Person() | Topic():
            return asdict(result)
        case BotAccount():
            return {"id": result.id, "username": result.username, "name": result.name}
        case _ if isinstance(result, Outcome):
            return outcome_json(result)
        case _:
            return result or {}


def posted_json(posted: Posted) -> dict[str, Any]:
    """A message as bots see it, with what only the client knows."""
    return {
        "message_id": posted.id,
        "whisper": posted.whisper,
        "chat_key": posted.chat_key,
        "message": as_json(posted.message),
        "keyboard": as_json(posted.keyboard) if posted.keyboard else None,
        "paid": posted.paid,
        "inline_message_id": posted.inline_message_id,
    }


def checkout_json(checkout: Checkout) -> dict[str, Any]:
    """A checkout: where it is, and the ids of the payment once there is one."""
    return {
        "checkout_id": checkout.id,
        "state": checkout.state.value,
        "error": checkout.error,
        "charge_id": checkout.charge_id,
        "telegram_charge_id": checkout.telegram_charge_id,
        "notified": checkout.notified,
    }
