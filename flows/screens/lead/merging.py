"""Merging two half-full groups: with which one, what it means, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.every import ShowGroup
from flows.presses.lead import OfferMerge, RefuseMerge, ShowOthers, TakeMerge
from flows.screens import group as groups
from flows.screens.buttons import Row, button, home, pager, standing
from flows.screens.group import GroupView
from flows.screens.lead.lead import back, to_lead
from flows.screens.lead.passing import named
from flows.screens.shape import TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.leading.merging import Other
from groupbuys.model import GroupBuy

SIZE = 6
"""Groups on a page."""


def others(t: Texts, view: GroupView, found: Sequence[Other], total: int, page: int) -> Screen:
    """Which groups could go on in this one."""
    number = view.group.id
    head = t.gettext("<b>{title}</b>", title=_title(view))
    if not found:
        none = t.gettext(
            "No other open group fits: it has to be for the same deal on the same terms, and find room in yours."
        )
        return Screen(paragraphs(head, none), (back(t, number),))
    text = paragraphs(
        head,
        t.gettext(
            "With which group should yours go on as one? I ask its leader. If they say yes, you lead "
            "both; it closes at the earlier of both deadlines, and everybody keeps place and price."
        ),
        *(_other(t, one) for one in found),
    )
    rows: tuple[Row, ...] = tuple(
        (button(_label(t, one), OfferMerge(number, one.group.id)),) for one in found
    )
    turning = pager(t, page, pages(total, SIZE), lambda to: ShowOthers(number, to))
    return Screen(text, (*rows, *turning, back(t, number)))


def asked(t: Texts, view: GroupView, other: GroupBuy, name: str, offer_id: int) -> Screen:
    """Ask the leader of `view` to go on in `other`, which `name` leads."""
    text = paragraphs(
        t.gettext(
            "👑 {name} leads another group for <b>{title}</b> and asks whether yours goes on in it.",
            name=named(t, name),
            title=_title(view),
        ),
        lines(
            [
                t.gettext("Yours: {seats}", seats=groups.seats(t, view.group)),
                t.gettext("Theirs: {seats}", seats=groups.seats(t, other)),
            ]
        ),
        _means(t, view.group, other, named(t, name)),
    )
    yes = button(t.pgettext("button", "Go on together"), TakeMerge(offer_id), "primary")
    no = button(t.pgettext("button", "Stay apart"), RefuseMerge(offer_id))
    theirs = button(t.pgettext("button", "See their group"), ShowGroup(other.id))
    return standing(Screen(text, ((yes,), (no,), (theirs,))))


def _means(t: Texts, mine: GroupBuy, other: GroupBuy, name: str) -> Markup:
    ends: list[datetime] = [one for one in (mine.closes_at, other.closes_at) if one is not None]
    return t.gettext(
        "If you say yes, {name} leads both as one. It closes {when}, the earlier of both deadlines. "
        "Everybody keeps place, price and links; who is in both keeps one place and is paid back the "
        "other.",
        name=name,
        when=t.moment(min(ends)) if ends else "",
    )


def merged(t: Texts, view: GroupView, people: int, name: str, *, came: bool) -> Screen:
    """Two groups are one; `came`: the reader came along from the one that is not there any more."""
    head = (
        t.gettext(
            "Your group for <b>{title}</b> goes on together with the group of {name}.",
            title=_title(view),
            name=named(t, name),
        )
        if came
        else t.ngettext(
            "Another group came into yours for <b>{title}</b>, with {n} person.",
            "Another group came into yours for <b>{title}</b>, with {n} people.",
            people,
            title=_title(view),
        )
    )
    text = paragraphs(
        head,
        lines([groups.seats(t, view.group), groups.status(t, view, for_good=True)]),
        t.gettext(
            "Your place, what it costs and your links stay as they are. You can still leave."
        ),
    )
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return standing(Screen(text, ((see,),)))


def went_on(t: Texts, view: GroupView) -> Screen:
    """The reader said yes."""
    text = paragraphs(
        t.gettext("Both groups for <b>{title}</b> are one now.", title=_title(view)),
        lines([groups.seats(t, view.group), groups.status(t, view)]),
        t.gettext("Everybody in them is told. Links of both lead here."),
    )
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return Screen(text, ((see,), (home(t),)))


def declined(t: Texts, view: GroupView) -> Screen:
    """The reader would rather not."""
    text = t.gettext(
        "Good: your group for <b>{title}</b> stays as it is. I tell the other leader.",
        title=_title(view),
    )
    return Screen(str(text), ((to_lead(t, view.group.id),), (home(t),)))


def refused(t: Texts, view: GroupView, name: str) -> Screen:
    """The other leader would rather not."""
    text = t.gettext(
        "{name} would rather not merge the groups for <b>{title}</b>. Yours stays as it is.",
        name=named(t, name),
        title=_title(view),
    )
    return standing(Screen(str(text), ((to_lead(t, view.group.id),),)))


def _other(t: Texts, one: Other) -> Markup:
    when = t.countdown(one.group.closes_at) if one.group.closes_at is not None else ""
    return t.gettext(
        "👑 {name}\n{seats} · closes {when}",
        name=named(t, one.leader),
        seats=groups.seats(t, one.group),
        when=when,
    )


def _label(t: Texts, one: Other) -> str:
    count = f"{t.number(one.group.paid)}/{t.number(groups.counted_to(one.group))}"
    return f"{named(t, one.leader)} · {count}"


def _title(view: GroupView) -> str:
    return shorten(view.title, TITLE)
