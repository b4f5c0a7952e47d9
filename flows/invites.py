"""Opening an invite: who invited, the group's page with Join, or the nearest way on."""

from flows import groups, home, views
from flows.replies import Reply, Say
from flows.screens import share
from flows.screens.names import short
from flows.visit import Visit
from groupbuys import invites
from groupbuys.chats import entries, hanging
from groupbuys.invites import Opened
from people import meeting


def open_(visit: Visit, token: str) -> list[Reply]:
    """A link was followed; a forged, foreign or too long one lands softly in the shop (promise 10)."""
    found = invites.opened(visit.tx, token, visit.person.id)
    if found is None:
        lost = visit.texts.gettext("That link leads to no group here. But the shop is open:")
        return home.land(visit, lost)
    return _own(visit, found, token) if found.own else _invited(visit, found)


def _own(visit: Visit, found: Opened, token: str) -> list[Reply]:
    view, product = views.whole(
        visit.tx,
        found.group,
        visit.person.id,
        visit.person.language,
        pickup=visit.pickup,
        way=visit.way,
    )
    if view.joinable and product is not None:
        return [Say(share.own(visit.texts, view, token))]
    return groups.page(visit, found.group)


def _invited(visit: Visit, found: Opened) -> list[Reply]:
    here = hanging.by_invite(visit.tx, found.invite_id)
    if here is not None:
        entries.note(visit.tx, here, visit.person.id)
    inviter = meeting.by_id(visit.tx, found.inviter_id)
    name = short(inviter.name) if inviter is not None else ""
    above = visit.texts.gettext("{name} invites you to buy together.", name=name) if name else None
    return groups.page(visit, found.group, above)
