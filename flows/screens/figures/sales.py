"""What a shop sold: money and orders."""

from charts.values import Columns, Panel, Series
from flows.screens.figures.sight import Figure, Sight
from groupbuys.figures.sales import Sales

_NAMED = 7
"""Columns that have room for a number each."""


def sales(sight: Sight, sold: Sales) -> Figure:
    """Money and orders, day by day or week by week."""
    t, period = sight.t, sight.period
    title = t.pgettext("chart", "Sales")
    orders, money, back = sum(sold.orders), sum(sold.money), sum(sold.back)
    if not orders and not back:
        return Figure(sight.words(title, t.gettext("Nothing was sold in this time.")))
    best = max(range(period.columns), key=lambda column: sold.money[column])
    said = [
        t.gettext("Money: {money}", money=sight.money(money)),
        t.ngettext("{n} order", "{n} orders", orders),
        t.gettext("An order on average: {money}", money=sight.money((money + back) / orders))
        if orders
        else None,
        _best(sight, best, sold.money[best]) if orders else None,
        t.gettext(
            "Given back in part: {money}, taken off on the day it was given",
            money=sight.money(back),
        )
        if back
        else None,
    ]
    return Figure(sight.words(title, *said), _chart(sight, title, sold))


def _best(sight: Sight, column: int, minor: int) -> str:
    day, t = sight.period.day(column), sight.t
    values = {"day": sight.said(day), "money": sight.money(minor)}
    if sight.period.step == 1:
        return t.gettext("The best day: {day}, {money}", **values)
    return t.gettext("The best week: from {day}, {money}", **values)


def _chart(sight: Sight, title: str, sold: Sales) -> Columns:
    t, few = sight.t, sight.period.columns <= _NAMED
    money = Panel(
        t.pgettext("chart", "Money ({currency})", currency=sight.currency),
        (Series("", "accent", sold.money),),
        sight.sums(max(sold.money), min(sold.money)),
        tuple(sight.bare(one) if one else "" for one in sold.money) if few else (),
    )
    orders = Panel(
        t.pgettext("chart", "Orders"),
        (Series("", "dark", sold.orders),),
        sight.counts(max(sold.orders)),
        tuple(t.number(one) if one else "" for one in sold.orders) if few else (),
    )
    return Columns(sight.frame(title, *sight.unfinished()), (money, orders), sight.ticks(), True)
