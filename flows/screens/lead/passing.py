"""Passing the lead on: whom to ask, and what the one who is asked sees."""

from collections.abc import Sequence

from flows.faces import Screen
from flows.presses.every import ShowGroup
from flows.presses.lead import OfferLead, ShowHeirs
from flows.screens.buttons import Row, button, home, pager
from flows.screens.group import GroupView
from flows.screens.lead.lead import back, to_lead
from flows.screens.names import short
from flows.screens.shape import TITLE, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.leading.passing import Heir

SIZE = 8
"""Members on a page."""


def heirs(t: Texts, view: GroupView, found: Sequence[Heir], total: int, page: int) -> Screen:
    """Whom the leader may ask."""
    number = view.group.id
    head = t.gettext("<b>{title}</b>", title=shorten(view.title, TITLE))
    if not found:
        none = t.gettext("Nobody else has a paid place in this group yet.")
        return Screen(paragraphs(head, none), (back(t, number),))
    text = paragraphs(
        head,
        t.gettext(
            "Who is to lead this group? I ask whom you press. Until they say yes, you lead it; you "
            "keep your place either way."
        ),
    )
    rows: tuple[Row, ...] = tuple(
        (button(named(t, one.name), OfferLead(number, one.person_id)),) for one in found
    )
    turning = pager(t, page, pages(total, SIZE), lambda to: ShowHeirs(number, to))
    return Screen(text, (*rows, *turning, back(t, number)))


def took(t: Texts, view: GroupView) -> Screen:
    """The reader leads from now on."""
    text = t.gettext(
        "👑 You lead the group for <b>{title}</b> now. Its deadline and all links stay as they are.",
        title=shorten(view.title, TITLE),
    )
    return Screen(str(text), ((to_lead(t, view.group.id),), (home(t),)))


def declined(t: Texts, view: GroupView) -> Screen:
    """The reader would rather not."""
    text = t.gettext(
        "Good: you stay in the group for <b>{title}</b> as before. I tell its leader.",
        title=shorten(view.title, TITLE),
    )
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return Screen(str(text), ((see,), (home(t),)))


def named(t: Texts, name: str) -> str:
    """A member's name, plain."""
    return short(name) or t.pgettext("name", "Somebody")
