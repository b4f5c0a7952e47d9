"""Buttons that many screens share, and how a screen's buttons are made to answer with new messages."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from flows import ways
from flows.faces import (
    GROUP_LINK,
    START_LINK,
    Button,
    CopyButton,
    LinkButton,
    PressButton,
    Screen,
    ShareButton,
    Style,
)
from flows.links import to_card
from flows.presses.every import (
    WIRE,
    Anew,
    Home,
    Nothing,
    Press,
    ShowCategories,
    ShowMine,
    ShowOpenGroups,
    ShowOrders,
)
from flows.presses.follow import ShowShop
from flows.presses.own import OpenLink
from flows.texts import Texts
from flows.wire import TooLong

Row = tuple[Button, ...]


def button(label: str, press: Press, style: Style = "plain") -> PressButton:
    """A button that comes back as that press."""
    return PressButton(label, WIRE.encode(press), style)


def home(t: Texts) -> PressButton:
    """To the shop's first screen."""
    return button(t.pgettext("button", "Home"), Home())


def back(t: Texts, way: str) -> PressButton:
    """To where the reader came from."""
    return button(t.pgettext("button", "‹ Back"), ways.press(way))


def browse(t: Texts) -> PressButton:
    """To the categories."""
    return button(t.pgettext("button", "Browse"), ShowCategories())


def open_groups(t: Texts, deal_id: int = 0, way: str = "") -> PressButton:
    """To the open group buys of a deal, or (0) of all."""
    return button(t.pgettext("button", "Open groups"), ShowOpenGroups(deal_id, 0, way))


def my_groups(t: Texts) -> PressButton:
    """To the reader's own group buys."""
    return button(t.pgettext("button", "My groups"), ShowMine())


def my_orders(t: Texts) -> PressButton:
    """To the reader's own orders and money."""
    return button(t.pgettext("button", "My orders"), ShowOrders())


def the_shop(t: Texts, shop_id: int, way: str = "") -> PressButton:
    """To a shop's page."""
    return button(t.pgettext("button", "The shop"), ShowShop(shop_id, 0, way))


def invite(t: Texts, token: str, words: str, group_buy_id: int) -> ShareButton:
    """Pass an invite on: as a live card of the group buy, or as a link with a few ready words."""
    label = t.pgettext("button", "Invite friends")
    return ShareButton(label, START_LINK + token, words, to_card(group_buy_id))


def copy_link(t: Texts, token: str) -> CopyButton:
    """An invite as a link to be pasted anywhere."""
    return CopyButton(t.pgettext("button", "Copy link"), START_LINK + token)


def into_chat(t: Texts, token: str) -> LinkButton:
    """Bring a group buy into a chat: the messenger lets the reader pick it, and adds the bot there."""
    return LinkButton(t.pgettext("button", "Into a group chat"), GROUP_LINK + token)


def pager(t: Texts, page: int, pages: int, at: Callable[[int], Press]) -> tuple[Row, ...]:
    """A row that turns pages (counted from 0), or none where there is only one."""
    if pages < 2:
        return ()
    here = t.pgettext("button", "{page} of {pages}", page=t.number(page + 1), pages=t.number(pages))
    row = [button(here, Nothing())]
    if page > 0:
        row.insert(0, button("‹", at(page - 1)))
    if page + 1 < pages:
        row.append(button("›", at(page + 1)))
    return (tuple(row),)


def pairs(buttons: list[PressButton]) -> tuple[Row, ...]:
    """Buttons two by two."""
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def standing(screen: Screen) -> Screen:
    """The same screen, whose buttons answer with new messages: a card, news or a receipt is never navigated."""
    return replace(screen, buttons=anew(screen.buttons))


def anew(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The same buttons, answering with new messages."""
    return tuple(tuple([_anew(one) for one in row]) for row in rows)


def in_private(screen: Screen) -> Screen:
    """The same screen in somebody's private chat: a link that leads into that very chat is a press there."""
    rows = tuple(tuple(_pressed(one) for one in row) for row in screen.buttons)
    return replace(screen, buttons=rows)


def _pressed(one: Button) -> Button:
    if not isinstance(one, LinkButton) or not one.address.startswith(START_LINK):
        return one
    token = one.address.removeprefix(START_LINK)
    try:
        return button(one.label, OpenLink(token) if token else Home())
    except TooLong:
        return one


def _anew(one: Button) -> Button:
    if isinstance(one, PressButton):
        return PressButton(one.label, WIRE.encode(Anew(one.wire)), one.style)
    return one
