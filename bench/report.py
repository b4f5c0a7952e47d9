"""The table that a run ends with: each figure beside its goal."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. `most` or `least` is its goal; with neither it is there to be known."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def goal(self) -> str:
        """The goal in words."""
        if self.most is not None:
            return f"<= {self.most:g}"
        return "" if self.least is None else f">= {self.least:g}"

    @property
    def verdict(self) -> str:
        """OK, or by how much it is missed."""
        if self.most is not None:
            return "OK" if self.value <= self.most else f"over by {self.value / self.most - 1:.0%}"
        if self.least is not None:
            return (
                "OK" if self.value >= self.least else f"short by {1 - self.value / self.least:.0%}"
            )
        return ""


def printed(lines: Sequence[Line]) -> str:
    """The table, one line a figure."""
    wide = max(len(line.name) for line in lines)
    return "\n".join(
        f"{line.name:<{wide}}  {line.value:>9,.2f} {line.unit:<9} {line.goal:<8} {line.verdict}"
        for line in lines
    )
