"""A deal in the making, field by field, and what is still doubtful about it: pure values."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from catalog.leader_reward import LeaderReward
from catalog.money import Money


@dataclass(frozen=True, slots=True)
class FormStep:
    """A step of a price ladder: from `people` paid people on each pays this, or hundredths of a percent less."""

    people: int
    cut: Money | int


@dataclass(frozen=True, slots=True)
class DealForm:
    """What a merchant has said of a deal so far; None where it was not said.

    `picture` is a source as in `catalog.tables.picture`; `people` are needed, `capacity` is the room (None: as many as
    are needed); `stock` in units (None: not counted); `limit` in units a person; moments are aware UTC.
    `newcomers`: whoever joins must be new to the shop.
    `extension`: by so long a leader may extend a group once (None: not at all). `steps`: its price ladder.
    `reward`: what a leader gets.
    """

    title: str = ""
    description: str = ""
    picture: str | None = None
    solo: Money | None = None
    group: Money | None = None
    people: int | None = None
    capacity: int | None = None
    stock: int | None = None
    limit: int | None = None
    window: timedelta | None = None
    extension: timedelta | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    newcomers: bool = False
    steps: tuple[FormStep, ...] = ()
    reward: LeaderReward | None = None


class Field(StrEnum):
    """The fields that can be said, asked for and doubted."""

    TITLE = "title"
    SOLO = "solo"
    GROUP = "group"
    PEOPLE = "people"
    CAPACITY = "capacity"
    STEPS = "steps"
    STOCK = "stock"
    LIMIT = "limit"
    WINDOW = "window"
    EXTENSION = "extension"
    STARTS = "starts"
    ENDS = "ends"
    NEWCOMERS = "newcomers"
    REWARD = "reward"


def emptied(form: DealForm, field: Field) -> DealForm:
    """The same form, nothing said of that field."""
    match field:
        case Field.TITLE:
            return replace(form, title="")
        case Field.SOLO:
            return replace(form, solo=None)
        case Field.GROUP:
            return replace(form, group=None)
        case Field.STARTS:
            return replace(form, starts_at=None)
        case Field.ENDS:
            return replace(form, ends_at=None)
        case Field.WINDOW:
            return replace(form, window=None)
        case Field.NEWCOMERS:
            return replace(form, newcomers=False)
        case _:
            return _uncounted(form, field)


def _uncounted(form: DealForm, field: Field) -> DealForm:
    match field:
        case Field.PEOPLE:
            return replace(form, people=None)
        case Field.CAPACITY:
            return replace(form, capacity=None)
        case Field.STOCK:
            return replace(form, stock=None)
        case Field.EXTENSION:
            return replace(form, extension=None)
        case Field.STEPS:
            return replace(form, steps=())
        case Field.REWARD:
            return replace(form, reward=None)
        case _:
            return replace(form, limit=None)


class Why(StrEnum):
    """What is doubtful about a field."""

    MISSING = "missing"
    """It was not said, and every deal needs it."""
    TWO = "two"
    """It can be read in two ways, or was said twice."""
    PAST = "past"
    """It is over already."""
    NO_TIME = "no time"
    """A day without a time of day."""
    HIGHER = "higher"
    """The group price is above the price alone."""
    ORDER = "order"
    """It ends before it starts, or has less room than people are needed."""
    UP = "up"
    """A price ladder that does not go down."""
    STEP_PEOPLE = "step people"
    """A step of a ladder for no more people than are needed, or for more than there is room for."""
    TOO_FEW = "too few"
    """Below what makes sense: a group of one, no stock."""
    TOO_MUCH = "too much"
    """Above what a deal may be."""
    CURRENCY = "currency"
    """Another currency than the shop's."""
    NOT_OURS = "not ours"
    """Something that is no group buy, such as buy two, get one free."""
    UNREADABLE = "unreadable"
    """It could not be understood."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that was left out: why, and the words that it is about ("" where there are none)."""

    field: Field
    why: Why
    said: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """A field that a language model read, and the merchant's own words that it read it from."""

    field: Field
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of somebody's `words`, what is still to be asked, and what a model helped with."""

    form: DealForm
    doubts: tuple[Doubt, ...] = ()
    words: str = ""
    help: tuple[Help, ...] = ()
    reread: bool = False

    def tried(self) -> "Reading":
        """The same, after a model was asked: it is not asked twice about the same words."""
        return replace(self, reread=True)

    def answered(self, field: Field, form: DealForm) -> "Reading":
        """The same with another form, in which that field is no longer doubtful."""
        doubts = tuple(doubt for doubt in self.doubts if doubt.field is not field)
        return replace(
            self, form=form, doubts=doubts, help=tuple(h for h in self.help if h.field is not field)
        )
