"""A group buy in a group chat: its card with Join for everybody there, and the list of who is in from that chat."""

from collections.abc import Mapping

from markupsafe import Markup

from flows.faces import START_LINK, LinkButton, Screen
from flows.presses.chats import JoinHere, ListHere
from flows.screens import group, ladder
from flows.screens.buttons import Row, button
from flows.screens.group import GroupView
from flows.screens.names import clean
from flows.screens.shape import TITLE, lines, paragraphs, shorten, units
from flows.texts import Texts, filled
from groupbuys.chats.entries import Entered, Roll
from groupbuys.chats.hanging import Hanging
from groupbuys.model import GroupState

LINES = 100
"""People on a list; a message has room for about sixty, and the rest are counted."""

_ROOM = 3400
"""UTF-16 units of a list's lines, so that all that stands around them fits into 4,096."""


def card(t: Texts, view: GroupView, here: Hanging, from_here: int = 0) -> Screen:
    """The card; whoever presses Join there came by the invite of who brought it. `from_here`: people of this chat."""
    how = t.gettext(
        "Press Join, or reply to this message with “+1” to join, “list” to see who is in, or “out” to leave."
    )
    return Screen(
        paragraphs(
            lines([group.face(t, view), _of_all(t, view, from_here)]),
            how if view.joinable else None,
        ),
        _rows(t, view, here),
        view.picture,
        card_of=view.group.id,
        card_version=view.group.version,
        hangs=here.id,
    )


def listed(
    t: Texts, view: GroupView, here: Hanging, roll: Roll, choices: Mapping[int, str]
) -> Screen:
    """The list, numbered, as 接龙 has it; `choices`: the variants in words."""
    head = filled("<b>{title}</b>", title=shorten(view.title, TITLE))
    text = paragraphs(
        lines([head, _people(t, view, roll) if roll.people else _nobody(t, view)]),
        _lines(t, roll, choices),
        lines([_paying(t, view), ladder.stands(t, view.group, view.ladder), group.status(t, view)]),
    )
    return Screen(
        text,
        _rows(t, view, here)[:1] if view.joinable or view.group.closed_at else (),
        card_of=view.group.id,
        card_version=view.group.version,
        hangs=here.id,
        lists=True,
    )


def _rows(t: Texts, view: GroupView, here: Hanging) -> tuple[Row, ...]:
    more = t.pgettext("button", "See more")
    if view.full:
        more = t.pgettext("button", "Wait for a place")
    see = LinkButton(more, START_LINK + here.token)
    if view.joinable:
        join = button(t.pgettext("button", "Join"), JoinHere(here.id, 1), "primary")
        return (join,), (button(t.pgettext("button", "Who is in"), ListHere(here.id)), see)
    if view.group.state is GroupState.FORMING:
        return ((button(t.pgettext("button", "Who is in"), ListHere(here.id)), see),)
    open_ = LinkButton(t.pgettext("button", "Open groups"), START_LINK + here.token)
    return ((open_,),)


def _of_all(t: Texts, view: GroupView, from_here: int) -> Markup | None:
    """Nobody is to take those of one chat for all; where they are all, the seats say it."""
    group_buy = view.group
    open_ = group_buy.state is GroupState.FORMING
    if not open_ or not 0 < from_here < group_buy.paid:
        return None
    return t.ngettext(
        "{n} person from this chat; {all} in all.",
        "{n} people from this chat; {all} in all.",
        from_here,
        all=_all(t, view),
    )


def _all(t: Texts, view: GroupView) -> str:
    goal = group.counted_to(view.group)
    return t.pgettext(
        "so many", "{paid} of {goal}", paid=t.number(view.group.paid), goal=t.number(goal)
    )


def _people(t: Texts, view: GroupView, roll: Roll) -> Markup:
    """How many of this chat, and of how many; where they are all, or it is over, that is all there is to say."""
    if view.group.state is not GroupState.FORMING or roll.people >= view.group.paid:
        people = t.ngettext(
            "{n} person from this chat is in.", "{n} people from this chat are in.", roll.people
        )
    else:
        people = t.ngettext(
            "{n} person from this chat is in; {all} in all.",
            "{n} people from this chat are in; {all} in all.",
            roll.people,
            all=_all(t, view),
        )
    if roll.units == roll.people:
        return people
    return t.sentences(
        people,
        t.ngettext(
            "They take {n} piece altogether.", "They take {n} pieces altogether.", roll.units
        ),
    )


def _nobody(t: Texts, view: GroupView) -> Markup | None:
    """Once it is over, an empty list says nothing of who was in: places are free again then."""
    if view.group.state is not GroupState.FORMING:
        return None
    return t.gettext("Nobody from this chat is in yet.")


def _lines(t: Texts, roll: Roll, choices: Mapping[int, str]) -> Markup | None:
    said: list[str] = []
    room = _ROOM
    for number, one in enumerate(roll.lines, 1):
        line = f"{t.number(number)}. {_line(t, one, choices)}"
        room -= units(line) + 1
        if room < 0:
            break
        said.append(line)
    more = roll.people - len(said)
    if said and more:
        return lines([*said, t.ngettext("… and {n} more", "… and {n} more", more)])
    return lines(said) if said else None


def _line(t: Texts, one: Entered, choices: Mapping[int, str]) -> str:
    name = clean(one.name) or t.pgettext("name", "Somebody")
    what = group.chosen(t, choices.get(one.variant_id, ""), one.quantity)
    return t.pgettext("list", "{name}: {what}", name=name, what=what) if what else name


def _paying(t: Texts, view: GroupView) -> Markup | None:
    """Those who hold a place and have not paid are counted, and not named."""
    group_buy = view.group
    paying = group_buy.taken - group_buy.paid
    if paying <= 0 or group_buy.state is not GroupState.FORMING:
        return None
    if not (group_buy.unheld or view.closing):
        return None  # how it stands says so already: the last places are being paid for
    return t.ngettext(
        "{n} place is being paid for just now.", "{n} places are being paid for just now.", paying
    )
