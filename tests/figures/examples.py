"""Figures of a shop that goes well, as every chart of it would be drawn: in three languages, on both grounds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

from charts.values import Chart
from flows.screens.figures.advice import advice
from flows.screens.figures.channels import channels
from flows.screens.figures.fills import fills
from flows.screens.figures.funnel import funnel
from flows.screens.figures.groups import groups
from flows.screens.figures.reasons import reasons
from flows.screens.figures.sales import sales
from flows.screens.figures.sight import Figure, Sight
from flows.texts import Texts
from groupbuys.channels.footfall import ChannelFigures, Figures
from groupbuys.figures.advice import Tried
from groupbuys.figures.days import period
from groupbuys.figures.fills import Fill
from groupbuys.figures.funnel import Funnel
from groupbuys.figures.outcomes import Outcome, Reasons
from groupbuys.figures.sales import Sales

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
NOW = datetime(2026, 3, 2, 13, 30, tzinfo=UTC)
_ORDERS = (
    6,
    9,
    4,
    0,
    11,
    17,
    15,
    8,
    7,
    12,
    10,
    5,
    19,
    22,
    9,
    8,
    13,
    11,
    14,
    25,
    27,
    12,
    9,
    10,
    16,
    13,
    28,
    31,
)
_HOUR = 3600
TRIED = (
    Tried(1, 3, 25, 41, 34, 34 * 3 * 2700),
    Tried(1, 5, 25, 38, 17, 17 * 5 * 2700),
    Tried(2, 2, 12, 22, 18, 18 * 2 * 3960),
    Tried(2, 3, 12, 19, 13, 13 * 3 * 3960),
    Tried(3, 10, 35, 8, 3, 3 * 10 * 650),
)
FILLS = (
    Fill(2, 22, 0.4 * _HOUR, 1.3 * _HOUR, 4.5 * _HOUR),
    Fill(3, 47, 1.1 * _HOUR, 3.2 * _HOUR, 7.8 * _HOUR),
    Fill(5, 17, 3.5 * _HOUR, 9.25 * _HOUR, 17.5 * _HOUR),
    Fill(10, 3, 11 * _HOUR, 19 * _HOUR, 22.6 * _HOUR),
)


BROUGHT = (
    ChannelFigures(1, "灯笼每日团购 Lantern Daily", Figures(412, 131, 118, 40)),
    ChannelFigures(2, "Neighbours of Nanjing Road 🏘", Figures(288, 74, 61, 19)),
    ChannelFigures(3, "团长群", Figures(39, 22, 22, 6)),
)


def sight(
    language: str, days: int, *, dark: bool, accent: str = "", name: str = "灯笼 Lantern Foods"
) -> Sight:
    """Somebody looks at the figures of a shop in Shanghai."""
    zone = "Asia/Shanghai"
    return Sight(Texts(language, zone), name, "CNY", period(NOW, zone, days), dark, accent)


def sold(columns: int) -> Sales:
    """Orders and money for so many columns."""
    orders = (_ORDERS * 2)[-columns:] if columns != 13 else tuple(6 * one for one in _ORDERS[-13:])
    return Sales(orders, tuple(one * 6890 + at % 3 * 450 for at, one in enumerate(orders)))


def daily(columns: int) -> dict[Outcome, tuple[int, ...]]:
    """Group buys for so many columns, the newest of them still open."""
    orders = sold(columns).orders
    fresh = tuple(max(0, 5 - 2 * (columns - 1 - at)) for at in range(columns))
    return {
        Outcome.OPEN: fresh,
        Outcome.SUCCEEDED: tuple(one // 3 for one in orders),
        Outcome.SHORT: tuple(one // 7 for one in orders),
        Outcome.LEFT: tuple(int(one % 9 == 8) for one in orders),
        Outcome.CALLED_OFF: tuple(int(one % 11 == 9) for one in orders),
    }


def figures(seen: Sight) -> dict[str, Figure]:
    """Every chart there is, by its letter; "a": the advice."""
    columns = seen.period.columns
    why = Reasons(
        {Outcome.SUCCEEDED: 112, Outcome.SHORT: 38, Outcome.LEFT: 4, Outcome.CALLED_OFF: 3},
        {1: 19, 2: 9, 3: 5, 4: 3, 7: 2},
    )
    return {
        "s": sales(seen, sold(columns)),
        "g": groups(seen, daily(columns)),
        "f": funnel(seen, Funnel(164, 903, 561, 498, 305, 412)),
        "c": channels(seen, BROUGHT),
        "w": reasons(seen, why),
        "t": fills(seen, FILLS),
        "a": advice(replace(seen, period=period(NOW, seen.period.zone, 365)), TRIED, FILLS),
    }


def everything() -> Iterator[tuple[str, Chart]]:
    """Every chart in every language, on both grounds, over every time that looks different; with names."""
    for language, dark, days in product(LANGUAGES, (False, True), (7, 30, 91)):
        for what, figure in figures(sight(language, days, dark=dark)).items():
            if figure.chart is not None and (days == 30 or what in "sg"):
                yield f"{what}-{language}-{days}-{'dark' if dark else 'light'}", figure.chart
