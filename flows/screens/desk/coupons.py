"""Coupons to share, as those who keep the shop see and set them."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from catalog.offers import DealLine, DealState
from flows.faces import PressButton, Screen
from flows.presses.coupons import (
    ChooseFundDeal,
    EditFund,
    NewFund,
    ShowFund,
    ShowFunds,
    ShowMarked,
    TurnFund,
)
from flows.screens.buttons import Row, button, pager, pairs, standing
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.coupons.funds import MOST_FUNDS, Given
from groupbuys.coupons.limits import COUPONS_A_DAY, PACKETS_A_DAY
from groupbuys.coupons.model import Fund

DEALS = 8
"""Deals on a page."""

FIELDS = ("s", "a", "l", "d", "b")
"""What of a fund can be typed anew: see `EditFund`."""


def to_funds(t: Texts, shop_id: int) -> PressButton:
    """The way to what a shop sets aside."""
    return button(t.pgettext("button", "Coupons"), ShowFunds(shop_id))


def listed(
    t: Texts, shop_id: int, found: Sequence[Fund], titles: Mapping[int, str], *, marked: bool
) -> Screen:
    """Every fund, and the ways to new ones."""
    text = paragraphs(
        t.gettext("<b>Coupons to share</b>"),
        t.gettext(
            "Whoever leads a group that succeeds gets a few coupons to give to friends: each friend can take one, "
            "and pays less for one order in your shop. You say how many, how much, and what you set aside in all."
        ),
        t.gettext(
            "Within a day a leader is given coupons for {groups} groups at most, and nobody takes more than {n}.",
            groups=t.number(PACKETS_A_DAY),
            n=t.number(COUPONS_A_DAY),
        ),
        lines(_summary(t, one, titles) for one in found) if found else None,
    )
    rows: list[Row] = [
        (button(f"✎ {shorten(name(t, one, titles), LABEL)}", ShowFund(shop_id, one.id)),)
        for one in found
    ]
    new = []
    if not any(one.deal_id == 0 for one in found):
        new.append(button(t.pgettext("button", "For the whole shop"), NewFund(shop_id, 0)))
    if len(found) < MOST_FUNDS:
        new.append(button(t.pgettext("button", "For one deal"), ChooseFundDeal(shop_id)))
    seen: Row = (button(t.pgettext("button", "Noted accounts"), ShowMarked(shop_id)),)
    return Screen(text, (*rows, tuple(new), *([seen] if marked else []), to_desk(t, shop_id)))


def fund(t: Texts, one: Fund, title: str, given: Given, said: Markup | None) -> Screen:
    """One fund: its terms, its money, and what became of its coupons."""
    text = paragraphs(
        said,
        lines(
            [
                Markup("<b>{}</b>").format(shorten(name(t, one, {one.deal_id: title}), TITLE)),
                _state(t, one, new=not given.packets),
            ]
        ),
        _terms(t, one),
        _money(t, one),
        _given(t, given) if given.packets else None,
        t.gettext(
            "A change is for coupons that are given from then on; those that were given keep their worth."
        ),
    )
    label = t.pgettext("button", "Switch off") if one.is_on else t.pgettext("button", "Switch on")
    turn = button(
        label,
        TurnFund(one.shop_id, one.id, int(not one.is_on)),
        "plain" if one.is_on else "primary",
    )
    fields = [button(word, EditFund(one.shop_id, one.id, key)) for key, word in _fields(t).items()]
    back = button(t.pgettext("button", "‹ Back"), ShowFunds(one.shop_id))
    return Screen(text, ((turn,), *pairs(fields), (back,)))


def choose(
    t: Texts, at: ChooseFundDeal, found: Sequence[DealLine], total: int, titles: Mapping[int, str]
) -> Screen:
    """The deals of the shop that are not over."""
    rows: list[Row] = [
        (
            button(
                shorten(titles.get(one.product_id, ""), LABEL) or f"#{one.id}",
                NewFund(at.shop_id, one.id),
            ),
        )
        for one in found
        if one.state not in {DealState.ENDED, DealState.CANCELLED}
    ]
    text = (
        t.gettext("Whose leaders are to get coupons?")
        if rows
        else t.gettext("There is no deal here.")
    )
    turning = pager(t, at.page, pages(total, DEALS), lambda to: ChooseFundDeal(at.shop_id, to))
    back = button(t.pgettext("button", "‹ Back"), ShowFunds(at.shop_id))
    return Screen(str(text), (*rows, *turning, (back,)))


def empty(t: Texts, one: Fund) -> Screen:
    """The news that a fund is used up."""
    text = t.gettext(
        "What you set aside for coupons is used up: {amount}. Leaders get none until you set more aside, "
        "or until coupons run out unused.",
        amount=t.money(one.budget),
    )
    see = button(t.pgettext("button", "See the coupons"), ShowFund(one.shop_id, one.id), "primary")
    return standing(Screen(str(text), ((see,),)))


def name(t: Texts, one: Fund, titles: Mapping[int, str]) -> str:
    """Whose leaders a fund is for."""
    if not one.deal_id:
        return t.pgettext("fund", "The whole shop")
    return titles.get(one.deal_id, "") or f"#{one.deal_id}"


def _fields(t: Texts) -> Mapping[str, str]:
    return {
        "s": t.pgettext("button", "How many"),
        "a": t.pgettext("button", "Amount off"),
        "l": t.pgettext("button", "Order of at least"),
        "d": t.pgettext("button", "Days"),
        "b": t.pgettext("button", "Set aside"),
    }


def _state(t: Texts, one: Fund, *, new: bool) -> Markup:
    if one.is_on:
        return t.gettext("On: leaders get these coupons when their group succeeds.")
    if new:
        return t.gettext("Not on yet: leaders get these coupons from when you switch it on.")
    return t.gettext("Off: nobody gets new ones.")


def _summary(t: Texts, one: Fund, titles: Mapping[int, str]) -> Markup:
    on = t.gettext("on") if one.is_on else t.gettext("off")
    return t.gettext(
        "<b>{name}</b>: {state}, {left} left",
        name=shorten(name(t, one, titles), TITLE),
        state=on,
        left=t.money(one.left),
    )


def _terms(t: Texts, one: Fund) -> Markup:
    terms = one.offered
    return lines(
        [
            t.gettext("Coupons for each leader: {n}", n=t.number(terms.size)),
            t.gettext(
                "Each takes {amount} off one order of {least} or more",
                amount=t.money(terms.amount),
                least=t.money(terms.least),
            ),
            t.ngettext("Good for {n} day once taken", "Good for {n} days once taken", terms.days),
        ]
    )


def _money(t: Texts, one: Fund) -> Markup:
    return lines(
        [
            t.gettext("Set aside in all: {amount}", amount=t.money(one.budget)),
            t.gettext("Used: {amount}", amount=t.money(one.spent)),
            t.gettext("Given out and not used yet: {amount}", amount=t.money(one.aside)),
            t.gettext("Left: {amount}", amount=t.money(one.left)),
        ]
    )


def _given(t: Texts, given: Given) -> Markup:
    return lines(
        [
            t.gettext(
                "Coupons given: {n}, to {leaders}",
                n=t.number(given.given),
                leaders=t.ngettext("{n} leader", "{n} leaders", given.packets),
            ),
            t.gettext("Not taken yet: {n}", n=t.number(given.waiting)),
            t.gettext("Taken and good: {n}", n=t.number(given.live + given.held)),
            t.gettext("Used up: {n}", n=t.number(given.used)),
            t.gettext("Run out: {n}", n=t.number(given.expired + given.unused)),
        ]
    )
