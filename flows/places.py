"""Places by which time zones are named and found: cities and countries, in every language of ours (from CLDR)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from flows.languages import NAMES
from flows.zones import ZONES

MOST = 12
"""Zones that are offered for what was typed."""

_MORE: Mapping[str, Sequence[str]] = {
    "Asia/Shanghai": (
        "Beijing",
        "北京",
        "广州",
        "廣州",
        "深圳",
        "Shenzhen",
        "成都",
        "重庆",
        "重慶",
    ),
    "Asia/Taipei": ("高雄", "台中", "台南", "Kaohsiung", "Taichung"),
    "Asia/Kolkata": ("Delhi", "Mumbai", "德里", "孟买", "孟買"),
    "America/New_York": ("Washington", "Boston", "华盛顿", "華盛頓"),
    "America/Los_Angeles": ("San Francisco", "Seattle", "旧金山", "舊金山"),
    "Europe/Berlin": ("Munich", "München", "Hamburg", "慕尼黑"),
    "UTC": ("GMT",),
}
"""Cities that many will type and that no zone is named after."""

_COUNTRIES = {
    "usa": "US",
    "america": "US",
    "uk": "GB",
    "england": "GB",
    "uae": "AE",
    "korea": "KR",
    "韓國": "KR",
}

_AWAY = re.compile(r"(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """Zones that fit what was typed, the best first; `sure`: it is the name of that one, and not only its beginning."""

    zones: tuple[str, ...]
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Atlas:
    """The folded names of cities and countries with their zones; and cities as they are written, by zone."""

    cities: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, ...]]
    written: Mapping[tuple[str, str], str]


def city(zone: str, language: str) -> str:
    """What a zone is called after, in a language of ours."""
    newest = get_global("zone_aliases").get(zone, zone)
    return _atlas().written.get((newest, language)) or _last(newest)


def is_zone(name: str) -> bool:
    """Whether that is the IANA name of a zone that people live by."""
    return name in _atlas().cities.get(_fold(name), ())


def find(words: str, now: datetime) -> Found:
    """The zones of a place: a city, a country, the beginning of either, or how far its clocks are from UTC."""
    away = _AWAY.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if away is not None:
        return Found(_at(away, now))
    name, atlas = _fold(words), _atlas()
    if name in atlas.cities:
        return Found(atlas.cities[name], sure=True)
    if name in atlas.countries:
        return Found(_apart(atlas.countries[name], now), sure=True)
    if not name or (len(name) < 2 and name.isascii()):
        return Found(())
    return Found(_apart(_beginning(name, atlas), now))


def _beginning(name: str, atlas: _Atlas) -> list[str]:
    """What begins like that, or what that begins with: "New York City" is New York, and 台北市 is 台北."""
    begun = [
        one
        for table in (atlas.cities, atlas.countries)
        for known, zones in table.items()
        if known.startswith(name) or (_says_enough(known) and name.startswith(known))
        for one in zones
    ]
    return list(dict.fromkeys(begun))


def _says_enough(name: str) -> bool:
    return len(name) >= (4 if name.isascii() else 2)


def _at(away: re.Match[str], now: datetime) -> tuple[str, ...]:
    sign, hours, minutes = away.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes or 0))
    wanted = span if sign == "+" else -span
    return tuple(one for one in ZONES if now.astimezone(ZoneInfo(one)).utcoffset() == wanted)


def _apart(zones: Iterable[str], now: datetime) -> tuple[str, ...]:
    """One zone for each clock that is kept there, in winter and summer; those that most people know first."""
    known = sorted(zones, key=lambda one: ZONES.index(one) if one in ZONES else len(ZONES))
    clocks: dict[tuple[timedelta | None, ...], str] = {}
    for one in known:
        clocks.setdefault(_clock(one, now.year), one)
    return tuple(clocks.values())[:MOST]


def _clock(zone: str, year: int) -> tuple[timedelta | None, ...]:
    return tuple(
        datetime(year, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 4, 7, 10)
    )


def _fold(text: str) -> str:
    """Letters and digits alone, without accents and in one case; Taiwan is written with either of two signs."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("臺", "台")
    return "".join(sign for sign in plain if sign.isalnum())


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=1)
def _atlas() -> _Atlas:
    """Made once, in a tenth of a second."""
    old = _old_names()
    locales = {language: Locale.parse(language) for language in NAMES}
    cities: defaultdict[str, dict[str, None]] = defaultdict(dict)
    countries: defaultdict[str, dict[str, None]] = defaultdict(dict)
    written = {}
    there = available_timezones()
    for zone, territory in [*get_global("zone_territories").items(), ("UTC", "")]:
        if zone not in there or zone.startswith("Etc/"):
            continue
        ids = (zone, *old[zone])
        for language, locale in locales.items():
            name = _named(locale, ids)
            if name:
                written[zone, language] = name
            for one in (name, zone, *map(_last, ids), *_MORE.get(zone, ())):
                cities[_fold(one)][zone] = None
            for one in _countries(locale, territory):
                countries[_fold(one)][zone] = None
    return _Atlas(_tuples(cities), _tuples(countries), written)


def _tuples(table: Mapping[str, Mapping[str, None]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(zones) for name, zones in table.items() if name}


def _old_names() -> Mapping[str, Sequence[str]]:
    """By zone, what it was called before: CLDR keeps the oldest name, tzdata the newest."""
    found = defaultdict[str, list[str]](list)
    for old, new in get_global("zone_aliases").items():
        found[new].append(old)
    return found


def _named(locale: Locale, ids: Iterable[str]) -> str:
    known = (locale.time_zones.get(one, {}) for one in ids)
    return next((str(one["city"]) for one in known if "city" in one), "")


def _countries(locale: Locale, territory: str) -> Iterator[str]:
    if territory in locale.territories and territory.isalpha():
        yield locale.territories[territory]
        yield territory
        yield from (name for name, code in _COUNTRIES.items() if code == territory)
