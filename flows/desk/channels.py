"""The channels of a shop: listed, picked with a native button, taken off the list."""

from markupsafe import Markup

from catalog.keeping import channels, standings
from catalog.keeping.channels import Found
from catalog.keeping.roles import Role
from catalog.keeping.staff import role_of
from flows import asking
from flows.desk import rights
from flows.events import ChatPicked
from flows.presses.channels import (
    AddChannel,
    AskRemoveChannel,
    ChannelPress,
    ConnectChat,
    RemoveChannel,
    ShowChannels,
)
from flows.replies import PutAway, Reply
from flows.screens.desk import channels as screen
from flows.visit import Visit
from groupbuys.channels import hushing, roundup_plans

_LARGEST = 2**31 - 1
"""A request's number has 32 bits (Bot API, KeyboardButtonRequestChat)."""


def press(visit: Visit, pressed: ChannelPress) -> list[Reply]:
    """A button about channels, by somebody who may press it."""
    match pressed:
        case ShowChannels():
            return show(visit, pressed.shop_id)
        case AddChannel():
            return offer(visit, pressed)
        case AskRemoveChannel():
            return _ask_removal(visit, pressed)
        case RemoveChannel():
            channels.remove(visit.tx, pressed.shop_id, pressed.channel_id)
            return show(visit, pressed.shop_id)
        case ConnectChat():
            return _connect(visit, pressed)


def show(visit: Visit, shop_id: int) -> list[Reply]:
    """Where the shop posts."""
    role = role_of(visit.tx, shop_id, visit.person.id) or Role.PACKER
    found = channels.listed(visit.tx, shop_id)
    hush = hushing.hush_of(visit.tx, shop_id)
    plan = roundup_plans.plan(visit.tx, shop_id)
    return visit.show(screen.channels(visit.texts, shop_id, role, found, hush, plan))


def offer(visit: Visit, press: AddChannel) -> list[Reply]:
    """The native button that picks a chat: its number says for which shop, and what is picked."""
    request = press.shop_id * 2 + (press.how == "g")
    if channels.is_full(visit.tx, press.shop_id) or request > _LARGEST:
        return visit.tell(str(screen.is_full(visit.texts))) or show(visit, press.shop_id)
    asking.asks(visit, press)
    return [screen.offer(visit.texts, press, request)]


def typed(visit: Visit, question: AddChannel, text: str) -> list[Reply]:
    """Words instead of a choice: Cancel, or something that leads nowhere."""
    if is_cancelling(visit, text):
        return cancel(visit, question.shop_id)
    return offer(visit, question)


def is_cancelling(visit: Visit, text: str) -> bool:
    """Whether this is what the button below the input field types."""
    return text.strip() == screen.cancelling(visit.texts)


def cancel(visit: Visit, shop_id: int | None = None) -> list[Reply]:
    """No chat after all: the buttons below the input field go, and the list (of that shop) comes back."""
    asking.let_go(visit)
    away = PutAway(str(visit.texts.gettext("Nothing was changed.")))
    return [away] if shop_id is None else [away, *show(visit, shop_id)]


def picked(visit: Visit, event: ChatPicked) -> list[Reply]:
    """A chat was picked. Telegram offered only those where the bot can do what the button asked for."""
    press = AddChannel(event.request // 2, "g" if event.request % 2 else "c")
    asking.let_go(visit)
    if not rights.allowed(visit, press):
        said = visit.texts.gettext("That is not yours to do, or not there any more.")
        return [PutAway(str(said))]
    kind = "group" if press.how == "g" else "channel"
    chat = Found(event.place.bot, event.chat, kind, event.title, event.username)
    return [PutAway(str(_take(visit, press.shop_id, chat))), *show(visit, press.shop_id)]


def _take(visit: Visit, shop_id: int, chat: Found) -> Markup:
    """Connect what was picked, or note it until the bot may post there; what is to be said of it."""
    tx, t, by = visit.tx, visit.texts, visit.person.id
    before = channels.in_chat(tx, shop_id, chat.bot, chat.chat)
    if before is None and channels.is_full(tx, shop_id):
        return screen.is_full(t)
    stands = standings.known(tx, chat.bot, chat.chat)
    if stands is not None and not stands.can_post:
        channels.connect(tx, shop_id, chat, by, waits=True)
        return screen.waits(t, chat)
    if stands is None:
        standings.note(tx, chat, by, can_post=True)
    channels.connect(tx, shop_id, chat, by)
    return screen.can_post(t, chat)


def _ask_removal(visit: Visit, press: AskRemoveChannel) -> list[Reply]:
    found = channels.find(visit.tx, press.shop_id, press.channel_id)
    if found is None:
        return show(visit, press.shop_id)
    return visit.show(screen.ask_removal(visit.texts, found))


def _connect(visit: Visit, press: ConnectChat) -> list[Reply]:
    """The answer to "for which shop?": only for a chat that the presser brought the bot into."""
    stands = standings.by_id(visit.tx, press.standing_id)
    theirs = stands is not None and stands.changed_by == visit.person.id
    if stands is None or not theirs or not stands.can_post:
        said = visit.texts.gettext("I cannot post there any more.")
        return [*visit.tell(str(said)), *show(visit, press.shop_id)]
    full = channels.is_full(visit.tx, press.shop_id)
    if (
        full
        and channels.in_chat(visit.tx, press.shop_id, stands.chat.bot, stands.chat.chat) is None
    ):
        return visit.tell(str(screen.is_full(visit.texts)))
    channels.connect(visit.tx, press.shop_id, stands.chat, visit.person.id)
    return show(visit, press.shop_id)
