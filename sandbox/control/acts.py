"""The acts that tests and other processes may ask for over HTTP, by name."""

import asyncio
import base64
import binascii
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

from sandbox.acts import (
    chat_sharing,
    inlining,
    links,
    paying,
    pressing,
    privacy,
    rooms,
    starting,
    talking,
    topics,
)
from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat, Kind
from sandbox.world.checkouts import Checkout
from sandbox.world.faults import Fault
from sandbox.world.messages import Posted
from sandbox.world.people import Person
from sandbox.world.refusals import Impossible
from sandbox.world.stripe import Manner
from sandbox.world.whispers import Spoken
from sandbox.world.world import World

FAULT = TypeAdapter(Fault)
SPOKEN: TypeAdapter[Spoken] = TypeAdapter(Spoken)


def add_person(
    world: World,
    first_name: str,
    last_name: str | None = None,
    username: str | None = None,
    language_code: str = "en",
) -> Person:
    """Somebody new."""
    return world.people.add(first_name, last_name, username, language_code)


def add_bot(world: World, token: str, username: str, name: str) -> BotAccount:
    """Register a bot; the same token again changes nothing."""
    return world.bots.register(token, username, name)


def open_account(world: World, token: str) -> None:
    """Make a provider token valid."""
    world.provider.open_account(token)


def open_stripe(world: World, secret_key: str, notices_to: str = "", secret: str = "") -> None:
    """Make a secret key of the stand-in for Stripe valid; its notices go to that address, signed with `secret`."""
    world.stripe.open_account(secret_key, notices_to, secret)


def plan_notices(world: World, manner: Manner, kind: str = "", times: int = 1) -> None:
    """Let the next of Stripe's notices be delivered late, twice, ... (see sandbox.world.stripe.Manner)."""
    world.stripe.plan(manner, kind, times)


def stripe_down(world: World, seconds: float) -> None:
    """Let the stand-in for Stripe be down for that long."""
    world.stripe.down_until = world.clock.now() + timedelta(seconds=seconds)


def create(
    world: World, person_id: int, title: str, kind: Kind, username: str | None = None
) -> Chat:
    """A new group, supergroup or channel."""
    return rooms.create(world, person_id, title, kind, username)


def send_photo(
    world: World,
    person_id: int,
    chat_id: int,
    base64_data: str,
    name: str,
    caption: str = "",
    *,
    topic: int | None = None,
) -> Posted:
    """Send a picture."""
    return talking.send_photo(
        world, person_id, chat_id, _bytes(base64_data), name, caption, topic=topic
    )


def send_document(
    world: World,
    person_id: int,
    chat_id: int,
    base64_data: str,
    name: str,
    caption: str = "",
    *,
    topic: int | None = None,
) -> Posted:
    """Send a file."""
    data = _bytes(base64_data)
    return talking.send_document(world, person_id, chat_id, data, name, caption, topic=topic)


async def pay(
    world: World,
    person_id: int,
    chat_id: int,
    message_id: int,
    card_number: str,
    wait_seconds: float = 15.0,
) -> Checkout:
    """Pay an invoice, and wait for its outcome so many seconds of real time."""
    checkout = paying.pay(world, person_id, chat_id, message_id, card_number)
    return await _patiently(world, checkout, wait_seconds)


async def pay_link(
    world: World, person_id: int, slug: str, card_number: str, wait_seconds: float = 15.0
) -> Checkout:
    """Pay an invoice behind a link, and wait as `pay` does."""
    checkout = paying.pay_link(world, person_id, slug, card_number)
    return await _patiently(world, checkout, wait_seconds)


def notify_again(world: World, checkout_id: str) -> None:
    """Deliver a successful_payment once more."""
    checkout = world.checkouts.get(checkout_id)
    if checkout is None or not checkout.telegram_charge_id:
        raise Impossible("there is no such paid checkout")
    paying.notify(world, checkout)


def fault(world: World, **settings: Any) -> None:
    """Let the next calls go wrong; the settings are the fields of `sandbox.world.faults.Fault`."""
    world.faults.plan(FAULT.validate_python(settings))


def clear_faults(world: World) -> None:
    """Let everything work again."""
    world.faults.clear()


def limits(world: World, *, on: bool) -> None:
    """Switch Telegram's speed limits on or off."""
    world.limits.on = on


def speak(world: World, bot_api: str) -> None:
    """Play another server of the Bot API, as far as ephemeral messages go: "10.3", "10.2" or "10.1"."""
    world.whispers.spoken = SPOKEN.validate_python(bot_api)


def clock(world: World, seconds: float = 0.0) -> dict[str, str]:
    """Wind the clock forward; tells the time."""
    if seconds:
        world.wind(seconds)
    return {"now": world.clock.now().isoformat()}


def deactivate(world: World, person_id: int) -> None:
    """A person deletes their account."""
    world.people.deactivated.add(world.people.get(person_id).id)


ACTS: dict[str, Callable[..., Any]] = {
    "people": add_person,
    "bots": add_bot,
    "accounts": open_account,
    "stripe_account": open_stripe,
    "stripe_notices": plan_notices,
    "stripe_down": stripe_down,
    "say": talking.say,
    "edit": talking.edit,
    "delete": talking.delete,
    "send_photo": send_photo,
    "send_document": send_document,
    "share_contact": talking.share_contact,
    "forward": talking.forward,
    "press": pressing.press,
    "press_forged": pressing.press_forged,
    "open_link": links.open_link,
    "start": starting.start,
    "block": starting.block,
    "unblock": starting.unblock,
    "deactivate": deactivate,
    "ask_inline": inlining.ask_inline,
    "choose": inlining.choose,
    "create": create,
    "join": rooms.join,
    "leave": rooms.leave,
    "add_person": rooms.add_person,
    "add_bot": rooms.add_bot,
    "promote": rooms.promote,
    "share_chat": chat_sharing.share_chat,
    "demote": rooms.demote,
    "throw_out": rooms.throw_out,
    "rename": rooms.rename,
    "delete_chat": rooms.delete_chat,
    "upgrade": rooms.upgrade,
    "set_forum": topics.set_forum,
    "begin_topic": topics.begin_topic,
    "rename_topic": topics.rename_topic,
    "close_topic": topics.close_topic,
    "reopen_topic": topics.reopen_topic,
    "delete_topic": topics.delete_topic,
    "set_privacy": privacy.set_privacy,
    "pay": pay,
    "pay_link": pay_link,
    "notify_again": notify_again,
    "fault": fault,
    "clear_faults": clear_faults,
    "limits": limits,
    "bot_api": speak,
    "clock": clock,
}


async def _patiently(world: World, checkout: Checkout, seconds: float) -> Checkout:
    try:
        async with asyncio.timeout(seconds):
            return await paying.settled(world, checkout)
    except TimeoutError:
        return checkout


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Impossible("the data is not base64") from error
