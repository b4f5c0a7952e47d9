"""How somebody is answered in a group chat: by a private word, over the button, or aloud where nothing else is left."""

from markupsafe import Markup, escape

from flows.chats.patience import may_speak
from flows.replies import Reply, Screen, Toast, Whisper
from flows.screens.chats import words
from flows.screens.names import clean
from flows.screens.refusals import sentence
from flows.screens.shape import TOAST, shorten
from flows.texts import filled
from flows.visit import Visit
from groupbuys.model import Refused
from people import reaching


def tell(
    visit: Visit, screen: Screen, *, start: str = "", toast: str = "", aloud: Screen | None = None
) -> list[Reply]:
    """Tell who did it, and nobody else, unless there is no way: then what is said `aloud` holds nothing private.

    Who met us nowhere else is taken to the private chat with `start` by their press. Who is answered too often hears
    it over the button alone (`toast`), or not at all.
    """
    if visit.place.kind == "private":
        return visit.show(screen)
    if not may_speak(visit):
        return [Toast(toast)] if visit.pressed and toast else []
    reach = reaching.where(visit.tx, visit.person.id, visit.place.bot)
    private = reach.chat if reach is not None and reach.unreachable_at is None else 0
    return [Whisper(screen, private, start, toast, aloud)]


def say_no(visit: Visit, said: str) -> list[Reply]:
    """A plain sentence of at most 200 characters to who pressed or typed."""
    if visit.pressed and visit.place.kind != "private":
        return [Toast(shorten(said, TOAST), alert=True)]
    return tell(visit, words.note(escape(said)), aloud=named(visit.person.name, escape(said)))


def refuse(visit: Visit, no: Refused) -> list[Reply]:
    """Say why not."""
    return say_no(visit, sentence(visit.texts, no))


def named(name: str, said: Markup) -> Screen:
    """What everybody hears, with the name of whom it is for."""
    who = clean(name)
    return Screen(str(filled("{name}: {said}", name=who, said=said) if who else said))
