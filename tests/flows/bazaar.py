"""A shop with many shelves for flow stories, filled from a catalogue file and walked through by phones."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Self, TypeVar

from catalog.importers.reading import read
from catalog.importers.values import PercentOff, StepDraft, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake
from catalog.leader_reward import LeaderReward
from flows.conversation import Conversation
from groupbuys.setting_aside import set_aside
from storage.database import Database
from storage.transaction import Transaction
from tests.flows.phone import Phone

T = TypeVar("T")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NASTY = "<b>&amp; {name} %s_</b> "
"""Words that break whatever takes them for markup or for a template."""

_SHIRT = """
[[products]]
handle = "shirt"
title = { en = "Blue cotton shirt", zh_Hans = "蓝色纯棉衬衫", zh_Hant = "藍色純棉襯衫" }
description = { en = "Soft weave.", zh_Hans = "柔软。", zh_Hant = "柔軟。" }
category = "clothes"
vendor = "Tailor & Co"
pictures = ["https://pictures.example/shirt.jpg"]
variants = [
  { options = { Size = "S" }, sku = "S-S", price = "20.00", stock = 30 },
  { options = { Size = "M" }, sku = "S-M", price = "20.00", stock = 4 },
  { options = { Size = "L" }, sku = "S-L", price = "24.00", stock = 30 },
]
"""


def catalogue(shirts: int = 1) -> str:
    """A catalogue: clothes (a shirt in three sizes and more shirts), and a mug with nasty words about it."""
    head = """
language = "en"
[shop]
name = { en = "Lantern", zh_Hans = "灯笼", zh_Hant = "燈籠" }
[categories.clothes]
name = { en = "Clothes", zh_Hans = "服装", zh_Hant = "服裝" }
[categories.kitchen]
name = { en = "Kitchen", zh_Hans = "厨房", zh_Hant = "廚房" }
"""
    shelves = "".join(
        f'[categories.extra{number}]\nname = {{ en = "Shelf {number}" }}\n' for number in range(10)
    )
    more = "".join(
        f'[[products]]\nhandle = "shirt{number}"\ntitle = {{ en = "Shirt number {number}" }}\n'
        f'category = "clothes"\nprice = "30.00"\n'
        for number in range(1, shirts)
    )
    extra = "".join(
        f'[[products]]\nhandle = "e{number}"\ntitle.en = "Thing {number}"\n'
        f'category = "extra{number}"\nprice = "5.00"\n'
        for number in range(10)
    )
    mug = (
        f'[[products]]\nhandle = "mug"\ntitle.en = "Enamel mug {NASTY}"\n'
        f'description.en = "{NASTY * 40}"\ncategory = "kitchen"\nprice = "9.99"\nstock = 40\n'
    )
    return head + shelves + _SHIRT + more + extra + mug


@dataclass
class Bazaar:
    """A database with that shop, and a clock that only goes when it is wound."""

    url: str
    provider: str = "sandbox"
    minimum: int = 3
    capacity: int = 3
    shirts: int = 1
    limit: int | None = None
    newcomers: bool = False
    steps: tuple[StepDraft, ...] = ()
    reward: LeaderReward | None = None
    now: datetime = NOON
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(self.url, lambda: self.now)
        rule = TermsDraft(
            self.minimum,
            self.capacity,
            timedelta(hours=24),
            PercentOff(Decimal(25)),
            self.limit,
            self.newcomers,
            steps=self.steps,
            reward=self.reward,
        )
        intake = Intake("Lantern", "EUR", "Europe/Berlin", self.provider, rule)
        report = import_catalogue(
            self.database, read(catalogue(self.shirts).encode(), "EUR"), intake, set_aside
        )
        assert not report.faults, report.faults

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Run one turn."""
        return self.database.run_now(work)

    def wind(self, **span: float) -> None:
        """Let time pass: hours=, minutes=, seconds= ..."""
        self.now += timedelta(**span)

    def phones(self, *names: str, language: str = "en") -> list[Phone]:
        """A phone for each of these people."""
        talk = Conversation(self.database)
        return [Phone(talk, name, language) for name in names]
