"""Word of money that a price ladder gives back, to those who do not hear of it with the end of their group."""

from catalog.money import Money
from flows.faces import Screen
from flows.screens import ladder
from flows.screens.buttons import my_orders, standing
from flows.screens.news import about, went_back
from flows.screens.shape import paragraphs
from flows.texts import Texts
from groupbuys.history import OrderLine


def went(t: Texts, amount: Money, title: str, line: OrderLine) -> Screen:
    """The difference is back."""
    text = paragraphs(about(t, title, line.number), ladder.came_down(t), went_back(t, amount))
    return standing(Screen(text, ((my_orders(t),),)))


def let_go(t: Texts, amount: Money, title: str, line: OrderLine) -> Screen:
    """The difference was never taken."""
    text = paragraphs(about(t, title, line.number), ladder.let_go(t, amount))
    return standing(Screen(text, ((my_orders(t),),)))
