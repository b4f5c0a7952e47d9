"""The first screen, the help, and soft landings."""

from markupsafe import Markup

from flows import views
from flows.faces import Screen
from flows.presses.own import LetInviteGo
from flows.replies import Reply, Say
from flows.screens import home, recalled
from flows.screens.names import short
from flows.visit import Visit
from groupbuys import finding, recalling
from groupbuys.recalling import Recalled
from people import meeting


def welcome(visit: Visit) -> list[Reply]:
    """The shop's first screen; under the last invitation, where somebody came back without its link."""
    found = recalling.last_shown(visit.tx, visit.person.id)
    offered = (_invited(visit, one) for one in found)
    invited = next((screen for screen in offered if screen is not None), None)
    return visit.show(invited or home.first(visit.texts, visit.shop))


def let_go(visit: Visit, press: LetInviteGo) -> list[Reply]:
    """That invitation is offered no more; the one before it may be."""
    recalling.let_go(visit.tx, visit.person.id, press.group_buy_id)
    return welcome(visit)


def _invited(visit: Visit, found: Recalled) -> Screen | None:
    """None where it leads nowhere any more: its group takes nobody, and no other of its deal does (promise 10)."""
    t, view = views.brief(visit.tx, found.group, None, visit.person)
    deal_id, reader = found.group.deal_id, visit.person.id
    if not (view.title and (view.joinable or finding.nearest_open(visit.tx, deal_id, reader, 1))):
        return None
    inviter = meeting.by_id(visit.tx, found.inviter_id)
    name = short(inviter.name) if inviter is not None else ""
    said = recalled.words(t, view, name)
    return home.invited(visit.texts, visit.shop, said, recalled.ways(t, view))


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
