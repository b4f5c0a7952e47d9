"""Leaders' rewards in words: what a deal promises, what somebody has of credit, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.leader_reward import MOST_SHARE, LeaderReward, RewardKind
from catalog.money import Money
from flows.faces import PressButton, Screen
from flows.presses.lead import ShowLed
from flows.presses.rewards import ShowRewards
from flows.screens.buttons import browse, button, home, pager, standing, the_shop
from flows.screens.shape import TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.rewards.looking import Line, Purse
from groupbuys.rewards.model import FROZEN, LONGEST, Reward, RewardState, Why

LINES = 6
"""Lines on a page."""

PURSES = 6
"""Shops above them."""


@dataclass(frozen=True, slots=True)
class Rewards:
    """A page of what somebody has: `purses` by shop, `found` of `total` lines, and what was sold by its number."""

    purses: Sequence[Purse]
    found: Sequence[Line]
    total: int
    page: int
    titles: Mapping[int, str]


def my_rewards(t: Texts) -> PressButton:
    """The way to them."""
    return button(t.pgettext("button", "My rewards"), ShowRewards())


def promised(t: Texts, reward: LeaderReward, currency: str) -> Markup:
    """What a deal promises whoever leads a group, where one may start one."""
    match reward.kind:
        case RewardKind.FREE_SEAT:
            return t.gettext(
                "🏅 Whoever leads a group that succeeds gets one piece of their own order free, as credit in this shop."
            )
        case RewardKind.FIXED:
            return t.gettext(
                "🏅 Whoever leads a group that succeeds gets {amount}, as credit in this shop.",
                amount=t.money(Money(reward.value, currency)),
            )
        case RewardKind.SHARE:
            return t.gettext(
                "🏅 Whoever leads a group that succeeds gets {share} of what the others pay, as credit in this shop.",
                share=t.share(reward.value),
            )


def named(t: Texts, reward: LeaderReward | None, currency: str) -> str:
    """A reward as a form says it, plain."""
    if reward is None:
        return t.pgettext("reward", "nothing")
    match reward.kind:
        case RewardKind.FREE_SEAT:
            return t.pgettext("reward", "one piece of their own order free")
        case RewardKind.FIXED:
            return t.money(Money(reward.value, currency))
        case RewardKind.SHARE:
            share = t.share(reward.value)
            return t.pgettext("reward", "{share} of what the others pay", share=share)


def asked(t: Texts) -> Markup:
    """What to type for it, and what would be right."""
    return t.gettext(
        "What does whoever leads a group get once it has succeeded? “free seat” for one piece of their own order, a "
        "share of what the others pay such as {share} (at most {most}), or an amount such as 5.00 (less than the "
        "others of the smallest group pay together).",
        share=t.share(300),
        most=t.share(MOST_SHARE),
    )


def short(t: Texts) -> Markup:
    """To everybody who is in a group, or comes into it: its leader has something of it."""
    return t.gettext("🏅 The shop rewards whoever leads this group.")


def coming(t: Texts, reward: Reward) -> Markup | None:
    """What a group that has just succeeded brings its leader, and when that is theirs."""
    if reward.state is RewardState.GONE:
        return None
    return t.sentences(
        t.gettext("🏅 For leading it you get {amount}.", amount=t.money(reward.left)),
        _frozen(t, reward) or t.gettext("It is yours to use now."),
        t.gettext("See /rewards."),
    )


def thawed(t: Texts, reward: Reward, title: str, shop: str) -> Screen:
    """The news that a reward can be used from now on."""
    said = t.gettext(
        "🏅 {amount} for leading the group for <b>{title}</b> are yours to use now in {shop}.",
        amount=t.money(reward.left),
        title=shorten(title, TITLE),
        shop=shorten(shop, TITLE),
    )
    row = (the_shop(t, reward.shop_id), my_rewards(t))
    return standing(Screen(paragraphs(said, _how(t)), (row,)))


def less(t: Texts, credit: Money) -> Markup:
    """What credit pays, beside what is to be paid."""
    return t.gettext("−{amount} with your credit", amount=t.money(credit))


def mine(t: Texts, of: Rewards) -> Screen:
    """What somebody has, shop by shop, and each line of it."""
    rows = (
        (button(t.pgettext("button", "Groups that you lead"), ShowLed()),),
        (browse(t), home(t)),
    )
    if not of.total:
        none = t.gettext(
            "You have no reward yet. Some deals reward whoever leads a group: their pages say what it is, and here you "
            "see it once your group has succeeded."
        )
        return Screen(paragraphs(t.gettext("<b>My rewards</b>"), none), rows)
    have = [_purse(t, one) for one in of.purses]
    text = paragraphs(
        t.gettext("<b>My rewards</b>"),
        lines(have) if have else t.gettext("There is no credit left to use just now."),
        t.sentences(_how(t), _until(t)) if have else None,
        lines(_line(t, one, of.titles.get(one.product_id, "")) for one in of.found),
    )
    turning = pager(t, of.page, pages(of.total, LINES), ShowRewards)
    return Screen(text, (*turning, *rows))


def _how(t: Texts) -> Markup:
    return t.gettext("Credit lowers your next purchase in that shop by itself.")


def _until(t: Texts) -> Markup:
    return t.gettext(
        "A reward is frozen until {length} after the last order of the group was received, {longest} after its success "
        "at most.",
        length=t.length(FROZEN),
        longest=t.length(LONGEST),
    )


def _purse(t: Texts, one: Purse) -> Markup:
    shop = shorten(one.shop, TITLE)
    if not one.frozen.minor or one.first is None:
        return t.gettext("{shop}: <b>{amount}</b> to use", shop=shop, amount=t.money(one.balance))
    return t.gettext(
        "{shop}: <b>{amount}</b> to use, {frozen} frozen until {day} or longer",
        shop=shop,
        amount=t.money(one.balance),
        frozen=t.money(one.frozen),
        day=t.day(one.first),
    )


def _line(t: Texts, one: Line, title: str) -> Markup:
    said = _of_group(t, one, one.reward, title) if one.reward else _of_purchase(t, one)
    return Markup("• {} {}").format(t.day(one.at), said)


def _of_purchase(t: Texts, one: Line) -> Markup:
    amount = t.money(Money(abs(one.amount.minor), one.amount.currency))
    values = {"amount": amount, "shop": shorten(one.shop, TITLE)}
    if one.why is Why.USED and one.order:
        return t.gettext("−{amount}: used for order {number} in {shop}", number=one.order, **values)
    if one.why is Why.USED:
        return t.gettext("−{amount}: used for a purchase in {shop}", **values)
    if one.order:
        return t.gettext(
            "+{amount}: came back from order {number} in {shop}", number=one.order, **values
        )
    return t.gettext("+{amount}: came back from a purchase in {shop}", **values)


def _of_group(t: Texts, one: Line, reward: Reward, title: str) -> Markup:
    named_ = shorten(title, TITLE)
    if one.why is Why.EARNED:
        return _earned(t, one, reward, named_)
    amount = t.money(Money(abs(one.amount.minor), one.amount.currency))
    values = {"amount": amount, "title": named_}
    match one.why:
        case Why.THAWED:
            return t.gettext("{amount} are yours to use: the group for {title}", **values)
        case Why.PART:
            said = t.gettext(
                "−{amount} taken back: part of an order for {title} was paid back", **values
            )
        case Why.UNCLAIMED:
            said = t.gettext(
                "−{amount} taken back: not everybody fetched what they ordered ({title})", **values
            )
        case _:
            said = t.gettext("−{amount} taken back: an order for {title} was returned", **values)
    return t.sentences(said, _short(t, one)) if one.short.minor else said


def _short(t: Texts, one: Line) -> Markup:
    return t.gettext(
        "({amount} more had been spent already, and stay with you)", amount=t.money(one.short)
    )


def _earned(t: Texts, one: Line, reward: Reward, title: str) -> Markup:
    head = t.ngettext(
        "+{amount}: your group for {title} succeeded, {n} order{how}",
        "+{amount}: your group for {title} succeeded, {n} orders{how}",
        reward.people,
        amount=t.money(one.amount),
        title=title,
        how=_sum(t, reward),
    )
    frozen = _frozen(t, reward)
    return t.sentences(head, Markup("·"), frozen) if frozen else head


def _sum(t: Texts, reward: Reward) -> Markup:
    if reward.terms.kind is not RewardKind.SHARE:
        return Markup()
    return t.gettext(
        ": {share} of {base} = {amount}",
        share=t.share(reward.terms.value),
        base=t.money(reward.base),
        amount=t.money(reward.amount),
    )


def _frozen(t: Texts, reward: Reward) -> Markup | None:
    if reward.state is not RewardState.FROZEN or reward.look_at is None:
        return None
    if reward.is_sure:
        return t.gettext("It is frozen until {day}.", day=t.day(reward.look_at))
    return t.gettext(
        "It is frozen until {day} at the earliest: nobody should return anything any more.",
        day=t.day(reward.look_at),
    )
