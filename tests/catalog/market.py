"""A shop filled from a catalogue file, the way a merchant fills it, on a clock that a story winds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Self, TypeVar

from catalog import browsing
from catalog.importers.reading import read
from catalog.importers.values import PercentOff, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake, Report
from catalog.pages import ProductPage
from groupbuys.setting_aside import set_aside
from storage.database import Database
from storage.transaction import Transaction

T = TypeVar("T")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULE = TermsDraft(3, 3, timedelta(hours=24), PercentOff(Decimal(20)), None)
"""Three people, 24 hours, 20 % off."""

SHELF = """
language = "en"
[shop]
name = { en = "Lantern", zh_Hant = "燈籠" }
[categories.clothes]
name = { en = "Clothes", zh_Hans = "服装", zh_Hant = "服裝" }
[categories.kitchen]
name = { en = "Kitchen", zh_Hant = "廚房" }
[words]
Blue = { zh_Hant = "藍色" }

[[products]]
handle = "shirt"
title = { en = "Cotton shirt", zh_Hans = "纯棉衬衫", zh_Hant = "純棉襯衫" }
description = { en = "Soft <b>weave</b>", zh_Hant = "柔軟" }
category = "clothes"
tags = ["summer"]
vendor = "Tailor & Co"
pictures = ["https://pictures.example/shirt.jpg", "https://pictures.example/back.jpg"]
variants = [
  { options = { Colour = "Blue" }, sku = "S-B", price = "19.90", stock = 10 },
  { options = { Colour = "Red" }, sku = "S-R", price = "21.90", stock = 4 },
]

[[products]]
handle = "mug"
title = { en = "Enamel mug", zh_Hant = "琺瑯馬克杯" }
category = "kitchen"
sku = "M-1"
price = "9.99"
stock = 7

[[products]]
handle = "café"
title.en = "Café crème bowl, 500ml"
category = "kitchen"
price = "12.00"
"""


@dataclass
class Market:
    """A database with what was brought into it."""

    url: str
    now: datetime = NOON
    folder: Path | None = None
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(self.url, lambda: self.now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Run one turn."""
        return self.database.run_now(work)

    def wind(self, **span: float) -> None:
        """Let time pass: hours=, days= ..."""
        self.now += timedelta(**span)

    def bring(
        self,
        text: str | bytes = SHELF,
        rule: TermsDraft | None = RULE,
        *,
        shop: str = "Corner shop",
        currency: str = "EUR",
        step: Callable[[int, int], None] | None = None,
    ) -> Report:
        """Import a catalogue file."""
        data = text if isinstance(text, bytes) else text.encode()
        intake = Intake(shop, currency, "Europe/Berlin", "sandbox", rule, self.folder)
        return import_catalogue(self.database, read(data, currency), intake, set_aside, step)

    def page(self, title: str, language: str = "") -> ProductPage:
        """The page of the product with this title."""
        return self.run(lambda tx: _page(tx, title, language))


def _page(tx: Transaction, title: str, language: str) -> ProductPage:
    for shop in browsing.shops(tx):
        for category in browsing.categories(tx, shop.id, ""):
            for line in browsing.products(tx, category.id, "", 0, 1000):
                if line.title == title:
                    page = browsing.product(tx, line.id, language)
                    assert page is not None
                    return page
    raise LookupError(title)
