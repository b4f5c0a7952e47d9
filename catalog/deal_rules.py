"""What a deal may promise: pure rules, each with a sentence that says what would be right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from catalog.ladder import rules as ladder_rules
from catalog.ladder.rules import Steps, prices_of
from catalog.leader_reward import MOST_SHARE, LeaderReward, RewardKind
from catalog.money import Money
from catalog.pricing import WHOLE

MOST_PEOPLE = 100_000
SHORTEST = timedelta(seconds=10)
LONGEST = timedelta(days=365)
LEAST_EXTENSION = timedelta(minutes=10)
MOST_EXTENSION = timedelta(days=30)
MOST_UNITS = 10_000


@dataclass(frozen=True, slots=True)
class DealDraft:
    """What a merchant wishes a deal to be.

    `cut`: hundredths of a percent off every solo price (20 % is 2,000), or the group price of each variant by its
    number. `starts_at` None is at once; `ends_at` None is never. `limit_per_person`: units, None without a limit.
    `newcomers`: members other than the leader must be new to the shop.
    `steps`: a price ladder; by how many paid people, what everybody pays from then on.
    `extension`: by so long a leader may extend a group once; None: not at all. `reward`: what a leader gets.
    """

    minimum: int
    capacity: int
    window: timedelta
    cut: int | Mapping[int, Money]
    limit_per_person: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    newcomers: bool = False
    extension: timedelta | None = None
    steps: Steps = field(default_factory=dict)
    reward: LeaderReward | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a deal cannot be as wished: the draft's field, and an English sentence that says what would be right."""

    field: str
    sentence: str


def check(draft: DealDraft, solo: Mapping[int, Money], now: datetime) -> Problem | None:
    """The first thing wrong with a draft for variants with these solo prices, or None."""
    return next(_problems(draft, solo, now), None)


def check_terms(draft: DealDraft) -> Problem | None:
    """The same, as far as it can be told before any product is known: sizes, window, limit, discount."""
    return next(_of_terms(draft), None)


def group_prices(cut: int | Mapping[int, Money], solo: Mapping[int, Money]) -> dict[int, Money]:
    """The group price of every variant, for a cut that `check` found right."""
    return prices_of(cut, solo)


def _problems(draft: DealDraft, solo: Mapping[int, Money], now: datetime) -> Iterator[Problem]:
    yield from _of_terms(draft)
    yield from _of_time(draft, now)
    if not solo:
        yield Problem("product", "A deal needs a product with at least one variant on sale.")
    if not isinstance(draft.cut, int):
        yield from _of_prices(draft.cut, solo)
    if draft.steps:
        yield from _of_steps(ladder_rules.of_prices(draft.steps, draft.cut, solo))
    yield from _of_fixed_reward(draft, solo)


def _of_terms(draft: DealDraft) -> Iterator[Problem]:
    yield from _of_size(draft)
    if not SHORTEST <= draft.window <= LONGEST:
        yield Problem("window", "A group stays open for 10 seconds at least and 365 days at most.")
    limit = draft.limit_per_person
    if limit is not None and not 1 <= limit <= MOST_UNITS:
        yield Problem(
            "limit_per_person", f"A person may buy 1 to {MOST_UNITS:,} units, or leave it open."
        )
    longer = draft.extension
    if longer is not None and not LEAST_EXTENSION <= longer <= MOST_EXTENSION:
        yield Problem(
            "extension", "A group is extended by 10 minutes at least and 30 days at most."
        )
    yield from _of_reward(draft.reward)
    if isinstance(draft.cut, int):
        yield from _of_discount(draft.cut)
    yield from _of_steps(ladder_rules.of_people(draft.steps, draft.minimum, draft.capacity))
    yield from _of_steps(ladder_rules.of_cuts(draft.steps, draft.cut))


def _of_steps(wrong: Iterator[str]) -> Iterator[Problem]:
    return (Problem("steps", sentence) for sentence in wrong)


def _of_size(draft: DealDraft) -> Iterator[Problem]:
    if draft.minimum < 2:
        yield Problem("minimum", "A group buy needs at least 2 people.")
    if draft.capacity < draft.minimum:
        yield Problem(
            "capacity",
            f"A group that needs {draft.minimum} people must have room for at least {draft.minimum}.",
        )
    if draft.capacity > MOST_PEOPLE:
        yield Problem("capacity", f"A group has room for {MOST_PEOPLE:,} people at most.")


def _of_time(draft: DealDraft, now: datetime) -> Iterator[Problem]:
    starts = draft.starts_at or now
    if draft.ends_at is not None and draft.ends_at <= starts:
        yield Problem("ends_at", "A deal must end after it starts.")
    if draft.ends_at is not None and draft.ends_at <= now:
        yield Problem("ends_at", "A deal must end in the future.")


def _of_discount(off: int) -> Iterator[Problem]:
    if not 0 < off < WHOLE:
        yield Problem("cut", "A discount is above 0% and below 100%, such as 20%.")


def _of_prices(group: Mapping[int, Money], solo: Mapping[int, Money]) -> Iterator[Problem]:
    for number, alone in solo.items():
        price = group.get(number)
        if price is None:
            yield Problem("cut", "Every variant needs a group price.")
        elif price.currency != alone.currency:
            yield Problem(
                "cut", f"A group price must be in {alone.currency}, as the solo price is."
            )
        elif not 0 < price.minor <= alone.minor:
            yield Problem(
                "cut", "A group price must be above zero and not above the price of buying alone."
            )


def _of_reward(reward: LeaderReward | None) -> Iterator[Problem]:
    if reward is None:
        return
    if reward.kind is RewardKind.SHARE and not 0 < reward.value <= MOST_SHARE:
        yield Problem(
            "reward",
            f"A leader's share is above 0% and {MOST_SHARE // 100}% at most of what the others pay, such as 3%.",
        )
    if reward.kind is RewardKind.FIXED and reward.value <= 0:
        yield Problem("reward", "A leader's fixed reward is above zero, such as 5.00.")


def _of_fixed_reward(draft: DealDraft, solo: Mapping[int, Money]) -> Iterator[Problem]:
    """Nobody gets more for leading than the others of the smallest group pay together."""
    reward = draft.reward
    if reward is None or reward.kind is not RewardKind.FIXED or not solo:
        return
    try:
        least = min(group_prices(draft.cut, solo).values())
    except (KeyError, ValueError):  # the prices are wrong themselves, and said to be
        return
    paid = (draft.minimum - 1) * least.minor
    if reward.value >= paid:
        yield Problem(
            "reward",
            "A leader's fixed reward is below what the others of the smallest group pay together: "
            f"below {_plain(Money(paid, least.currency))} here.",
        )


def _plain(amount: Money) -> str:
    from babel.numbers import get_currency_precision  # noqa: PLC0415  the command line loads these rules for its help

    number = Decimal(amount.minor).scaleb(-get_currency_precision(amount.currency))
    return f"{number} {amount.currency}"
