"""How long group buys take to fill, by their size."""

from collections.abc import Sequence

from charts.scale import lengths
from charts.values import Mark, Span, Spans
from flows.figure_text import about
from flows.screens.figures.sight import Figure, Sight
from flows.texts import Texts
from groupbuys.figures.fills import Fill

_MOST = 6
"""Sizes that are shown: those with the most group buys."""


def fills(sight: Sight, found: Sequence[Fill]) -> Figure:
    """The middle and the quartiles of each size, from the opening to the last seat paid."""
    t = sight.t
    title = t.pgettext("chart", "Time to fill")
    if not found:
        nothing = t.gettext("No group has filled up in this time.")
        return Figure(sight.words(title, nothing))
    often = sorted(found, key=lambda one: -one.groups)[:_MOST]
    shown = sorted(often, key=lambda one: one.size)
    said = [*(_line(t, one) for one in shown)]
    return Figure(sight.words(title, *said), _chart(sight, title, shown))


def people(t: Texts, size: int) -> str:
    """How many people a group buy is of."""
    return t.npgettext("chart", "{n} person", "{n} people", size)


def _groups(t: Texts, count: int) -> str:
    return t.npgettext("chart", "{n} group", "{n} groups", count)


def _line(t: Texts, one: Fill) -> str:
    return t.gettext(
        "{people}: half of {groups} full within {middle}, the middle half in {low} to {high}",
        people=people(t, one.size),
        groups=_groups(t, one.groups),
        middle=t.length(about(one.mid)),
        low=t.length(about(one.low)),
        high=t.length(about(one.high)),
    )


def _chart(sight: Sight, title: str, shown: Sequence[Fill]) -> Spans:
    t = sight.t
    spans = tuple(
        Span(
            people(t, one.size),
            one.low,
            one.mid,
            one.high,
            t.length(about(one.mid)),
            _groups(t, one.groups),
        )
        for one in shown
    )
    marks = lengths(max(60.0, *(one.high for one in shown)))
    note = t.pgettext("chart", "Dot: half are full by then. Bar: the middle half")
    said = tuple(Mark(at, t.length(about(at))) for at in marks)
    return Spans(sight.frame(title, note), spans, said)
