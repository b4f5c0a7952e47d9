"""Price ladders in words: all steps of one, the next one, and what became of it at the close."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from markupsafe import Markup, escape

from catalog.editing.drafting import DealForm
from catalog.ladder.rules import Ladder
from catalog.money import Money
from catalog.pricing import group_price
from flows.screens.prices import least
from flows.texts import Texts
from groupbuys.model import GroupBuy, GroupState


@dataclass(frozen=True, slots=True)
class Less:
    """What a ladder gives back of what was paid for a place; `held`: it was never taken."""

    back: Money
    held: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """From `people` paid people on everybody pays `price`, or more where it `varies` with what they chose."""

    people: int
    price: Money
    varies: bool = False


Rungs: TypeAlias = tuple[Rung, ...]


def rungs(ladder: Ladder, variants: Collection[int] = ()) -> Rungs:
    """A ladder as it is shown, of these variants; of none: of all."""
    return tuple(
        _rung(
            step.people,
            [step.prices[one] for one in step.prices if one in variants or not variants],
        )
        for step in ladder
        if not variants or any(one in variants for one in step.prices)
    )


def _rung(people: int, prices: Iterable[Money]) -> Rung:
    found = sorted(set(prices))
    return Rung(people, found[0], varies=len(found) > 1)


def steps(t: Texts, ladder: Rungs) -> Markup | None:
    """All steps, true however many there are; None without a ladder."""
    if not ladder:
        return None
    return t.gettext(
        "📉 The more people, the less for everyone: {steps}.", steps=t.listed(*_each(t, ladder))
    )


def plain(t: Texts, ladder: Rungs) -> str:
    """The same without markup, to be sent along with a link; "" without a ladder."""
    if not ladder:
        return ""
    return t.pgettext(
        "share",
        "The more people, the less for everyone: {steps}.",
        steps=t.listed(*_each(t, ladder)),
    )


def of_form(t: Texts, form: DealForm) -> Markup:
    """The steps as a keeper has typed them; parts of the price alone as what they come to, where that is known."""
    if not form.steps:
        return t.gettext("none")
    said = []
    for one in form.steps:
        cut = one.cut
        if isinstance(cut, int) and form.solo is not None:
            cut = group_price(form.solo, cut)
        price = t.money(cut) if isinstance(cut, Money) else f"−{Decimal(cut) / 100:f}%"
        said.append(_step(t, one.people, price))
    return escape(t.listed(*said))


def _step(t: Texts, people: int, price: str) -> str:
    return t.npgettext(
        "price ladder", "from {n} person {price}", "from {n} people {price}", people, price=price
    )


def _each(t: Texts, ladder: Rungs) -> list[str]:
    return [_step(t, one.people, _price(t, one)) for one in ladder]


def stands(t: Texts, group: GroupBuy, ladder: Rungs) -> Markup | None:
    """How far a group buy has come: the next step by the paid people of now, or the step that it closed at."""
    if not ladder:
        return None
    here = next((one for one in reversed(ladder) if one.people <= group.paid), None)
    after = next((one for one in ladder if one.people > group.paid), None)
    match group.state:
        case GroupState.OPENING | GroupState.FORMING:
            return _on_the_way(t, group, here, after)
        case GroupState.SUCCEEDED if here is not None:
            return t.gettext("📉 It came down to {price} for everyone.", price=_price(t, here))
        case _:
            return None


def _on_the_way(t: Texts, group: GroupBuy, here: Rung | None, after: Rung | None) -> Markup | None:
    if after is None:
        top = "" if here is None else _price(t, here)
        return t.gettext(
            "📉 It is {price} for everyone as it stands, and goes no lower.", price=top
        )
    more, price = after.people - group.paid, _price(t, after)
    if here is None:
        return t.ngettext(
            "📉 {n} more person and it is {price} for everyone.",
            "📉 {n} more people and it is {price} for everyone.",
            more,
            price=price,
        )
    return t.ngettext(
        "📉 It is {now} for everyone as it stands; {n} more person and it is {price}.",
        "📉 It is {now} for everyone as it stands; {n} more people and it is {price}.",
        more,
        now=_price(t, here),
        price=price,
    )


def before_paying(t: Texts) -> Markup:
    """What one pays now, where the price may still fall; the money goes through us."""
    return t.gettext(
        "You pay this price now. If enough people are in when the group closes, it costs less for everyone, and you "
        "get the difference back."
    )


def place_means(t: Texts, *, falls: bool) -> str:
    """What an invoice says that a place in a group means, plain; `falls`: there is a ladder."""
    if falls:
        return t.pgettext(
            "invoice",
            "Your place in the group. If the price falls by the close, you get the difference back; "
            "if the group fails, all of it.",
        )
    return t.pgettext(
        "invoice", "Your place in the group. If the group fails, you get it all back."
    )


def at_pickup(t: Texts) -> Markup:
    """The same where one pays the shop itself: nothing is paid yet, so nothing comes back."""
    return t.gettext("If enough people are in when the group closes, you pay less.")


def let_go(t: Texts, amount: Money) -> Markup:
    """Of what was held, so much is not taken: the group reached a lower price."""
    return t.gettext(
        "<b>{amount}</b> of what you paid is not taken: enough people are in for a lower price.",
        amount=t.money(amount),
    )


def goes_back(t: Texts) -> Markup:
    """Why some of it comes back, which is said below."""
    return t.gettext("Enough people are in for a lower price, so the difference goes back:")


def came_down(t: Texts) -> Markup:
    """Why some of it came back."""
    return t.gettext("Enough people were in for a lower price, so you got the difference back.")


def paid_less(t: Texts, total: Money, less: Less, payer: str = "") -> Markup:
    """What a place came to, and what becomes of what was paid too much for it, by the reader or by a `payer`."""
    if payer:
        return t.gettext(
            "{name} paid for it. It costs {total} now, and the difference goes back to {name}.",
            name=payer,
            total=t.money(total),
        )
    values = {"total": t.money(total), "back": t.money(less.back)}
    if less.held:
        return t.gettext(
            "Only {total} is taken: <b>{back}</b> of what you paid stays yours.", **values
        )
    return t.gettext(
        "It costs {total} now, so <b>{back}</b> goes back to you. I write to you once more when it is done.",
        **values,
    )


def _price(t: Texts, one: Rung) -> str:
    return least(t, one.price, varies=one.varies)
