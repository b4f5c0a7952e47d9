"""What is said, in the reader's language: translated, filled in, and with everybody's words escaped."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from gettext import GNUTranslations, translation
from pathlib import Path

from markupsafe import Markup, escape

from catalog.money import Money
from flows.money_text import money_text, number_text, percent_text, share_text
from flows.time_text import (
    day_of_week_text,
    day_text,
    length_text,
    moment_text,
    weekday_text,
    zone_of,
    zone_text,
)

_LOCALE = Path(__file__).parent / "locale"
_UNSPACED = {"zh_Hans", "zh_Hant"}
_TIME = '<tg-time unix="{unix}" format="{form}">{fallback}</tg-time>'


@lru_cache(maxsize=8)
def _catalogue(language: str) -> GNUTranslations:
    return translation("kaituan", _LOCALE, [language])


@lru_cache(maxsize=4096)
def _sentence(language: str, message: str) -> Markup:
    return Markup(_catalogue(language).gettext(message))  # noqa: S704  our own text


@lru_cache(maxsize=4096)
def _words(language: str, context: str, message: str) -> str:
    return _catalogue(language).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  the name by which translations collect what is translated later
    """The same text: marked here, translated where it is said."""
    return message


def filled(template: str, **values: object) -> Markup:
    """Markup of ours with values in its places, each escaped: what Markup.format does, ten times as fast."""
    safe = {key: one if isinstance(one, Markup) else escape(one) for key, one in values.items()}
    return Markup(str.format_map(template, safe))  # noqa: S704  our own text


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one reader's `language`, with moments in their `zone` (an IANA name).

    gettext and ngettext make markup, in which every value is escaped; pgettext and npgettext make plain text for
    buttons, toasts, invoices and whatever else shows no markup.
    """

    language: str
    zone: str = "UTC"

    def gettext(self, message: str, /, **values: object) -> Markup:
        """A sentence of markup."""
        said = _sentence(self.language, message)
        return filled(said, **values) if values else said

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> Markup:
        """A sentence of markup that depends on a number, which stands in it as {n}."""
        said = _catalogue(self.language).ngettext(one, many, count)
        return filled(said, n=self.number(count), **values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A plain text; `context` is where it stands: "button", "toast", "invoice" ..."""
        said = _words(self.language, context, message)
        return said.format(**values) if values else said

    def npgettext(self, context: str, one: str, many: str, count: int, /, **values: object) -> str:
        """A plain text that depends on a number, which stands in it as {n}."""
        said = _catalogue(self.language).npgettext(context, one, many, count)
        return said.format(n=self.number(count), **values)

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return "" if self.language in _UNSPACED else " "

    def listed(self, *items: str) -> str:
        """Names or things one after the other."""
        return ("、" if self.language in _UNSPACED else ", ").join(items)

    def sentences(self, *parts: Markup) -> Markup:
        """Sentences one after the other."""
        return Markup(self.gap).join(parts)  # noqa: S704  a space or nothing

    def money(self, amount: Money) -> str:
        """An amount."""
        return money_text(amount, self.language)

    def number(self, number: int) -> str:
        """A whole number."""
        return number_text(number, self.language)

    def percent(self, percent: int) -> str:
        """Whole percent."""
        return percent_text(percent, self.language)

    def share(self, hundredths: int) -> str:
        """Hundredths of a percent, as percent."""
        return share_text(hundredths, self.language)

    def length(self, length: timedelta) -> str:
        """A length of time."""
        return length_text(length, self.language)

    def clock(self, moment: datetime) -> str:
        """A day and a time of day in plain text that others read too, so with the zone that it is meant in."""
        return f"{moment_text(moment, self.language, self.zone)} ({zone_text(moment, self.zone)})"

    def day_of_week(self, weekday: int) -> str:
        """The name of a day of the week; 0 is Monday."""
        return day_of_week_text(weekday, self.language)

    def moment(self, moment: datetime) -> Markup:
        """A day and a time of day: in the zone of the reader's own phone, where the messenger can do that."""
        return _time(moment, "Dt", moment_text(moment, self.language, self.zone))

    def day(self, moment: datetime) -> Markup:
        """A day, likewise."""
        return _time(moment, "D", day_text(moment, self.language, self.zone))

    def weekday(self, moment: datetime) -> str:
        """A day with its weekday in our zone, plain: what day it was there, wherever the reader is."""
        return weekday_text(moment, self.language, self.zone)

    def time(self, moment: datetime) -> Markup:
        """A time of day: in the zone of the reader's own phone, where the messenger can do that."""
        return _time(moment, "t", f"{moment.astimezone(zone_of(self.zone)):%H:%M}")

    def countdown(self, moment: datetime) -> Markup:
        """A moment that the messenger shows as time left; the moment itself where it cannot."""
        return _time(moment, "r", moment_text(moment, self.language, self.zone))


@lru_cache(maxsize=4096)
def _time(moment: datetime, form: str, fallback: str) -> Markup:
    """`form` as in a date_time entity of the Bot API: r, or letters out of w, d or D, t or T."""
    return filled(_TIME, unix=int(moment.timestamp()), form=form, fallback=fallback)
