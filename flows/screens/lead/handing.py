"""The hand-out list, as the leader of a group reads it: names, what each gets, and what is still to fetch."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.lead import SendHandOut, ShowHandOut
from flows.screens.buttons import Row, button, pager
from flows.screens.group import GroupView
from flows.screens.lead.lead import back
from flows.screens.lead.passing import named
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.leading.handing import Line, Whole

SIZE = 20
"""People on a page."""


def hand_out(
    t: Texts,
    view: GroupView,
    found: tuple[Whole, Sequence[Line]],
    labels: Mapping[int, str],
    page: int,
) -> Screen:
    """One page of it; `labels`: the variants in words, by their numbers."""
    whole, shown = found
    number = view.group.id
    text = paragraphs(
        t.gettext("<b>Who gets what: {title}</b>", title=shorten(view.title, TITLE)),
        _handed(t, whole) if whole.people else nobody(t),
        _to_fetch(t, whole, labels),
        lines(_line(t, one, labels) for one in shown),
    )
    turning = pager(t, page, pages(whole.people, SIZE), lambda to: ShowHandOut(number, to))
    file: tuple[Row, ...] = ()
    if whole.people:
        file = ((button(t.pgettext("button", "As a file (Excel)"), SendHandOut(number)),),)
    return Screen(text, (*turning, *file, back(t, number)))


def is_made(t: Texts) -> str:
    """It was pressed, and is on its way."""
    return t.pgettext("toast", "I am writing the list …")


def nobody(t: Texts) -> str:
    """There is nothing to write down (any more)."""
    return t.pgettext(
        "toast", "Every order of this group was taken back: there is nothing to hand out."
    )


def no_longer(t: Texts, number: int) -> Screen:
    """The same, found out after the press."""
    said = t.gettext("There is nothing to hand out in this group any more, so I made no file.")
    return Screen(str(said), (back(t, number),))


def caption(t: Texts, title: str, people: int) -> str:
    """What stands beneath the file."""
    return paragraphs(
        t.gettext("<b>Who gets what: {title}</b>", title=shorten(title, TITLE)),
        lines(
            [
                t.ngettext("{n} person", "{n} people", people),
                t.gettext("Times are those of {zone}.", zone=t.zone),
            ]
        ),
    )


def sheet_name(t: Texts) -> str:
    """What the sheet inside of the workbook is called."""
    return t.pgettext("sheet", "Who gets what")


def _handed(t: Texts, whole: Whole) -> Markup:
    return t.gettext(
        "{handed} of {people} have theirs.",
        handed=t.number(whole.handed),
        people=t.number(whole.people),
    )


def _to_fetch(t: Texts, whole: Whole, labels: Mapping[int, str]) -> Markup | None:
    if not whole.to_fetch:
        return None
    what = (_what(t, units, labels.get(key, "")) for key, units in whole.to_fetch.items())
    return t.gettext("Still to fetch: {what}", what=t.listed(*what))


def _line(t: Texts, one: Line, labels: Mapping[int, str]) -> Markup:
    values = {
        "name": named(t, one.name),
        "what": _what(t, one.quantity, labels.get(one.variant_id, "")),
    }
    if one.handed:
        return t.gettext("✅ {name}: {what}", **values)
    if one.sent:
        return t.gettext("📦 {name}: {what}, by parcel", **values)
    return t.gettext("⬜ {name}: {what}", **values)


def _what(t: Texts, units: int, label: str) -> str:
    return f"{t.number(units)} × {shorten(label, LABEL)}" if label else t.number(units)
