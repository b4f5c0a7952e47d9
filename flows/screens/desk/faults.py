"""What is wrong in a catalogue file, line by line, in the reader's words."""

from markupsafe import Markup

from catalog.importers.mending import Titles
from catalog.importers.values import Fault
from flows.screens.shape import shorten
from flows.texts import Texts

_VALUE = 40
_EXPECTED = 200


def named(t: Texts, fault: Fault) -> Markup:
    """One thing to mend: where it is, what stands there, and what is expected."""
    where = t.gettext("Line {line}", line=str(fault.line))
    column = f", {shorten(fault.column, _VALUE)}" if fault.column else ""
    value = f" “{shorten(fault.value, _VALUE)}”" if fault.value else ""
    wanted = shorten(expected(t, fault), _EXPECTED)
    return t.gettext(
        "• {where}{column}:{value} expected {expected}",
        where=where,
        column=column,
        value=value,
        expected=wanted,
    )


def expected(_t: Texts, fault: Fault) -> str:
    """What would be right."""
    return fault.expected


def titles(t: Texts) -> Titles:
    """The headers of the columns that tell what is to mend."""
    return Titles(
        line=t.pgettext("column", "Line"),
        column=t.pgettext("column", "Column"),
        expected=t.pgettext("column", "Expected"),
        more=t.pgettext("column", "Cells beyond the header"),
    )
