"""What an import came to, as people read it: a table in a terminal, a line a fault everywhere else."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.importers.values import Fault, Lost
from catalog.intake.values import Report

_LOST = {
    Lost.VALUE: "left out",
    Lost.VARIANT: "variant left out",
    Lost.PRODUCT: "product left out",
    Lost.FILE: "file not read",
}


def show(report: Report, shop: str, *, beside: Sequence[str] | None = None) -> None:
    """Print the faults to standard error, and the numbers to standard output.

    `beside`: the other shops, where this one was founded just now; one with a slip in its name is seen by that.
    """
    if report.faults:
        _show_faults(report.faults)
    numbers = f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged"
    faults = f"; {_counted(len(report.faults))} listed above" if report.faults else ""
    print(f"{shop}{_founded(beside)}: {numbers}{faults}.")


def warn_of_other_shop(shop: str, front: str, payload: str) -> None:
    """Say on standard error that a bot here opens with another shop, `front`, and which link leads to this one."""
    print(
        f'Warning: a bot opens with the first shop of its database, here "{front}"; shoppers come into "{shop}" '
        f"by its own link (/start {payload}).",
        file=sys.stderr,
    )


def _founded(beside: Sequence[str] | None) -> str:
    if beside is None:
        return ""
    others = f" beside {', '.join(beside)}" if beside else ""
    return f" (a new shop{others})"


def _counted(faults: int) -> str:
    return "1 fault" if faults == 1 else f"{faults} faults"


def _show_faults(faults: Sequence[Fault]) -> None:
    console = Console(stderr=True)
    if console.is_terminal:
        console.print(_table(faults))
        return
    for fault in faults:
        column = f", {fault.column}" if fault.column else ""
        value = f" {fault.value!r}" if fault.value else ""
        line = f"line {fault.line}{column}:{value} expected {fault.expected} ({_LOST[fault.lost]})"
        console.print(Text(line), soft_wrap=True)


def _table(faults: Sequence[Fault]) -> Table:
    table = Table("Line", "Column", "Value", "Expected", "Then", box=None, pad_edge=False)
    for fault in faults:
        cells = (str(fault.line), fault.column, fault.value, fault.expected, _LOST[fault.lost])
        table.add_row(*map(Text, cells))
    return table
