"""Who looks at a shop's figures, and how: what every chart of it has in common."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from catalog.money import Money
from charts.scale import around, rounds
from charts.values import Chart, Frame, Mark
from flows.figure_text import day_text, days_text, short_number, weekday_text
from flows.screens.shape import LABEL, lines, paragraphs, shorten
from flows.texts import Texts
from groupbuys.figures.days import Period

_LABELLED = 13
"""Columns that a phone has room to name a few of."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Some figures in words, and the chart of them where there is anything to draw."""

    text: Markup
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """A shop's figures of a `period` as their reader sees them; `dark` is their choice, `accent` the shop's.

    `name` and `currency` are the shop's.
    """

    t: Texts
    name: str
    currency: str
    period: Period
    dark: bool
    accent: str

    @property
    def days(self) -> str:
        """From when to when."""
        return days_text(self.period.first, self.period.last, self.t.language)

    def frame(self, title: str, *notes: str) -> Frame:
        """What stands around a chart: its title, the days, the zone that they are days in, and whose it is."""
        when = f"{self.days} · {self.period.zone}"
        foot = shorten(self.name, LABEL)
        return Frame(
            title, (when, *notes), foot, self.t.language, self.dark, self.accent or "ember"
        )

    def words(self, title: str, *said: Markup | str | None) -> Markup:
        """The words beside a chart, those of None left out."""
        head = Markup("<b>{}</b>\n{}").format(title, self.days)
        return paragraphs(head, lines(said))

    def counted(self, label: str, count: int) -> Markup:
        """So many of something."""
        return self.t.gettext("{label}: {count}", label=label, count=self.t.number(count))

    def money(self, minor: float) -> str:
        """An amount of the shop's money."""
        return self.t.money(Money(round(minor), self.currency))

    def bare(self, minor: float) -> str:
        """The same where there is little room, and another place says the currency."""
        return short_number(Money(round(minor), self.currency), self.t.language)

    def counts(self, most: float) -> tuple[Mark, ...]:
        """The marks of an axis of whole numbers."""
        return tuple(Mark(at, self.t.number(at)) for at in rounds(max(most, 2)))

    def sums(self, most: float, least: float = 0) -> tuple[Mark, ...]:
        """The marks of an axis of money, which goes below nought where `least` does."""
        return tuple(Mark(at, self.bare(at)) for at in around(least, max(most, 100)))

    def said(self, day: date) -> str:
        """A day of the period."""
        return day_text(day, self.t.language)

    def unfinished(self) -> tuple[str, ...]:
        """A note on the last column, which goes on."""
        if self.period.step == 1:
            return (self.t.pgettext("chart", "Pale: today so far"),)
        return (self.t.pgettext("chart", "By the week, the last one up to now"),)

    def ticks(self) -> tuple[Mark, ...]:
        """The days under columns: each where there are few, else every so many, counted back from the last."""
        columns, language = self.period.columns, self.t.language
        if columns <= 7:
            days = (self.period.day(column) for column in range(columns))
            return tuple(Mark(at, weekday_text(day, language)) for at, day in enumerate(days))
        step = 4 if columns <= _LABELLED else 7
        said = (columns - 1 - back for back in range(0, columns, step))
        return tuple(Mark(at, day_text(self.period.day(at), language)) for at in said)
