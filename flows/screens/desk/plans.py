"""Plans, for those who keep a shop: when a deal is posted, how often and where; `t` speaks by the shop's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from catalog.keeping.channels import Channel
from catalog.offers import DealLine, DealState
from flows.faces import PressButton, Screen
from flows.presses.plan import (
    ChoosePlace,
    DropPlan,
    MovePlan,
    MovePlanTo,
    PlanAt,
    PlanPost,
    PlanQuestion,
    PutPlan,
    RepeatPlan,
    ShowPlan,
)
from flows.presses.posts import ShowPosts
from flows.screens.buttons import Row, button, pager, pairs
from flows.screens.desk.staff import to_desk
from flows.screens.settings import zone_name
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from flows.time_text import moment_text, zone_of
from groupbuys.channels.plans import MOST_PLANS, Misfit, Plan, begins
from groupbuys.channels.rhythm import Repeat

CHANNELS = 8
"""Channels on a page."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan and its deal; `only`: the channel that it posts into (None: all, or one that was removed).

    `goes_out` when the quiet hours are over that its next post falls into, if that is to wait for it.
    """

    plan: Plan
    deal: DealLine
    only: Channel | None = None
    goes_out: datetime | None = None


def ask(
    t: Texts, press: PlanQuestion, moments: Sequence[datetime], now: datetime, wrong: Markup | None
) -> Screen:
    """When is it to be posted: a few moments, or typed; `wrong`: why the last answer would not do."""
    text = paragraphs(
        wrong,
        t.gettext(
            "When shall it be posted? Choose, or type it: for example Friday 18:00 or tomorrow 9:00."
        ),
        t.gettext("By the shop's clock: {zone}.", zone=zone_name(t, t.zone)),
    )
    choices = [button(_name(t, at, now), _at(press, at)) for at in moments]
    return Screen(text, (*pairs(choices), (_back(t, press),)))


def nowhere(t: Texts, press: PlanPost) -> Screen:
    """There is no channel to post into."""
    return Screen(str(t.gettext("No channel is connected yet.")), ((_back(t, press),),))


def misfit(t: Texts, deal: DealLine, why: Misfit) -> Markup:
    """Why a deal is not posted then."""
    match why:
        case Misfit.OVER:
            return t.gettext("❓ The deal is over already.")
        case Misfit.PAST:
            return t.gettext("❓ That is over already.")
        case Misfit.EARLY:
            starts = begins(deal) or deal.starts_at
            return t.gettext("❓ The deal starts only {when}.", when=t.clock(starts or _NEVER))
        case Misfit.LATE:
            ends = t.clock(deal.ends_at or _NEVER)
            return t.gettext("❓ The deal ends {when}: it has to be before that.", when=ends)
        case Misfit.FULL:
            return t.gettext("❓ A deal has at most {n} plans.", n=t.number(MOST_PLANS))


def line(t: Texts, view: PlanView) -> Markup:
    """A plan in one sentence."""
    said = {"rhythm": _rhythm(t, view.plan), "where": _where(t, view)}
    comes = _comes(t, view)
    if comes is None:
        return t.gettext("🕒 {rhythm}, {where}", **said)
    return t.gettext("🕒 {rhythm}, {where}; {next}", **said, next=comes)


def to_plan(t: Texts, view: PlanView) -> PressButton:
    """The way to a plan."""
    name = shorten(_rhythm(t, view.plan), LABEL)
    return button(f"🕒 {name}", ShowPlan(view.plan.shop_id, view.plan.id))


def page(t: Texts, view: PlanView, title: str) -> Screen:
    """One plan: when, how often, where, and what can be changed about it."""
    plan = view.plan
    text = paragraphs(
        Markup("<b>{}</b>").format(shorten(title, TITLE)),
        line(t, view),
        lines(
            [
                t.gettext("By the shop's clock: {zone}.", zone=zone_name(t, t.zone)),
                _quiet(t, view),
                t.gettext("Each new post takes down the one before it.") if plan.repeats else None,
            ]
        ),
    )
    where = ChoosePlace(plan.shop_id, plan.id)
    away = DropPlan(plan.shop_id, plan.id)
    back = button(t.pgettext("button", "‹ Posts"), ShowPosts(plan.shop_id, plan.deal_id))
    rows: list[Row] = [
        *((_repeat(t, plan, how),) for how in Repeat),
        (
            button(t.pgettext("button", "✎ When"), MovePlan(plan.shop_id, plan.id)),
            button(t.pgettext("button", "✎ Where"), where),
        ),
        (button(t.pgettext("button", "Remove the plan"), away, "danger"),),
        (back,),
    ]
    return Screen(text, (*rows, to_desk(t, plan.shop_id)))


def places(t: Texts, at: ChoosePlace, plan: Plan, found: Sequence[Channel]) -> Screen:
    """Where a plan can post: all chosen channels, or one."""
    count = pages(len(found), CHANNELS)
    here = min(max(0, at.page), count - 1)
    everywhere = t.pgettext("button", "All that are chosen for new deals")
    rows: list[Row] = [(_place(plan, None, everywhere),)]
    rows.extend(
        (_place(plan, one.id, shorten(one.title, LABEL) or str(one.chat)),)
        for one in found[here * CHANNELS : (here + 1) * CHANNELS]
    )
    turning = pager(t, here, count, lambda to: ChoosePlace(at.shop_id, at.plan_id, to))
    back = button(t.pgettext("button", "‹ Back"), ShowPlan(at.shop_id, at.plan_id))
    return Screen(str(t.gettext("Into which channels?")), (*rows, *turning, (back,)))


_NEVER = datetime.fromtimestamp(0, zone_of("UTC"))


def _at(press: PlanQuestion, at: datetime) -> PlanAt | MovePlanTo:
    minute = int(at.timestamp()) // 60
    if isinstance(press, PlanPost):
        return PlanAt(press.shop_id, press.deal_id, minute)
    return MovePlanTo(press.shop_id, press.plan_id, minute)


def _back(t: Texts, press: PlanQuestion) -> PressButton:
    label = t.pgettext("button", "‹ Back")
    if isinstance(press, PlanPost):
        return button(label, ShowPosts(press.shop_id, press.deal_id))
    return button(label, ShowPlan(press.shop_id, press.plan_id))


def _name(t: Texts, at: datetime, now: datetime) -> str:
    """A moment on a button: "Tomorrow 9:00"."""
    home = zone_of(t.zone)
    local, today = at.astimezone(home), now.astimezone(home).date()
    hour = f"{local:%H:%M}"
    if local.date() == today:
        return t.pgettext("button", "Today {hour}", hour=hour)
    if local.date() == today + _DAY:
        return t.pgettext("button", "Tomorrow {hour}", hour=hour)
    return moment_text(at, t.language, t.zone)


def _rhythm(t: Texts, plan: Plan) -> str:
    hour, minute = divmod(plan.rhythm.minute, 60)
    said = f"{hour:02}:{minute:02}"
    match plan.rhythm.repeat:
        case Repeat.ONCE:
            return t.clock(plan.next_at)
        case Repeat.DAILY:
            return t.pgettext("plan", "Every day at {hour}", hour=said)
        case Repeat.WEEKLY:
            day = t.day_of_week(plan.rhythm.weekday)
            return t.pgettext("plan", "Every {weekday} at {hour}", weekday=day, hour=said)


def _where(t: Texts, view: PlanView) -> Markup | str:
    if view.plan.channel_id is None:
        return t.gettext("all chosen channels")
    if view.only is None:
        return t.gettext("⚠️ a channel that is no longer connected")
    return shorten(view.only.title, LABEL) or str(view.only.chat)


def _comes(t: Texts, view: PlanView) -> Markup | None:
    """When it comes next, or why not; None where that is said already."""
    plan, deal = view.plan, view.deal
    if deal.state is DealState.PAUSED:
        if plan.repeats:
            return t.gettext("left out while the deal is paused")
        return t.gettext("waits while the deal is paused")
    if deal.ends_at is not None and plan.next_at >= deal.ends_at:
        return t.gettext("the deal is over before that")
    return t.gettext("next: {when}", when=t.clock(plan.next_at)) if plan.repeats else None


def _quiet(t: Texts, view: PlanView) -> Markup | None:
    if view.goes_out is None:
        return None
    return t.gettext(
        "It is quiet in your channels then: it goes out {when}.", when=t.clock(view.goes_out)
    )


def _repeat(t: Texts, plan: Plan, how: Repeat) -> PressButton:
    label = _how(t, how)
    chosen = f"✓ {label}" if plan.rhythm.repeat is how else label
    return button(chosen, RepeatPlan(plan.shop_id, plan.id, how.value))


def _how(t: Texts, how: Repeat) -> str:
    match how:
        case Repeat.ONCE:
            return t.pgettext("button", "Once")
        case Repeat.DAILY:
            return t.pgettext("button", "Every day")
        case Repeat.WEEKLY:
            return t.pgettext("button", "Every week")


def _place(plan: Plan, channel_id: int | None, label: str) -> PressButton:
    chosen = f"✓ {label}" if plan.channel_id == channel_id else label
    return button(chosen, PutPlan(plan.shop_id, plan.id, channel_id or 0))
