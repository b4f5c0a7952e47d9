"""How somebody is answered in a group chat: by a private word, over the button, or aloud where nothing else is left."""

from dataclasses import replace

from markupsafe import Markup, escape

from flows.chats.patience import may_speak
from flows.faces import START_LINK, LinkButton, Screen
from flows.reactions import ANSWERED, HEARD, React
from flows.replies import Reply, Toast, Whisper
from flows.screens.buttons import in_private
from flows.screens.chats import whispers
from flows.screens.names import clean
from flows.screens.refusals import sentence
from flows.texts import filled
from flows.visit import Visit
from groupbuys.model import Reason, Refused
from people import reaching

ALOUD = frozenset(
    (
        Reason.GONE,
        Reason.DEAL_NOT_LIVE,
        Reason.NOT_FORMING,
        Reason.FULL,
        Reason.CLOSED,
        Reason.SOLD_OUT,
        Reason.BAD_QUANTITY,
    )
)
"""Reasons of the group buy, or of the words themselves; every other one is of a person, and theirs alone to hear."""


def tell(
    visit: Visit, screen: Screen, *, start: str = "", toast: str = "", aloud: Screen | None = None
) -> list[Reply]:
    """Tell who did it, and nobody else, unless there is no way: then what is said `aloud` holds nothing private.

    Who met us nowhere else is taken to the private chat with `start` by their press. Who is answered too often hears
    it over the button alone (`toast`, or that it was too much at once), or not at all.
    """
    if visit.place.kind == "private":
        return visit.show(in_private(screen))
    if not may_speak(visit):
        return [Toast(toast or _too_much(visit))] if visit.pressed else []
    reach = reaching.where(visit.tx, visit.person.id, visit.place.bot)
    private = reach.chat if reach is not None and reach.unreachable_at is None else 0
    word = Whisper(screen, private, start, toast, aloud)
    return [word, *_sign(visit, ANSWERED)] if private else [word]


def heard(visit: Visit, told: list[Reply]) -> list[Reply]:
    """The same with the sign that the words did something: what they were answered, others do not see."""
    return [*(one for one in told if not isinstance(one, React)), *_sign(visit, HEARD)]


def _sign(visit: Visit, emoji: str) -> list[Reply]:
    return [React(visit.said, emoji)] if visit.said and visit.place.kind == "group" else []


def say_no(visit: Visit, said: str, aloud: Screen | None = None) -> list[Reply]:
    """A plain sentence of at most 200 characters to who pressed or typed; `aloud`: in its place, for everybody."""
    if visit.pressed:
        return visit.tell(said, alert=True)
    return tell(
        visit, whispers.note(escape(said)), aloud=aloud or named(visit.reader.name, escape(said))
    )


def refuse(visit: Visit, no: Refused, start: str = "") -> list[Reply]:
    """Say why not; what concerns one person is not said aloud: `start` leads them on in their private chat."""
    aloud = None if no.reason in ALOUD else go_on(visit, start)
    return say_no(visit, sentence(visit.texts, no), aloud)


def later(visit: Visit) -> list[Reply]:
    """The chat has had its share of messages for now: who asked for one more is told so, and nobody else."""
    said = _too_much(visit)
    return visit.tell(said) if visit.pressed else tell(visit, whispers.note(escape(said)))


def go_on(visit: Visit, start: str = "") -> Screen:
    """All that is said aloud of what concerns one person: the way to their private chat, with `start`."""
    t = visit.texts
    said = named(visit.reader.name, t.gettext("Please go on in our private chat."))
    there = LinkButton(t.pgettext("button", "Open our private chat"), START_LINK + start)
    return replace(said, buttons=((there,),))


def _too_much(visit: Visit) -> str:
    return visit.texts.pgettext(
        "toast", "That is a lot for one minute in this chat. Please try again in a minute."
    )


def named(name: str, said: Markup) -> Screen:
    """What everybody hears, with the name of whom it is for."""
    who = clean(name)
    return Screen(str(filled("{name}: {said}", name=who, said=said) if who else said))
