"""Alarms as whoever runs this reads them, with what can be done about money that keeps failing."""

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.operator import AskHowDone, SayHowDone, ShowAlarm, TryAgain
from flows.screens.buttons import Row, button
from flows.screens.shape import paragraphs
from flows.texts import Texts, filled
from storage.alarms import MONEY_STUCK, Alarm

PAGES, TRANSFER, CASH = "pages", "transfer", "cash"
"""The ways in which money is given back by hand, as buttons name them."""


def alarm_screen(t: Texts, alarm: Alarm, now: Markup | None = None) -> Screen:
    """What happened; `now`: what became of it, and nothing is left to be done."""
    return Screen(paragraphs(_words(alarm), now), () if now is not None else _rows(t, alarm))


def how(t: Texts, alarm: Alarm, *, typed: bool) -> Screen:
    """It was done by hand: in which way? `typed`: it may also be said in words."""
    ask = t.gettext("How was it done? The answer stays in the ledger.")
    words = t.gettext("Press one, or type it in your own words.") if typed else None
    rows = (
        (button(t.pgettext("button", "In the provider's own pages"), SayHowDone(alarm.id, PAGES)),),
        (button(t.pgettext("button", "By bank transfer"), SayHowDone(alarm.id, TRANSFER)),),
        (button(t.pgettext("button", "In cash"), SayHowDone(alarm.id, CASH)),),
        (button(t.pgettext("button", "‹ Back"), ShowAlarm(alarm.id)),),
    )
    return Screen(paragraphs(_words(alarm), ask, words), rows)


def _words(alarm: Alarm) -> Markup:
    """In English whoever reads it, as the commands that it names."""
    head = "⚠️ <b>{kind}</b> {number}\n{text}"
    return filled(head, kind=alarm.kind, number=alarm.subject_id, text=alarm.text)


def _rows(t: Texts, alarm: Alarm) -> tuple[Row, ...]:
    if alarm.kind != MONEY_STUCK:
        return ()
    again = button(t.pgettext("button", "Try again now"), TryAgain(alarm.id))
    by_hand = button(t.pgettext("button", "Done by hand"), AskHowDone(alarm.id))
    return ((again,), (by_hand,))
