"""The page that a chart stands on: its words, its picture, and the ways to the other charts."""

from charts import values
from charts.colours import ACCENTS
from flows.faces import Picture, PressButton, Screen, Style
from flows.presses.figures import (
    ChooseAccent,
    FiguresPress,
    ReadCharts,
    ShowAccents,
    ShowAdvice,
    ShowFigures,
)
from flows.screens.buttons import Row, button, pairs
from flows.screens.desk.staff import to_desk
from flows.screens.figures.sight import Figure
from flows.texts import Texts
from groupbuys.figures.days import SPANS

CHARTS = ("s", "g", "f", "c", "w", "t")
"""The letters of all charts (see flows.presses.figures.ShowFigures)."""


def page(t: Texts, at: ShowFigures, figure: Figure, *, dark: bool, owns: bool) -> Screen:
    """A chart of some days; `owns`: the reader may choose its colour."""
    spans = tuple(_span(t, at, days) for days in SPANS)
    charts = [_chart(t, at, what) for what in CHARTS]
    charts.append(button(t.pgettext("button", "What size and price?"), ShowAdvice(at.shop_id)))
    ground = t.pgettext("button", "☀️ Light") if dark else t.pgettext("button", "🌙 Dark")
    looks = [button(ground, ReadCharts(at.shop_id, int(not dark), at.what, at.days))]
    if owns:
        looks.append(button(t.pgettext("button", "Colour"), ShowAccents(at.shop_id)))
    return _screen(figure, (spans, *pairs(charts), tuple(looks), to_desk(t, at.shop_id)))


def advised(t: Texts, shop_id: int, figure: Figure) -> Screen:
    """The answer on size and price."""
    return _screen(figure, (to_figures(t, shop_id), to_desk(t, shop_id)))


def accents(t: Texts, shop_id: int, chosen: str) -> Screen:
    """The colours that a shop's charts can have."""
    text = t.gettext("In which colour are this shop's charts to be drawn?")
    named = [
        button(_colour(t, name), ChooseAccent(shop_id, name), _style(name == (chosen or "ember")))
        for name in ACCENTS
    ]
    return Screen(str(text), (*pairs(named), to_figures(t, shop_id), to_desk(t, shop_id)))


def to_figures(t: Texts, shop_id: int) -> Row:
    """The way back to the figures."""
    return (button(t.pgettext("button", "‹ Figures"), ShowFigures(shop_id)),)


def _screen(figure: Figure, rows: tuple[Row, ...]) -> Screen:
    picture = None if figure.chart is None else Picture(values.source(figure.chart))
    return Screen(str(figure.text), rows, picture)


def _span(t: Texts, at: ShowFigures, days: int) -> PressButton:
    label = (
        t.npgettext("button", "{n} day", "{n} days", days)
        if days <= 31
        else t.npgettext("button", "{n} week", "{n} weeks", days // 7)
    )
    return _chosen(label, ShowFigures(at.shop_id, at.what, days), chosen=days == at.days)


def _chart(t: Texts, at: ShowFigures, what: str) -> PressButton:
    return _chosen(called(t, what), ShowFigures(at.shop_id, what, at.days), chosen=what == at.what)


def _chosen(label: str, press: FiguresPress, *, chosen: bool) -> PressButton:
    return button(f"• {label}" if chosen else label, press, _style(chosen))


def _style(chosen: bool) -> Style:  # noqa: FBT001 - its only argument, and its name says it
    return "primary" if chosen else "plain"


def called(t: Texts, what: str) -> str:
    """What the button to a chart says."""
    match what:
        case "g":
            return t.pgettext("button", "Groups")
        case "f":
            return t.pgettext("button", "From link to order")
        case "c":
            return t.pgettext("button", "By channel")
        case "w":
            return t.pgettext("button", "Why groups failed")
        case "t":
            return t.pgettext("button", "Time to fill")
        case _:
            return t.pgettext("button", "Sales")


def _colour(t: Texts, name: str) -> str:
    match name:
        case "gold":
            return t.pgettext("button", "Gold")
        case "leaf":
            return t.pgettext("button", "Green")
        case "teal":
            return t.pgettext("button", "Teal")
        case "indigo":
            return t.pgettext("button", "Indigo")
        case "plum":
            return t.pgettext("button", "Plum")
        case _:
            return t.pgettext("button", "Ember")
