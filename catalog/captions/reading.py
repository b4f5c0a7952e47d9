"""A merchant's own words about a deal, read into a form: what is sure goes in, what is doubtful is asked for."""

from collections.abc import Iterator
from datetime import datetime

from catalog.captions.answers import Answer, read_answer
from catalog.captions.checks import check_form
from catalog.captions.filling import fill, put
from catalog.captions.findings import Finding, Setting
from catalog.captions.goods import find_bare_goods, find_limit, find_stock
from catalog.captions.ladders import read_steps
from catalog.captions.members import find_newcomers
from catalog.captions.naming import description_of, title_of
from catalog.captions.opening import find_bare_window, find_window
from catalog.captions.prices import find_people, find_prices, find_strays
from catalog.captions.refusals import find_refusals
from catalog.captions.times import find_times
from catalog.captions.writing import Writing
from catalog.editing.drafting import DealForm, Doubt, Field, Reading, Why

__all__ = ["check_form", "read_caption", "read_field"]


def read_caption(text: str, *, currency: str, zone: str, now: datetime) -> Reading:
    """The deal that a caption names, in a shop with that ISO 4217 currency and IANA zone; `now` is aware.

    Nothing is guessed: whatever can be read in two ways, or is no group buy, is left out and named in `doubts`.
    """
    writing = Writing(text)
    findings = list(_find(writing, Setting(currency, zone, now)))
    form = DealForm(title=title_of(writing), description=description_of(writing))
    return fill(form, findings, now)


def read_field(
    field: Field, text: str, form: DealForm, *, currency: str, zone: str, now: datetime
) -> DealForm | Doubt:
    """The form with what was typed for one of its fields, or why that will not do."""
    setting = Setting(currency, zone, now)
    value: Answer = (
        read_steps(text, form, setting)
        if field is Field.STEPS
        else read_answer(field, text, setting)
    )
    if isinstance(value, Why):
        return Doubt(field, value, text.strip())
    filled = form
    for name, answer in value.items():
        filled = put(filled, name, answer)
    wrong = [
        doubt
        for doubt in check_form(filled, now)
        if doubt.why is not Why.MISSING and doubt.field in value
    ]
    return Doubt(field, wrong[0].why, text.strip()) if wrong else filled


def _find(writing: Writing, setting: Setting) -> Iterator[Finding]:
    """Rules with words of their own first; then, behind the name of the goods, those that need none."""
    yield from find_times(writing, setting)
    yield from find_refusals(writing)
    yield from find_newcomers(writing)
    yield from find_limit(writing)
    yield from find_window(writing)
    yield from find_stock(writing)
    prices = find_prices(writing, setting)
    yield from prices
    behind = writing.first_clause()
    yield from find_bare_window(writing, behind)
    yield from find_people(writing, behind)
    yield from find_bare_goods(writing, behind)
    if not {Field.SOLO, Field.GROUP} <= {finding.field for finding in prices}:
        yield from find_strays(writing)
