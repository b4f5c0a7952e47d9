"""A supplier whose files come in while groups are open, and who knows how many units there must be after each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from sqlalchemy import select

from catalog.importers.reading import read as read_file
from catalog.importing import import_catalogue
from catalog.intake.values import Intake
from catalog.tables import variant
from groupbuys.setting_aside import set_aside
from tests.groupbuys.ledger import Ledger
from tests.stories import Town

Said: TypeAlias = int | str | None
"""What a file says of a variant: so many, not counted, or "gone": nothing at all."""

_VARIANTS = select(variant.c.id, variant.c.sku).order_by(variant.c.id)


@dataclass
class Supply:
    """How many units there are of each variant, sold ones too, and what the last file said of it."""

    town: Town
    units: dict[int, int | None] = field(init=False)
    stated: dict[int, int | None] = field(init=False)

    def __post_init__(self) -> None:
        self.units = dict.fromkeys(self.town.variant_ids, self.town.terms.stock)
        self.stated = dict(self.units)

    def bring(self, said: Sequence[Said], before: Ledger) -> None:
        """Import a file that says this of the first, second ... variant; `before`: the books as they stand."""
        file = read_file(self._text(said).encode(), "EUR")
        report = import_catalogue(self.town.database, file, Intake("Corner shop", "EUR"), set_aside)
        assert report.faults == (), report.faults
        rows = self.town.run(lambda tx: tx.all(_VARIANTS))
        self.town.variant_ids = tuple(row.id for row in rows)
        for row in rows:
            self._state(row.id, said[int(row.sku[1:])], before)

    def _state(self, key: int, said: Said, before: Ledger) -> None:
        now = 0 if isinstance(said, str) else said
        last, there = self.stated.get(key), self.units.get(key)
        if now is None:
            self.units[key] = None
        elif last is None or there is None:
            self.units[key] = now + before.sold(key)
        else:
            self.units[key] = there + now - last
        self.stated[key] = now

    def _text(self, said: Sequence[Said]) -> str:
        price = Decimal(self.town.terms.solo) / 100
        head = f'[[products]]\nhandle = "oolong"\ntitle = "Oolong tea"\ncategory = "tea"\nprice = "{price}"\n'
        shown = [(number, one) for number, one in enumerate(said) if one != "gone"]
        if [number for number, _ in shown] == [0]:
            return f'{head}sku = "T0"\n{_stock(shown[0][1])}'
        rows = (
            f'[[products.variants]]\nsku = "T{number}"\noptions = {{ Size = "{number}" }}\n{_stock(one)}'
            for number, one in shown
        )
        return head + "".join(rows)


def _stock(said: Said) -> str:
    return "" if said is None else f"stock = {said}\n"
