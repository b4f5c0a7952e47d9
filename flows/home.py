"""The first screen, the help, and soft landings."""

from markupsafe import Markup

from flows.replies import Reply, Say
from flows.screens import home
from flows.visit import Visit


def welcome(visit: Visit) -> list[Reply]:
    """The shop's first screen."""
    return visit.show(home.first(visit.texts, visit.shop))


def land(visit: Visit, text: Markup) -> list[Reply]:
    """The first screen, under a few words about how one got there."""
    return visit.show(home.landed(visit.texts, text, visit.shop))


def note(visit: Visit, text: Markup) -> list[Reply]:
    """A few words with the ways on."""
    return visit.show(home.note(visit.texts, text, visit.shop))


def help_(visit: Visit) -> list[Reply]:
    """What one can do here."""
    return visit.show(home.helping(visit.texts, visit.shop))


def old_button(visit: Visit) -> list[Reply]:
    """A button that this build does not know: kindly, with the shop as the way on."""
    t = visit.texts
    toast = t.pgettext("toast", "This button is out of date. Here is the shop as it is now.")
    return [*visit.tell(toast), Say(home.first(t, visit.shop))]
