"""How somebody wants to be told what can wait: at once, or once a day at an hour of theirs."""

from dataclasses import replace

from flows import asking, settings
from flows.presses.daily import DailyPress, SetDaily, SetHour, ShowHours, ShowTheme
from flows.replies import Reply
from flows.screens import daily as screen
from flows.screens.settings import zone_name
from flows.visit import Visit
from groupbuys.telling import daily
from people import wishes
from people.model import Person


def press(visit: Visit, pressed: DailyPress) -> list[Reply]:
    """A button about the daily message."""
    asking.let_go(visit)
    match pressed:
        case ShowTheme(theme=theme):
            return settings.theme(visit, theme)
        case SetDaily(on=on):
            wishes.set_daily(visit.tx, visit.person.id, on=on == 1)
            return _from_now_on(visit, replace(visit.person, daily=on == 1))
        case ShowHours():
            zone = zone_name(visit.texts, visit.texts.zone)
            return visit.show(screen.hours(visit.texts, visit.person, zone, visit.cover))
        case SetHour(hour=hour):
            if not wishes.set_hour(visit.tx, visit.person.id, hour):
                return settings.theme(visit, "n")
            return _from_now_on(visit, replace(visit.person, hour=hour))


def _from_now_on(visit: Visit, person: Person) -> list[Reply]:
    """What is gathered already comes when they want it now."""
    daily.replan(visit.tx, person)
    return settings.theme(replace(visit, person=person), "n")
