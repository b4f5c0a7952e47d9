"""Coupons to share: what a shop sets aside for them, switched on and off, and the accounts that it gives none."""

from dataclasses import replace

from babel.numbers import get_currency_precision
from markupsafe import Markup

from catalog import browsing
from catalog.keeping.shopkeeping import kept
from catalog.money import Money
from catalog.offers import DealLine, deals_of, find_deal, prices
from flows import asking, quantities
from flows.desk import amounts, desk
from flows.presses.coupons import (
    BeginFund,
    ChooseFundDeal,
    EditFund,
    FundPress,
    FundQuestion,
    NewFund,
    SetFund,
    ShowFund,
    ShowFunds,
    ShowMarked,
    StopGiving,
    TurnFund,
)
from flows.quantities import Unfit
from flows.replies import Reply
from flows.screens.desk import coupon_questions as questions
from flows.screens.desk import coupons as screen
from flows.screens.desk import noted
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys.coupons import funds, suggesting, watching
from groupbuys.coupons.limits import MOST_DAYS, MOST_SIZE, Fault
from groupbuys.coupons.model import Fund


def press(visit: Visit, pressed: FundPress) -> list[Reply]:
    """A button, whose presser may do that."""
    match pressed:
        case ShowFunds():
            return listed(visit, pressed.shop_id)
        case ShowFund():
            return show(visit, pressed.shop_id, pressed.fund_id)
        case ChooseFundDeal():
            return choose(visit, pressed)
        case NewFund() | EditFund():
            return ask(visit, pressed)
        case BeginFund() | SetFund():
            return chosen(visit, pressed)
        case TurnFund():
            return turn(visit, pressed)
        case ShowMarked() | StopGiving():
            return _marks(visit, pressed)


def listed(visit: Visit, shop_id: int) -> list[Reply]:
    """Every fund of the shop."""
    found = funds.funds_of(visit.tx, shop_id)
    titles = {one.deal_id: _title(visit, one.deal_id) for one in found}
    marked = bool(watching.marked(visit.tx, shop_id, 0, 1))
    return visit.show(screen.listed(visit.texts, shop_id, found, titles, marked=marked))


def show(visit: Visit, shop_id: int, fund_id: int, said: Markup | None = None) -> list[Reply]:
    """One fund, with what became of its coupons; another shop's is as if it were not there."""
    found = funds.fund(visit.tx, shop_id, fund_id)
    if found is None:
        return listed(visit, shop_id)
    title = _title(visit, found.deal_id)
    return visit.show(screen.fund(visit.texts, found, title, funds.given(visit.tx, found.id), said))


def choose(visit: Visit, pressed: ChooseFundDeal) -> list[Reply]:
    """The deals that a fund could be for."""
    page = max(0, pressed.page)
    found, total = deals_of(visit.tx, pressed.shop_id, page * screen.DEALS, screen.DEALS)
    named = browsing.titles(visit.tx, [one.product_id for one in found], visit.person.language)
    return visit.show(screen.choose(visit.texts, pressed, found, total, named))


def ask(visit: Visit, pressed: FundQuestion, said: Markup | None = None) -> list[Reply]:
    """Ask for a value, or (`said`) once more, with what would be right."""
    house = kept(visit.tx, pressed.shop_id)
    if house is None:
        return desk.several(visit)
    if isinstance(pressed, NewFund):
        there = funds.for_deal(visit.tx, pressed.shop_id, pressed.deal_id)
        if there is not None:
            return show(visit, pressed.shop_id, there.id)
        asking.asks(visit, pressed)
        offered = suggesting.worths(_typical(visit, pressed, house.currency))
        return visit.show(questions.ask_worth(visit.texts, pressed, offered, said))
    found = funds.fund(visit.tx, pressed.shop_id, pressed.fund_id)
    if found is None or pressed.field not in screen.FIELDS:
        return show(visit, pressed.shop_id, pressed.fund_id)
    asking.asks(visit, pressed)
    return visit.show(questions.ask(visit.texts, pressed, found, said))


def typed(visit: Visit, question: FundQuestion, text: str) -> list[Reply]:
    """The value was typed: a new fund, or a fund with another value."""
    if isinstance(question, NewFund):
        house = kept(visit.tx, question.shop_id)
        amount = None if house is None else amounts.read(text, house.currency)
        if amount is None:
            return ask(visit, question, questions.unread(visit.texts, "a"))
        return _begun(visit, question, amount)
    found = funds.fund(visit.tx, question.shop_id, question.fund_id)
    if found is None:
        asking.let_go(visit)
        return listed(visit, question.shop_id)
    value = _read(found, question.field, text)
    if value is None:
        return ask(visit, question, questions.unread(visit.texts, question.field))
    return _changed(visit, question, found, value)


def chosen(visit: Visit, pressed: BeginFund | SetFund) -> list[Reply]:
    """A value was chosen instead; it is judged like one that was typed."""
    if isinstance(pressed, BeginFund):
        house = kept(visit.tx, pressed.shop_id)
        if house is None:
            return desk.several(visit)
        question = NewFund(pressed.shop_id, pressed.deal_id)
        return _begun(visit, question, Money(pressed.worth, house.currency))
    found = funds.fund(visit.tx, pressed.shop_id, pressed.fund_id)
    if found is None or pressed.field not in screen.FIELDS:
        return show(visit, pressed.shop_id, pressed.fund_id)
    asked = EditFund(pressed.shop_id, pressed.fund_id, pressed.field)
    return _changed(visit, asked, found, pressed.number)


def turn(visit: Visit, pressed: TurnFund) -> list[Reply]:
    """Switch a fund on or off; what was given stays good."""
    found = funds.fund(visit.tx, pressed.shop_id, pressed.fund_id)
    if found is not None:
        funds.change(visit.tx, replace(found, is_on=bool(pressed.on)))
    return show(visit, pressed.shop_id, pressed.fund_id)


def _marks(visit: Visit, pressed: ShowMarked | StopGiving) -> list[Reply]:
    if isinstance(pressed, StopGiving):
        watching.stop(visit.tx, pressed.shop_id, pressed.person_id, stopped=bool(pressed.stop))
    page = max(0, pressed.page) if isinstance(pressed, ShowMarked) else 0
    total = watching.count_marked(visit.tx, pressed.shop_id)
    page = min(page, pages(total, noted.ACCOUNTS) - 1)
    found = watching.marked(visit.tx, pressed.shop_id, page * noted.ACCOUNTS, noted.ACCOUNTS)
    return visit.show(noted.marked(visit.texts, pressed.shop_id, found, total, page))


def _begun(visit: Visit, question: NewFund, worth: Money) -> list[Reply]:
    """The next thing that is asked is from what order on: so that a second number is no search."""
    made = funds.begin(visit.tx, question.shop_id, question.deal_id, worth)
    if isinstance(made, Fault):
        return ask(visit, question, questions.no_amount(visit.texts))
    asking.let_go(visit)
    if made is None:
        return listed(visit, question.shop_id)
    least = EditFund(question.shop_id, made.id, "l")
    return ask(visit, least, questions.begun(visit.texts, made))


def _changed(visit: Visit, question: EditFund, found: Fund, value: int) -> list[Reply]:
    changed = suggesting.with_value(found, question.field, value)
    answer = funds.change(visit.tx, changed)
    if isinstance(answer, Fault):
        return ask(visit, question, questions.wrong(visit.texts, answer, changed))
    asking.let_go(visit)
    return show(visit, question.shop_id, question.fund_id)


def _read(of: Fund, field: str, text: str) -> int | None:
    """What was typed as that field, amounts in minor units; None where no such thing stands there."""
    if field in {"s", "d"}:
        number = quantities.read(text, MOST_SIZE if field == "s" else MOST_DAYS)
        return None if isinstance(number, Unfit) else number
    amount = amounts.read(text, of.budget.currency)
    return None if amount is None else amount.minor


def _typical(visit: Visit, at: NewFund, currency: str) -> Money:
    """What things cost there, about: the lowest group price of the deal, or the middle one of the newest deals."""
    one = find_deal(visit.tx, at.deal_id) if at.deal_id else None
    if one is not None and one.shop_id == at.shop_id:
        found: tuple[DealLine, ...] = (one,)
    else:
        found, _ = deals_of(visit.tx, at.shop_id, 0, screen.DEALS)
    costs = sorted(filter(None, (_lowest(visit, deal) for deal in found if not deal.is_over)))
    ten = Money(10 * 10 ** get_currency_precision(currency), currency)
    return costs[len(costs) // 2] if costs else ten


def _lowest(visit: Visit, deal: DealLine) -> Money | None:
    return min((one.group for one in prices(visit.tx, deal.terms_id).values()), default=None)


def _title(visit: Visit, deal_id: int) -> str:
    deal = find_deal(visit.tx, deal_id) if deal_id else None
    if deal is None:
        return ""
    named = browsing.titles(visit.tx, [deal.product_id], visit.person.language)
    return named.get(deal.product_id, "")
