"""What a shop is told of payments: letters that come late, twice, in any order, or never."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from flows.events import Paid
from sandbox.stripe.statements import event_json
from sandbox.world.stripe import Event

_AUTHORISED = "payment_intent.amount_capturable_updated"
_WANTED = {
    _AUTHORISED,
    "payment_intent.canceled",
    "checkout.session.expired",
    "charge.refunded",
    "refund.failed",
}

Letter: TypeAlias = Paid | Event
"""The messenger's word that an invoice was paid, or a signed notice of Stripe's."""


@dataclass
class Mail:
    """Letters that are still on their way, and those that came."""

    waiting: list[Letter] = field(default_factory=list)
    come: list[Letter] = field(default_factory=list)

    def post(self, event: Event) -> None:
        """Stripe sends what its account has asked for (see docs/running.md)."""
        if event.kind in _WANTED and event.account.notices_to:
            self.waiting.append(event)

    def charges(self) -> set[str]:
        """The charges of which the shop cannot know yet."""
        return {charge for letter in self.waiting if (charge := charge_of(letter))}


def charge_of(letter: Letter) -> str:
    """The charge that a letter says was paid; "" where it says something else."""
    if isinstance(letter, Paid):
        return letter.charge
    return str(letter.told["id"]) if letter.kind == _AUTHORISED else ""


def body_of(event: Event) -> bytes:
    """A notice as Stripe sends it."""
    return json.dumps(event_json(event)).encode()


def astray(letter: Letter, token: str) -> Letter:
    """The same money, for an invoice that there is not."""
    if isinstance(letter, Paid):
        return replace(letter, id=f"{letter.id} astray", token=token)
    told: dict[str, Any] = {**letter.told, "metadata": {"token": token}}
    return replace(letter, id=f"{letter.id}astray", told=told)
