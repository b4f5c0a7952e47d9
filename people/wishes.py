"""What people want: their language, their time zone, when it is quiet, and whom they do not want to hear of."""

from zoneinfo import ZoneInfo

from sqlalchemy import Update, bindparam, delete, select, update

from people.guests import of_host
from people.model import DIGEST, Person
from people.tables import mute as muted_groups
from people.tables import person
from storage.transaction import Transaction
from storage.upsert import or_nothing

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
"""The languages that every text is there in."""

MOST_NEWS = 20
"""Messages about new deals that somebody may want in a day."""

_HOURS = range(24)
_ONE = person.c.id == bindparam("id_")
_LANGUAGE = update(person).where(_ONE).values(language=bindparam("wish"), language_chosen=1)
_ZONE = update(person).where(_ONE).values(zone=bindparam("wish"))
_QUIET = update(person).where(_ONE).values(quiet_from=bindparam("start"), quiet_to=bindparam("end"))
_MUTED = update(person).where(_ONE).values(muted=bindparam("wish"))
_NEWS = update(person).where(_ONE).values(news=bindparam("wish"))
_DAILY = update(person).where(_ONE).values(daily=bindparam("wish"))
_HOUR = update(person).where(_ONE).values(daily_hour=bindparam("wish"))
_ENTER = update(person).where(_ONE).values(shop_id=bindparam("wish"))
_MUTE = or_nothing(muted_groups, ["person_id", "group_buy_id"])
_ABOUT = (muted_groups.c.person_id == bindparam("person_id")) & (
    muted_groups.c.group_buy_id == bindparam("group_buy_id")
)
_UNMUTE = delete(muted_groups).where(_ABOUT)
_IS_MUTED = select(muted_groups.c.at).where(_ABOUT)


def set_language(tx: Transaction, person_id: int, language: str) -> bool:
    """Read in this language from now on, whatever the messenger says; False where we do not have it."""
    if language not in LANGUAGES:
        return False
    _and_guests(tx, _LANGUAGE, person_id, {"wish": language})
    return True


def set_zone(tx: Transaction, person_id: int, zone: str) -> bool:
    """Live by this IANA time zone; False where there is none of that name."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    _and_guests(tx, _ZONE, person_id, {"wish": zone})
    return True


def set_quiet(tx: Transaction, person_id: int, start: int, end: int) -> bool:
    """Quiet from `start` to `end` o'clock (0 to 23; the same twice: never); False for other numbers."""
    if start not in _HOURS or end not in _HOURS:
        return False
    _and_guests(tx, _QUIET, person_id, {"start": start, "end": end})
    return True


def set_news(tx: Transaction, person_id: int, a_day: int) -> bool:
    """At most so many messages a day about new deals, 0 none, DIGEST one; False for what is no such number."""
    if a_day != DIGEST and not 0 <= a_day <= MOST_NEWS:
        return False
    tx.write(_NEWS, {"id_": person_id, "wish": a_day})
    return True


def set_daily(tx: Transaction, person_id: int, *, on: bool) -> None:
    """Whatever can wait in one message a day, or at once."""
    tx.write(_DAILY, {"id_": person_id, "wish": int(on)})


def set_hour(tx: Transaction, person_id: int, hour: int) -> bool:
    """The daily message at this hour of theirs; False for what is no hour."""
    if hour not in _HOURS:
        return False
    tx.write(_HOUR, {"id_": person_id, "wish": hour})
    return True


def enter(tx: Transaction, person_id: int, shop_id: int) -> None:
    """Look around in this shop from now on."""
    tx.write(_ENTER, {"id_": person_id, "wish": shop_id})


def mute(tx: Transaction, person_id: int, group_buy_id: int, *, off: bool) -> None:
    """Reminders of one group buy, or (0) of all, off or on again."""
    if group_buy_id == 0:
        _and_guests(tx, _MUTED, person_id, {"wish": int(off)})
    elif off:
        row = {"person_id": person_id, "group_buy_id": group_buy_id, "at": tx.now}
        tx.write(_MUTE[tx.dialect], row)
    else:
        tx.write(_UNMUTE, {"person_id": person_id, "group_buy_id": group_buy_id})


def is_muted(tx: Transaction, person_id: int, group_buy_id: int) -> bool:
    """Whether this one group buy was muted (muting all stands on the person)."""
    about = {"person_id": person_id, "group_buy_id": group_buy_id}
    return tx.first(_IS_MUTED, about) is not None


def has_muted(tx: Transaction, whose: Person, group_buy_id: int) -> bool:
    """Whether they want to hear nothing of this group buy's comings and goings, or of any's."""
    return whose.muted or is_muted(tx, whose.id, group_buy_id)


def _and_guests(
    tx: Transaction, wish: Update, person_id: int, values: dict[str, str | int]
) -> None:
    """What somebody wants holds for what they hear of their guests as well.

    The host is locked first, as whoever takes a place for a guest does, and then each guest by number.
    """
    tx.write(wish, {"id_": person_id, **values})
    guests = sorted(one.person_id for one in of_host(tx, person_id))
    if guests:
        tx.write(wish, [{"id_": one, **values} for one in guests])
