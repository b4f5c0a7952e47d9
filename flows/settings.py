"""Language, reminders, quiet hours and time zone."""

from dataclasses import replace

from flows import asking, groups, home, places
from flows.languages import NAMES
from flows.presses.every import (
    Mute,
    SetLanguage,
    SetQuiet,
    SetZone,
    ShowGroup,
    ShowLanguages,
    ShowQuiet,
    ShowZones,
)
from flows.presses.follow import SetNews
from flows.replies import Reply, Say
from flows.screens import settings as screen
from flows.visit import Visit
from flows.zones import ZONES
from groupbuys import reminders
from groupbuys.telling import daily
from people import addresses, wishes


def press(
    visit: Visit,
    pressed: ShowLanguages | SetLanguage | ShowQuiet | Mute | SetQuiet | ShowZones | SetZone,
) -> list[Reply]:
    """A button about language, hours and quiet."""
    match pressed:
        case ShowLanguages():
            return languages(visit)
        case SetLanguage():
            return set_language(visit, pressed)
        case ShowQuiet():
            return quiet(visit)
        case Mute():
            return mute(visit, pressed)
        case SetQuiet():
            return set_quiet(visit, pressed)
        case ShowZones():
            return zones(visit, pressed)
        case SetZone():
            return set_zone(visit, pressed)


def languages(visit: Visit) -> list[Reply]:
    """The languages to choose from."""
    return visit.show(screen.languages(visit.texts, visit.cover))


def set_language(visit: Visit, press: SetLanguage) -> list[Reply]:
    """Read in this language from now on."""
    if not wishes.set_language(visit.tx, visit.person.id, press.language):
        return languages(visit)
    now = replace(visit, person=replace(visit.person, language=press.language))
    said = now.texts.pgettext("toast", "From now on in {language}.", language=NAMES[press.language])
    return [*now.tell(said), *home.welcome(now)]


def quiet(visit: Visit) -> list[Reply]:
    """Reminders, quiet hours, time zone."""
    kept = bool(addresses.last(visit.tx, visit.person.id))
    return visit.show(screen.quiet(visit.texts, visit.person, visit.cover, has_address=kept))


def theme(visit: Visit, which: str) -> list[Reply]:
    """What can be chosen about one theme; of another there is nothing, so all of them."""
    shown = screen.theme(visit.texts, visit.person, which, visit.cover)
    return quiet(visit) if shown is None else visit.show(shown)


def mute(visit: Visit, press: Mute) -> list[Reply]:
    """Reminders off or on: of one group buy, or of all."""
    off = press.off == 1
    wishes.mute(visit.tx, visit.person.id, press.group_buy_id, off=off)
    t = visit.texts
    said = (
        t.pgettext("toast", "Reminders are off.")
        if off
        else t.pgettext("toast", "Reminders are on.")
    )
    if press.group_buy_id:
        return [*visit.tell(said), *groups.show(visit, ShowGroup(press.group_buy_id))]
    now = replace(visit, person=replace(visit.person, muted=off))
    return [*now.tell(said), *quiet(now)]


def set_quiet(visit: Visit, press: SetQuiet) -> list[Reply]:
    """Quiet hours from now on."""
    if not wishes.set_quiet(visit.tx, visit.person.id, press.start, press.end):
        return theme(visit, "q")
    reminders.move_reminders(visit.tx, visit.person.id)
    person = replace(visit.person, quiet_from=press.start, quiet_to=press.end)
    daily.replan(visit.tx, person)
    return theme(replace(visit, person=person), "q")


def set_news(visit: Visit, press: SetNews) -> list[Reply]:
    """So many messages about new deals a day from now on."""
    if not wishes.set_news(visit.tx, visit.person.id, press.a_day):
        return theme(visit, "s")
    person = replace(visit.person, news=press.a_day)
    daily.replan(visit.tx, person)
    return theme(replace(visit, person=person), "s")


def zones(visit: Visit, press: ShowZones) -> list[Reply]:
    """Time zones to choose from; a place that is typed is looked for."""
    asking.asks(visit, press)
    return visit.show(screen.zones(visit.texts, ZONES, press.page, visit.tx.now, visit.cover))


def typed_place(visit: Visit, question: ShowZones, text: str) -> list[Reply]:
    """The zone of that place; where there are several, or it was only begun, they are offered."""
    found = places.find(text, visit.tx.now)
    if found.sure and len(found.zones) == 1:
        asking.let_go(visit)
        return set_zone(visit, SetZone(found.zones[0]))
    asking.asks(visit, question)
    t, now = visit.texts, visit.tx.now
    if found.zones:
        ways = [(screen.zone_label(t, one, now), SetZone(one)) for one in found.zones]
        return [Say(screen.offered_zones(t, text, ways, ShowZones()))]
    return [Say(screen.zones(t, ZONES, question.page, now, visit.cover, screen.no_zone(t, text)))]


def set_zone(visit: Visit, press: SetZone) -> list[Reply]:
    """Live by this time zone from now on."""
    if not wishes.set_zone(visit.tx, visit.person.id, press.zone):
        return quiet(visit)
    reminders.move_reminders(visit.tx, visit.person.id)
    person = replace(visit.person, zone=press.zone)
    daily.replan(visit.tx, person)
    return quiet(replace(visit, person=person))
