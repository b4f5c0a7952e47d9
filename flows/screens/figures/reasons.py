"""Why group buys did not succeed."""

from collections.abc import Mapping

from charts.values import Row, Rows
from flows.screens.figures.groups import name
from flows.screens.figures.sight import Figure, Sight
from groupbuys.figures.outcomes import Outcome, Reasons

_MOST = 4
"""Missing so many people or more stands in one row."""


def reasons(sight: Sight, found: Reasons) -> Figure:
    """By how many people were missing; left by everybody; called off by the shop."""
    t = sight.t
    title = t.pgettext("chart", "Why groups failed")
    rows = [(label, count) for label, count in _rows(sight, found) if count]
    failed = sum(count for _, count in rows)
    if not failed:
        nothing = t.gettext("No group failed in this time.")
        return Figure(sight.words(title, nothing))
    ended = failed + found.ended.get(Outcome.SUCCEEDED, 0)
    said = [
        t.gettext(
            "{failed} of {ended} groups that ended did not succeed:",
            failed=t.number(failed),
            ended=t.number(ended),
        ),
        *(sight.counted(label, count) for label, count in rows),
    ]
    drawn = tuple(
        Row(label, count, t.number(count), less=t.percent(count * 100 // failed))
        for label, count in rows
    )
    return Figure(sight.words(title, *said), Rows(sight.frame(title), drawn))


def _rows(sight: Sight, found: Reasons) -> list[tuple[str, int]]:
    t, short = sight.t, _banded(found.short)
    missing = [
        (
            t.npgettext("chart", "{n} person missing", "{n} people missing", people)
            if people < _MOST
            else t.npgettext(
                "chart", "{n} person missing or more", "{n} people missing or more", people
            ),
            count,
        )
        for people, count in sorted(short.items())
    ]
    others = [(name(t, one), found.ended.get(one, 0)) for one in (Outcome.LEFT, Outcome.CALLED_OFF)]
    return [*missing, *others]


def _banded(short: Mapping[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for people, count in short.items():
        band = min(max(people, 1), _MOST)
        found[band] = found.get(band, 0) + count
    return found
