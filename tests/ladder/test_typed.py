"""A price ladder in a keeper's own words: in a caption, or typed for its field."""

from datetime import UTC, datetime

import pytest

from catalog.captions.reading import read_caption, read_field
from catalog.editing.drafting import DealForm, Doubt, Field, FormStep, Why
from catalog.money import Money

NOW = datetime(2026, 3, 4, 11, tzinfo=UTC)
LADDER = ((5, 1800), (10, 1500))


def steps(*found: tuple[int, int], currency: str = "EUR") -> tuple[FormStep, ...]:
    """Steps of these prices."""
    return tuple(FormStep(people, Money(minor, currency)) for people, minor in found)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("橄榄油 单买25 3人20 5人18 10人15", "CNY"),
        ("橄欖油，單買 25，3人團20元，5人團18元，10人團15元", "TWD"),
        ("橄榄油 原价25 三人团20 五人团18 十人团15", "CNY"),
        ("橄榄油 单买25 3-4人20 5-9人18 10人15", "CNY"),
        ("Olive oil, 25 alone, 3 people 20, 5 people 18, 10 people 15", "EUR"),
        ("Olive oil, 25 alone, 20 for three, 18 for five, 15 for ten", "EUR"),
        ("Olive oil, 25 for one, 20 for 3 people, 18 for 5 people, 15 for 10 people", "EUR"),
    ],
)
def test_a_caption_names_a_ladder(text: str, currency: str) -> None:
    reading = read_caption(text, currency=currency, zone="Europe/Berlin", now=NOW)
    form = reading.form
    assert reading.doubts == ()
    assert (form.solo, form.group) == (Money(2500, currency), Money(2000, currency))
    assert (form.people, form.capacity) == (3, 10)
    assert form.steps == steps(*LADDER, currency=currency)


def test_a_caption_may_have_more_room_than_its_last_step() -> None:
    text = "橄榄油 单买25 3人团20 5人团18 最多20人"
    form = read_caption(text, currency="CNY", zone="Europe/Berlin", now=NOW).form
    assert (form.people, form.capacity) == (3, 20)
    assert form.steps == steps((5, 1800), currency="CNY")


def test_a_caption_with_a_ladder_that_goes_up_keeps_what_is_sure_and_asks_for_the_rest() -> None:
    """Promise 35."""
    text = "Olive oil, 25 alone, 3 people 20, 5 people 21"
    reading = read_caption(text, currency="EUR", zone="Europe/Berlin", now=NOW)
    assert (reading.form.group, reading.form.steps) == (Money(2000, "EUR"), ())
    assert reading.doubts == (Doubt(Field.STEPS, Why.UP, "3 people 20 / 5 people 21"),)


HALF = DealForm(title="Oil", solo=Money(2500, "EUR"), group=Money(2000, "EUR"), people=3)
WHOLE = DealForm(
    title="Oil",
    solo=Money(2500, "EUR"),
    group=Money(2000, "EUR"),
    people=3,
    capacity=10,
    steps=steps(*LADDER),
)


def typed(text: str, form: DealForm = HALF) -> DealForm | Doubt:
    """What becomes of a form."""
    return read_field(Field.STEPS, text, form, currency="EUR", zone="Europe/Berlin", now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "5人18 10人15",
        "5 people 18, 10 people 15",
        "from 5 people 18, from 10 people 15",
        "5: 18, 10: 15",
        "5 18\n10 15",
        "滿5人18、滿10人15",
        "五人18，十人15",
        "18 for 5 people, 15 for 10 people",
        "5人 18.00 €; 10人 €15",
        "٥ ١٨, ١٠ ١٥",
    ],
)
def test_steps_are_typed_in_many_ways(text: str) -> None:
    form = typed(text)
    assert isinstance(form, DealForm)
    assert (form.steps, form.capacity) == (steps(*LADDER), 10)


def test_steps_may_be_parts_of_the_price_alone() -> None:
    for text in ("5: 30%, 10: 40%", "5人7折 10人6折", "5 people -30%, 10 people -40%"):
        form = typed(text)
        assert isinstance(form, DealForm)
        assert form.steps == (FormStep(5, 3000), FormStep(10, 4000)), text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("+8人16", ((5, 1800), (8, 1600), (10, 1500))),
        ("+ 5 people 17", ((5, 1700), (10, 1500))),
        ("-5", ((10, 1500),)),
        ("去掉10人", ((5, 1800),)),
        ("8人16", ((8, 1600),)),
        ("none", ()),
        ("没有", ()),
    ],
)
def test_steps_are_added_changed_and_taken_away(
    text: str, left: tuple[tuple[int, int], ...]
) -> None:
    form = typed(text, WHOLE)
    assert isinstance(form, DealForm)
    assert form.steps == steps(*left)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("5人20", Why.UP),
        ("5人18 10人19", Why.UP),
        ("3人18", Why.STEP_PEOPLE),
        ("2人18", Why.STEP_PEOPLE),
        ("5人$18", Why.CURRENCY),
        ("5人18 5人17", Why.TWO),
        ("5 people 1.299", Why.TWO),
        ("5人0", Why.UNREADABLE),
        ("5人-3", Why.UNREADABLE),
        ("5人1e9", Why.UNREADABLE),
        ("5", Why.UNREADABLE),
        ("5 18 10", Why.UNREADABLE),
        ("-7", Why.UNREADABLE),
        ("<b>cheap</b>", Why.UNREADABLE),
        ("9" * 300, Why.UNREADABLE),
        ("", Why.MISSING),
    ],
)
def test_what_is_no_ladder_is_refused_kindly(text: str, why: Why) -> None:
    """Promises 35, 36."""
    said = typed(text)
    assert isinstance(said, Doubt)
    assert (said.field, said.why) == (Field.STEPS, why)


def test_a_step_beyond_the_room_there_is_is_refused() -> None:
    said = typed("+11人12", WHOLE)
    assert isinstance(said, Doubt)
    assert said.why is Why.STEP_PEOPLE
