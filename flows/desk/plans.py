"""Plans: a deal is posted later, or again and again, as those who keep its shop want it."""

from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from catalog import browsing
from catalog.captions.reading import read_field
from catalog.editing.drafting import DealForm, Doubt, Field
from catalog.keeping import channels
from catalog.keeping.shopkeeping import KeptShop, kept
from catalog.offers import DealLine
from flows import asking
from flows.desk import deals, planned, posts
from flows.presses.desk import ShowDeals
from flows.presses.plan import (
    ChoosePlace,
    DropPlan,
    MovePlan,
    MovePlanTo,
    PlanAt,
    PlanPost,
    PlanPress,
    PlanQuestion,
    PutPlan,
    RepeatPlan,
    ShowPlan,
)
from flows.presses.posts import ShowPosts
from flows.replies import Reply
from flows.screens.desk import drafting as drafts
from flows.screens.desk import plans as screen
from flows.screens.shape import TITLE, shorten
from flows.texts import Texts
from flows.visit import Visit
from groupbuys.channels import plans
from groupbuys.channels.plans import Misfit, Plan
from groupbuys.channels.rhythm import Repeat

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 10**8
"""Minutes since 1970 until some time in the year 2160: whatever is later is none of ours."""


def press(visit: Visit, pressed: PlanPress) -> list[Reply]:
    """A button about plans, by somebody who may press it."""
    match pressed:
        case PlanPost() | MovePlan():
            return ask(visit, pressed)
        case PlanAt():
            return set_to(
                visit, PlanPost(pressed.shop_id, pressed.deal_id), _moment(pressed.minute)
            )
        case MovePlanTo():
            return set_to(
                visit, MovePlan(pressed.shop_id, pressed.plan_id), _moment(pressed.minute)
            )
        case _:
            return _mend(visit, pressed)


def _mend(
    visit: Visit, pressed: ShowPlan | RepeatPlan | ChoosePlace | PutPlan | DropPlan
) -> list[Reply]:
    """Something about a plan that there is."""
    plan = plans.find(visit.tx, pressed.shop_id, pressed.plan_id)
    if plan is None:
        return _gone(visit, pressed.shop_id)
    match pressed:
        case ShowPlan():
            return show(visit, plan)
        case RepeatPlan():
            return repeat(visit, plan, pressed.how)
        case ChoosePlace():
            found = channels.listed(visit.tx, plan.shop_id)
            return visit.show(screen.places(visit.texts, pressed, plan, found))
        case PutPlan():
            return put(visit, plan, pressed.channel_id)
        case DropPlan():
            plans.drop(visit.tx, plan.shop_id, plan.id)
            return posts.listed(visit, ShowPosts(plan.shop_id, plan.deal_id))


def ask(visit: Visit, press: PlanQuestion, wrong: Markup | None = None) -> list[Reply]:
    """When is it to be posted? A few good moments, or typed words."""
    deal, shop = _deal(visit, press), kept(visit.tx, press.shop_id)
    if deal is None or shop is None:
        return _gone(visit, press.shop_id)
    if deal.is_over:
        return posts.listed(visit, ShowPosts(deal.shop_id, deal.id))
    if isinstance(press, PlanPost) and not channels.listed(visit.tx, shop.id):
        return visit.show(screen.nowhere(visit.texts, press))
    asking.asks(visit, press)
    moments = plans.good_moments(deal, shop.zone, visit.tx.now)
    return visit.show(screen.ask(_there(visit, shop), press, moments, visit.tx.now, wrong))


def typed(visit: Visit, press: PlanQuestion, text: str) -> list[Reply]:
    """A moment was typed: understood, or asked for again with what would be right (promise 35)."""
    shop = kept(visit.tx, press.shop_id)
    if shop is None:
        return _gone(visit, press.shop_id)
    read = read_field(
        Field.STARTS,
        text,
        DealForm(),
        currency=shop.currency,
        zone=shop.zone,
        now=visit.tx.now,
    )
    if isinstance(read, Doubt):
        return ask(visit, press, _doubted(visit.texts, read))
    if read.starts_at is None:
        wrong = visit.texts.gettext("❓ Now? Then go back, and press Post into a channel.")
        return ask(visit, press, wrong)
    return set_to(visit, press, read.starts_at)


def set_to(visit: Visit, press: PlanQuestion, at: datetime) -> list[Reply]:
    """Post it then, unless that cannot be."""
    deal, shop = _deal(visit, press), kept(visit.tx, press.shop_id)
    if deal is None or shop is None:
        return _gone(visit, press.shop_id)
    done = _plan(visit, press, deal, at, shop.zone)
    if isinstance(done, Misfit):
        return ask(visit, press, screen.misfit(_there(visit, shop), deal, done))
    asking.let_go(visit)
    made = plans.find(visit.tx, shop.id, done)
    return _gone(visit, shop.id) if made is None else show(visit, made)


def _plan(
    visit: Visit, press: PlanQuestion, deal: DealLine, at: datetime, zone: str
) -> int | Misfit:
    if isinstance(press, PlanPost):
        return plans.make(visit.tx, deal, at, zone, visit.person.id)
    plan = plans.find(visit.tx, press.shop_id, press.plan_id)
    moved = plans.move(visit.tx, plan, deal, at, zone) if plan is not None else None
    return press.plan_id if moved is None else moved


def show(visit: Visit, plan: Plan) -> list[Reply]:
    """One plan; that of a deal that is over is over too, although its hour has not come."""
    deal, shop = deals.own(visit, plan.shop_id, plan.deal_id), kept(visit.tx, plan.shop_id)
    if deal is None or shop is None or deal.is_over:
        return _gone(visit, plan.shop_id)
    named = browsing.titles(visit.tx, [deal.product_id], visit.person.language)
    title = named.get(deal.product_id, "")
    return visit.show(screen.page(_there(visit, shop), planned.view(visit.tx, plan, deal), title))


def repeat(visit: Visit, plan: Plan, how: str) -> list[Reply]:
    """Once, every day, every week."""
    shop = kept(visit.tx, plan.shop_id)
    if shop is not None and how in set(Repeat):
        plans.repeat(visit.tx, plan, Repeat(how), shop.zone)
    return _again(visit, plan)


def put(visit: Visit, plan: Plan, channel_id: int) -> list[Reply]:
    """Into one channel of the shop, or (0) into all that are chosen."""
    if not channel_id or channels.find(visit.tx, plan.shop_id, channel_id) is not None:
        plans.put(visit.tx, plan, channel_id or None)
    return _again(visit, plan)


def _again(visit: Visit, plan: Plan) -> list[Reply]:
    now = plans.find(visit.tx, plan.shop_id, plan.id)
    return _gone(visit, plan.shop_id) if now is None else show(visit, now)


def _deal(visit: Visit, press: PlanQuestion) -> DealLine | None:
    """The deal that a question is about; of a plan that goes on no more, none."""
    if isinstance(press, PlanPost):
        return deals.own(visit, press.shop_id, press.deal_id)
    plan = plans.find(visit.tx, press.shop_id, press.plan_id)
    return deals.own(visit, press.shop_id, plan.deal_id) if plan is not None else None


def _gone(visit: Visit, shop_id: int) -> list[Reply]:
    asking.let_go(visit)
    said = visit.texts.pgettext("toast", "That plan is over.")
    return [*visit.tell(said), *deals.listed(visit, ShowDeals(shop_id))]


def _doubted(t: Texts, doubt: Doubt) -> Markup:
    said = shorten(doubt.said, TITLE)
    return t.gettext("❓ “{said}”: {why}", said=said, why=drafts.why_text(t, doubt.why))


def _there(visit: Visit, shop: KeptShop) -> Texts:
    """The reader's words by the shop's clock."""
    return Texts(visit.person.language, shop.zone)


def _moment(minute: int) -> datetime:
    return _EPOCH + timedelta(minutes=minute) if 0 <= minute <= _LAST else _EPOCH
