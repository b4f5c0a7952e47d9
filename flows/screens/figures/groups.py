"""What became of a shop's group buys, by the day that they were opened."""

from collections.abc import Mapping

from charts.values import Columns, Panel, Series, Tone
from flows.screens.figures.sight import Figure, Sight
from flows.texts import Texts
from groupbuys.figures.outcomes import Outcome

_TONES: tuple[tuple[Outcome, Tone], ...] = (
    (Outcome.SUCCEEDED, "accent"),
    (Outcome.OPEN, "soft"),
    (Outcome.SHORT, "dark"),
    (Outcome.LEFT, "pale"),
)


def groups(sight: Sight, daily: Mapping[Outcome, tuple[int, ...]]) -> Figure:
    """How many were opened, and how they ended; those that everybody left stand with those called off."""
    t = sight.t
    title = t.pgettext("chart", "Groups")
    counts = {outcome: sum(columns) for outcome, columns in daily.items()}
    opened = sum(counts.values())
    if not opened:
        said = t.gettext("No group was opened in this time.")
        return Figure(sight.words(title, said))
    judged = counts[Outcome.SUCCEEDED] + counts[Outcome.SHORT] + counts[Outcome.LEFT]
    rate = counts[Outcome.SUCCEEDED] * 100 // judged if judged else None
    words = [
        t.ngettext("{n} group opened", "{n} groups opened", opened),
        *(sight.counted(name(t, one), counts[one]) for one in Outcome if counts[one]),
        None
        if rate is None
        else t.gettext(
            "Of those that ended by themselves, {share} succeeded.", share=t.percent(rate)
        ),
    ]
    return Figure(sight.words(title, *words), _chart(sight, title, daily))


def name(t: Texts, outcome: Outcome) -> str:
    """How a group buy ended, in a word or two."""
    match outcome:
        case Outcome.OPEN:
            return t.pgettext("chart", "still open")
        case Outcome.SUCCEEDED:
            return t.pgettext("chart", "succeeded")
        case Outcome.SHORT:
            return t.pgettext("chart", "too few people")
        case Outcome.LEFT:
            return t.pgettext("chart", "everybody left")
        case Outcome.CALLED_OFF:
            return t.pgettext("chart", "called off")


def _chart(sight: Sight, title: str, daily: Mapping[Outcome, tuple[int, ...]]) -> Columns:
    t = sight.t
    ended = zip(daily[Outcome.LEFT], daily[Outcome.CALLED_OFF], strict=True)
    drawn = {**daily, Outcome.LEFT: tuple(left + off for left, off in ended)}
    named = {one: name(t, one) for one, _ in _TONES}
    named[Outcome.LEFT] = t.pgettext("chart", "left or called off")
    series = [Series(named[one], tone, drawn[one]) for one, tone in _TONES if sum(drawn[one])]
    most = max(sum(column) for column in zip(*(one.values for one in series), strict=True))
    by = t.pgettext("chart", "By the day they were opened")
    if sight.period.step > 1:
        by = t.pgettext("chart", "By the week they were opened")
    panel = Panel(by, tuple(series), sight.counts(most))
    return Columns(sight.frame(title), (panel,), sight.ticks())
