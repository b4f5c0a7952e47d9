"""Choosing a variant and a quantity, by buttons or by typing."""

from dataclasses import replace

from markupsafe import Markup, escape

from catalog import browsing
from catalog.browsing import ProductPage, VariantLine
from catalog.offers import Price, find_deal, prices
from flows import asking, groups, quantities, ways
from flows.browsing import gone
from flows.faces import Picture, Screen
from flows.presses.every import AskQuantity, Pick
from flows.quantities import Unfit
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens import pick as screen
from flows.screens.pick import Choice
from flows.screens.refusals import sentence
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import finding
from groupbuys.costs import cost, taken_off
from groupbuys.coupons.using import best
from groupbuys.facts import offer_in
from groupbuys.leading.went_on import went_on
from groupbuys.model import MOST_UNITS, Reason
from groupbuys.rewards.looking import usable_in
from groupbuys.rewards.rules import usable
from groupbuys.rules import may_enter


def pick(visit: Visit, press: Pick) -> list[Reply]:
    """The choice so far."""
    if (no := _over(visit, press)) is not None:
        return no
    choice = _choice(visit, press)
    if choice is None:
        return gone(visit)
    fitting = replace(press, quantity=min(max(press.quantity, 1), choice.most))
    return visit.show(_seen(visit, choice, fitting))


def _seen(visit: Visit, choice: Choice, at: Pick) -> Screen:
    """The choice, with the coupon that would lower it, and what credit would pay of it."""
    total = screen.whole(choice, at)
    if total is None:
        return screen.pick(visit.texts, choice, at)
    whose = (visit.person.id, choice.shop_id)
    coupon = best(visit.tx, *whose, total)
    off = None if coupon is None else coupon.amount
    left, has = cost(total, 1, off), usable_in(visit.tx, *whose, total.currency)
    credit = taken_off(usable(has, left.minor, left.currency), left.currency)
    return screen.pick(visit.texts, choice, at, off, credit)


def ask(visit: Visit, press: AskQuantity) -> list[Reply]:
    """Let the reader type how many."""
    at = _pick(press)
    if (no := _over(visit, at)) is not None:
        return no
    choice = _choice(visit, at)
    if choice is None:
        return gone(visit)
    asking.asks(visit, press)
    return visit.show(screen.ask_quantity(visit.texts, choice, at))


def typed(visit: Visit, press: AskQuantity, text: str) -> list[Reply]:
    """The answer to that question: understood, or asked again with what would be right (promise 36)."""
    at = _pick(press)
    if (no := _over(visit, at)) is not None:
        asking.let_go(visit)
        return no
    choice = _choice(visit, at)
    if choice is None:
        asking.let_go(visit)
        return gone(visit)
    quantity = quantities.read(text, choice.most)
    if isinstance(quantity, Unfit):
        asking.asks(visit, press)
        wrong = _wrong(visit.texts, quantity, choice.most)
        return [Say(screen.ask_quantity(visit.texts, choice, at, wrong))]
    asking.let_go(visit)
    return [Say(_seen(visit, choice, replace(at, quantity=quantity)))]


def _over(visit: Visit, press: Pick) -> list[Reply] | None:
    """Nobody chooses what to join or wait for in a group buy that is over: why, and its page, which leads on.

    A full one is none of these: the wish is what they wait with.
    """
    group = finding.group(visit.tx, press.id) if press.goal in {"j", "w"} else None
    no = None if group is None else may_enter(went_on(visit.tx, group), visit.tx.now)
    if group is None or no is None or no.reason is Reason.FULL:
        return None
    if visit.pressed:
        return [*refuse(visit, no), *groups.page(visit, group)]
    return groups.page(visit, group, escape(sentence(visit.texts, no)))


def _wrong(t: Texts, why: Unfit, most: int) -> Markup:
    match why:
        case Unfit.NO_NUMBER:
            return t.gettext("I could not find a number in that.")
        case Unfit.NOT_WHOLE:
            return t.gettext("Only whole numbers will do.")
        case Unfit.TOO_FEW:
            return t.gettext("It has to be at least one.")
        case Unfit.TOO_MANY:
            return t.ngettext("That is more than {n}.", "That is more than {n}.", most)


def _pick(press: AskQuantity) -> Pick:
    return Pick(press.goal, press.id, press.variant_id, 1, 0, press.back)


def _choice(visit: Visit, press: Pick) -> Choice | None:
    if press.goal in {"j", "w"}:
        return _joining(visit, press)
    deal = find_deal(visit.tx, press.id)
    page = _page(visit, deal.product_id) if deal is not None else None
    if deal is None or page is None:
        return None
    offered = tuple(one for one in page.variants if one.group is not None)
    way = press.back or ways.product(page.id)
    found = _fitting(visit, press, page, offered, deal.limit_per_person, way)
    return found and replace(found, shop_id=deal.shop_id)


def _joining(visit: Visit, press: Pick) -> Choice | None:
    group = finding.group(visit.tx, press.id)
    page = _page(visit, group.product_id) if group is not None else None
    if group is None or page is None:
        return None
    promised = prices(visit.tx, group.terms_id)
    offered = tuple(
        _at(one, promised[one.id], several=len(promised) > 1)
        for one in page.variants
        if one.id in promised
    )
    offer = offer_in(visit.tx, group, offered[0].id) if offered else None
    limit = offer.limit if offer is not None else None
    found = _fitting(visit, press, page, offered, limit, ways.group(group.id, press.back))
    return found and replace(found, shop_id=group.shop_id)


def _at(one: VariantLine, price: Price, *, several: bool) -> VariantLine:
    """A variant at a group's own price; its first unit is set aside already where there is no choice."""
    free = one.free if several or one.free is None else one.free + 1
    return replace(one, solo=price.solo, group=price.group, free=free)


def _fitting(
    visit: Visit,
    press: Pick,
    page: ProductPage,
    offered: tuple[VariantLine, ...],
    limit: int | None,
    way: str,
) -> Choice | None:
    if not offered:
        return None
    picture = Picture(page.pictures[0]) if page.pictures else visit.cover
    choice = Choice(page.title, offered, MOST_UNITS, picture, way)
    chosen = choice.variant(press.variant_id)
    free = MOST_UNITS if chosen is None or chosen.free is None else max(1, chosen.free)
    return replace(choice, most=min(MOST_UNITS, limit or MOST_UNITS, free))


def _page(visit: Visit, product_id: int) -> ProductPage | None:
    return browsing.product(visit.tx, product_id, visit.person.language)
