"""Group chats: who speaks and where the answer goes are two things, so only a way to the private chat is said."""

from flows.events import Command, Document, Photo, Pressed, Typed
from flows.faces import START_LINK, LinkButton, Screen
from flows.languages import ours
from flows.replies import Reply, Say, Toast
from flows.texts import Texts

_OURS = {
    *("start", "deals", "mine", "lead", "orders", "coupons", "rewards", "language", "mute", "shop"),
    "help",
}


def answer(event: Command | Typed | Photo | Document | Pressed) -> list[Reply]:
    """A command gets the way to the private chat, a button a word, and what people say to each other nothing."""
    t = Texts(ours(event.sender.language))
    match event:
        case Command() if event.name in _OURS and event.place.kind == "group":
            return [Say(_come(t, event), silent=True)]
        case Command() | Typed() | Photo() | Document():
            return []
        case Pressed():
            return [Toast(t.pgettext("toast", "Please open our private chat for that."))]


def _come(t: Texts, event: Command) -> Screen:
    text = t.sentences(
        t.gettext("Buying together works in our private chat: there I can take care of you."),
        t.gettext(
            "/group brings a group of yours in here; people then join by Join, or by answering its card with “+1”."
        ),
    )
    argument = event.argument.strip() if event.name == "start" else ""
    address = START_LINK + (argument if _is_token(argument) else "")
    return Screen(str(text), ((LinkButton(t.pgettext("button", "Open the shop"), address),),))


def _is_token(argument: str) -> bool:
    plain = argument.replace("-", "").replace("_", "")
    return 0 < len(argument) <= 64 and plain.isascii() and plain.isalnum()
