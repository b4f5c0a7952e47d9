"""What is said to those whom a leader's deeds concern."""

from datetime import datetime

from flows.faces import PressButton, Screen
from flows.presses.every import ShowGroup
from flows.presses.lead import RefuseLead, TakeLead
from flows.screens import group
from flows.screens.buttons import Row, button, standing
from flows.screens.group import GroupView
from flows.screens.lead.lead import to_lead
from flows.screens.lead.passing import named
from flows.screens.shape import TITLE, lines, paragraphs, shorten
from flows.texts import Texts


def extended(t: Texts, view: GroupView, was: datetime) -> Screen:
    """A group has more time."""
    text = paragraphs(
        t.gettext(
            "Your group for <b>{title}</b> has more time: its leader has extended it, once.",
            title=_title(view),
        ),
        lines([group.seats(t, view.group), group.status(t, view, for_good=True)]),
        t.gettext("Before, it closed {when}. You can still leave.", when=t.moment(was)),
    )
    return _news(text, ((_see(t, view),),))


def asked(t: Texts, view: GroupView, name: str, offer_id: int) -> Screen:
    """Ask whether the reader would lead it."""
    text = paragraphs(
        t.gettext(
            "👑 {name} asks whether you would lead your group for <b>{title}</b> from now on.",
            name=named(t, name),
            title=_title(view),
        ),
        t.gettext(
            "A leader sees who is in, hears when somebody joins, and can look for people. Your place, "
            "what it costs, the deadline and all links stay as they are."
        ),
    )
    yes = button(t.pgettext("button", "I lead it"), TakeLead(offer_id), "primary")
    no = button(t.pgettext("button", "Not for now"), RefuseLead(offer_id))
    return _news(text, ((yes,), (no,), (_see(t, view),)))


def taken(t: Texts, view: GroupView, name: str) -> Screen:
    """Somebody else leads now, as the reader wished."""
    text = t.gettext(
        "{name} leads the group for <b>{title}</b> now. You stay in it as before.",
        name=named(t, name),
        title=_title(view),
    )
    return _news(str(text), ((_see(t, view),),))


def declined(t: Texts, view: GroupView, name: str) -> Screen:
    """The one who was asked would rather not."""
    text = t.gettext(
        "{name} would rather not lead the group for <b>{title}</b>. You lead on; you can ask somebody else.",
        name=named(t, name),
        title=_title(view),
    )
    return _news(str(text), ((to_lead(t, view.group.id),),))


def nudged(t: Texts, view: GroupView, name: str) -> Screen:
    """The leader reminds somebody who looked at the group."""
    text = paragraphs(
        t.gettext(
            "{name} reminds you of the group for <b>{title}</b>: it is still open.",
            name=named(t, name),
            title=_title(view),
        ),
        lines([group.seats(t, view.group), group.status(t, view, for_good=True)]),
    )
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id), "primary")
    return _news(text, ((see,),))


def _see(t: Texts, view: GroupView) -> PressButton:
    return button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))


def _title(view: GroupView) -> str:
    return shorten(view.title, TITLE)


def _news(text: str, rows: tuple[Row, ...]) -> Screen:
    return standing(Screen(text, rows))
