"""Who works in a shop: invited by a link, sent away by a button."""

from catalog.keeping import staff
from catalog.keeping.roles import Role
from flows import home
from flows.desk import desk
from flows.links import STAFF
from flows.presses.every import Dismiss, InviteStaff
from flows.replies import Reply
from flows.screens.desk import staff as screen
from flows.visit import Visit
from people import meeting


def show(visit: Visit, shop_id: int) -> list[Reply]:
    """Who works here, and links for more."""
    found = staff.colleagues(visit.tx, shop_id)
    people = [(one, meeting.by_id(visit.tx, one.person_id)) for one in found]
    named = [(one, person.name if person is not None else "") for one, person in people]
    return visit.show(screen.colleagues(visit.texts, shop_id, named))


def invite(visit: Visit, press: InviteStaff) -> list[Reply]:
    """A link that makes one person a colleague."""
    if press.role not in {Role.MANAGER, Role.PACKER}:
        return show(visit, press.shop_id)
    role = Role(press.role)
    token = staff.invite(visit.tx, press.shop_id, role, visit.person.id)
    return visit.show(screen.link(visit.texts, press.shop_id, role, STAFF + token))


def accept(visit: Visit, token: str) -> list[Reply]:
    """Somebody follows such a link."""
    engaged = staff.accept(visit.tx, token, visit.person.id)
    if engaged is None:
        said = visit.texts.gettext(
            "That link was used before or is too old. Ask the shop for a new one."
        )
        return home.note(visit, said)
    return desk.show(visit, engaged.shop_id, fresh=True)


def dismiss(visit: Visit, press: Dismiss) -> list[Reply]:
    """Somebody works here no more."""
    staff.dismiss(visit.tx, press.shop_id, press.person_id)
    return show(visit, press.shop_id)
