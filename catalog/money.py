"""Money: whole minor units of one currency, never a float, never a bare integer across a module's border."""

from dataclasses import dataclass


class MixedCurrencies(ValueError):
    """Two currencies met in one sum: a broken world, since a shop has one."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount: `minor` units (cents for EUR, yen for JPY) of an ISO 4217 `currency`."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._alike(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._alike(other).minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def _alike(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other
