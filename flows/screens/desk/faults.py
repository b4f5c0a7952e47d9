"""What is wrong in a catalogue file, line by line, in the reader's words.

The importers say in English what they expect, and know no languages: their sentences are recognised here. One that
is not, such as what the standard TOML parser says, stays English.
"""

import re

from markupsafe import Markup

from catalog.importers.mending import Titles
from catalog.importers.values import Fault
from flows.screens.shape import shorten
from flows.texts import Texts

_VALUE = 40
_EXPECTED = 200
_HOLE = re.compile(r"\\\{(\w+)\\\}")


def pgettext(_context: str, template: str) -> str:
    """Mark a text for the translators; it is put into the reader's words later."""
    return template


TEMPLATES = (
    pgettext("fault", "a price in {currency} above zero, such as {example}"),
    pgettext("fault", "a price in {currency} with at most {digits} decimals, such as {example}"),
    pgettext(
        "fault",
        "a price with at most {digits} decimals; if the mark parts thousands, write {example}",
    ),
    pgettext("fault", "a price with one decimal mark, such as {example}"),
    pgettext("fault", "prices in {currency}, the currency of this shop"),
    pgettext("fault", "a whole number of units such as 25"),
    pgettext("fault", "a title for the product"),
    pgettext("fault", "at most {most} characters; this has {n}"),
    pgettext("fault", "at most {most} characters; the end was cut off"),
    pgettext("fault", "letters in UTF-8; some of these are broken"),
    pgettext("fault", "a description in plain text or in HTML"),
    pgettext("fault", "a description of at most {most} characters with its markup"),
    pgettext(
        "fault",
        "the address of a picture on the web (https://...) of at most {most} characters",
    ),
    pgettext("fault", "a picture file that is there, named from the folder of the catalogue"),
    pgettext("fault", "at least one row with a price"),
    pgettext("fault", "at least one product below the header"),
    pgettext("fault", "choices of at most {most} characters together"),
    pgettext("fault", "choices of its own for each variant; line {line} has the same"),
    pgettext("fault", "a stock number of its own for each variant; line {line} has the same"),
    pgettext("fault", "a SKU of its own; line {line} has the same"),
    pgettext("fault", "a value for the option {name}"),
    pgettext("fault", "one value for {name}; this variation stands for any"),
    pgettext("fault", "the handle of the product that the row belongs to"),
    pgettext("fault", "something to deliver; gift cards are not sold in groups"),
    pgettext(
        "fault",
        "the column Variant Inventory Qty; without it every counted variant has a stock of 0",
    ),
    pgettext("fault", "simple, variable or variation; other types cannot be sold in groups"),
    pgettext("fault", "the SKU of a variable product of this file, or id: and its ID"),
    pgettext("fault", "a stock for each variation; this one was dealt out to {n} of them"),
    pgettext("fault", "{n} cells as in the header; this row has {found}"),
    pgettext("fault", "the columns that a {kind} product file needs; missing: {columns}"),
    pgettext("fault", "each column once; the first one of them was read"),
    pgettext(
        "fault",
        'quotation marks that pair up; a mark inside of a text is written twice ("")',
    ),
    pgettext(
        "fault",
        'quotation marks that pair up; a mark inside of a text is written twice (""). Too many rows like this one: '
        "the rest was not read",
    ),
    pgettext("fault", "terms within the rules ({rule})"),
    pgettext(
        "fault",
        "a product file of Shopify or WooCommerce, or a Kaituan catalogue (TOML); the first line belongs to none of "
        "them",
    ),
    pgettext("fault", "a header line and at least one product; this file is empty"),
    pgettext("fault", "a file of at most {most} MB; please split it"),
    pgettext("fault", "a catalogue as text (CSV in UTF-8, or TOML); this file is not text"),
    pgettext(
        "fault",
        "a catalogue as text (CSV in UTF-8, or TOML); this is a workbook, please save it as CSV UTF-8",
    ),
    pgettext(
        "fault",
        "a catalogue as text (CSV in UTF-8, or TOML); the letters of this file cannot be read, please save it as "
        "UTF-8",
    ),
)
"""What the readers of tables expect; a word between braces stands for whatever they put there."""


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_HOLE.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)


_PATTERNS = tuple((template, _pattern(template)) for template in TEMPLATES)


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


def expected(t: Texts, fault: Fault) -> str:
    """What would be right."""
    for template, pattern in _PATTERNS:
        found = pattern.fullmatch(fault.expected)
        if found is not None:
            return t.pgettext("fault", template, **found.groupdict())
    return fault.expected


def titles(t: Texts) -> Titles:
    """The headers of the columns that tell what is to mend."""
    return Titles(
        line=t.pgettext("column", "Line"),
        column=t.pgettext("column", "Column"),
        expected=t.pgettext("column", "Expected"),
        more=t.pgettext("column", "Cells beyond the header"),
    )
