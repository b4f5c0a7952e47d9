"""What group size and price: the shop's own history on one page, and no more than it says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from charts.values import Mark, Span, Spans
from flows.figure_text import about
from flows.screens.figures.fills import people
from flows.screens.figures.sight import Figure, Sight
from flows.screens.figures.verdicts import said
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.figures.advice import ENOUGH, Tried, Way, band, size, verdict, ways
from groupbuys.figures.fills import Fill

_MOST = 4
"""Ways that are shown of each kind: those with the most group buys."""

Named: TypeAlias = Callable[[Way], str]


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the two questions: its heading, its ways by name, and the answer."""

    head: Markup
    shown: Sequence[Way]
    named: Named
    answer: Markup


def advice(sight: Sight, tried: Sequence[Tried], filled: Sequence[Fill]) -> Figure:
    """Sizes and prices that were tried, how each went, and a recommendation where there is ground for one."""
    t = sight.t
    middles = {one.size: one.mid for one in filled}
    parts = (_sizes(sight, tried), _prices(sight, tried))
    basis = t.gettext(
        "From the last 365 days. Compared on the same products only, from {enough} ended groups of each on, "
        "and recommended where chance alone would hardly do that.",
        enough=t.number(ENOUGH),
    )
    words = [_part(sight, parts[0], middles), _part(sight, parts[1], {})]
    text = paragraphs(*words, basis if tried else None)
    drawn = [way for part in parts for way in part.shown]
    return Figure(text, _chart(sight, parts) if drawn else None)


def _sizes(sight: Sight, tried: Sequence[Tried]) -> _Part:
    t = sight.t

    def named(way: Way) -> str:
        return people(t, way.key)

    answer = said(sight, verdict(tried, size), named)
    return _Part(t.gettext("<b>What group size?</b>"), _often(ways(tried, size)), named, answer)


def _prices(sight: Sight, tried: Sequence[Tried]) -> _Part:
    t = sight.t

    def named(way: Way) -> str:
        return off(t, way.key)

    answer = said(sight, verdict(tried, band), named)
    return _Part(t.gettext("<b>What price?</b>"), _often(ways(tried, band)), named, answer)


def off(t: Texts, low: int) -> str:
    """A band of discounts by its lower end."""
    if low >= 40:
        return t.pgettext("chart", "{low} off or more", low=t.percent(low))
    return t.pgettext("chart", "{low} to {high} off", low=t.number(low), high=t.percent(low + 9))


def _often(there: Sequence[Way]) -> Sequence[Way]:
    often = sorted(there, key=lambda way: -way.groups)[:_MOST]
    return sorted(often, key=lambda way: way.key)


def _part(sight: Sight, part: _Part, middles: Mapping[int, float]) -> Markup:
    rows = [_line(sight, way, part.named(way), middles.get(way.key)) for way in part.shown]
    return lines([part.head, *rows, part.answer])


def _line(sight: Sight, way: Way, name: str, middle: float | None) -> Markup:
    t = sight.t
    values = {
        "way": name,
        "succeeded": t.number(way.succeeded),
        "groups": t.number(way.groups),
        "money": sight.money(way.each),
    }
    if middle is None:
        return t.gettext("{way}: {succeeded} of {groups} succeeded, {money} a group", **values)
    return t.gettext(
        "{way}: {succeeded} of {groups} succeeded, {money} a group, typically full after {time}",
        time=t.length(about(middle)),
        **values,
    )


def _chart(sight: Sight, parts: Sequence[_Part]) -> Spans:
    t = sight.t
    spans = [_span(sight, way, part.named(way)) for part in parts for way in part.shown]
    marks = tuple(Mark(at / 100, t.percent(at)) for at in (0, 25, 50, 75, 100))
    title = t.pgettext("chart", "Groups that succeeded")
    note = t.pgettext("chart", "Bar: where the true share lies, 95 times of 100")
    return Spans(sight.frame(title, note), tuple(spans), marks)


def _span(sight: Sight, way: Way, name: str) -> Span:
    t, (low, high) = sight.t, way.interval
    groups = t.npgettext("chart", "{n} group", "{n} groups", way.groups)
    return Span(name, low, way.rate, high, t.percent(round(way.rate * 100)), groups)
