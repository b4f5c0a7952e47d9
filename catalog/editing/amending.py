"""A live deal that is being edited: what it was when that began, and what it is to be. Pure values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from catalog.captions.checks import check_form
from catalog.editing.drafting import DealForm, Doubt, Field, FormStep
from catalog.leader_reward import LeaderReward
from catalog.money import Money

EVERY = 0
"""Stands for a variant's number where all of them cost the same."""

TERMS = (
    *("prices", "people", "capacity", "limit", "window", "newcomers", "extension", "steps"),
    "reward",
)
"""What an open group buy keeps whatever becomes of its deal (promise 4)."""


@dataclass(frozen=True, slots=True)
class VariantPrice:
    """What one variant costs alone and in a group."""

    variant_id: int
    solo: Money
    group: Money


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything about a deal and its product that can be edited; fields as in `catalog.editing.drafting.DealForm`.

    `starts_at` is None unless it is still to start; `capacity` None: as many as are needed.
    """

    title: str
    description: str
    picture: str | None
    prices: tuple[VariantPrice, ...]
    people: int
    capacity: int | None
    limit: int | None
    window: timedelta
    starts_at: datetime | None
    ends_at: datetime | None
    newcomers: bool = False
    extension: timedelta | None = None
    steps: tuple[FormStep, ...] = ()
    reward: LeaderReward | None = None

    @property
    def is_uniform(self) -> bool:
        """Whether all variants cost the same."""
        return len({(one.solo, one.group) for one in self.prices}) == 1

    def form(self, variant_id: int = EVERY) -> DealForm:
        """The same as a form, with the prices of that variant, or of the first."""
        price = next((one for one in self.prices if one.variant_id == variant_id), self.prices[0])
        return DealForm(
            title=self.title,
            description=self.description,
            picture=self.picture,
            solo=price.solo,
            group=price.group,
            people=self.people,
            capacity=self.capacity,
            limit=self.limit,
            window=self.window,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            newcomers=self.newcomers,
            extension=self.extension,
            steps=self.steps,
            reward=self.reward,
        )

    def answered(self, form: DealForm, variant_id: int = EVERY) -> "Wish":
        """What that filled form says; its prices are that variant's, or (EVERY) of all where all cost the same."""
        return replace(
            self,
            title=form.title,
            description=form.description,
            picture=form.picture,
            prices=tuple(self._priced(one, form, variant_id) for one in self.prices),
            people=form.people or self.people,
            capacity=form.capacity,
            limit=form.limit,
            window=form.window or self.window,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            newcomers=form.newcomers,
            extension=form.extension,
            steps=form.steps,
            reward=form.reward,
        )

    def _priced(self, one: VariantPrice, form: DealForm, variant_id: int) -> VariantPrice:
        meant = self.is_uniform if variant_id == EVERY else one.variant_id == variant_id
        if not meant or form.solo is None or form.group is None:
            return one
        return VariantPrice(one.variant_id, form.solo, form.group)


@dataclass(frozen=True, slots=True)
class Amendment:
    """An edit under way: the deal `before` it, and what it is to be `now`."""

    before: Wish
    now: Wish

    @property
    def changes(self) -> frozenset[str]:
        """The fields that differ, by their names."""
        names = Wish.__dataclass_fields__
        return frozenset(
            name for name in names if getattr(self.before, name) != getattr(self.now, name)
        )

    def upon(self, present: Wish) -> "Amendment":
        """The same edit of a deal that somebody else changed meanwhile: theirs stays where this one says nothing."""
        kept = {name: getattr(self.now, name) for name in self.changes - {"prices"}}
        before = {one.variant_id: one for one in self.before.prices}
        wished = {one.variant_id: one for one in self.now.prices}
        prices = tuple(
            wished[one.variant_id]
            if wished.get(one.variant_id) != before.get(one.variant_id) and one.variant_id in wished
            else one
            for one in present.prices
        )
        return Amendment(present, replace(present, prices=prices, **kept))


def doubts(wish: Wish, now: datetime) -> tuple[Doubt, ...]:
    """Everything that no deal may be (promise 35), each field once."""
    found = (doubt for one in wish.prices for doubt in check_form(wish.form(one.variant_id), now))
    return tuple(_once(found))


def _once(found: Iterable[Doubt]) -> Iterable[Doubt]:
    seen: set[Field] = set()
    for doubt in found:
        if doubt.field not in seen:
            seen.add(doubt.field)
            yield doubt
