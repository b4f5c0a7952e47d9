"""The draft of a deal: how to say it, what was understood, what is asked, and how it will look."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from catalog.editing.drafting import DealForm, Doubt, Field, Why
from catalog.editing.publishing import WINDOW
from catalog.keeping.shopkeeping import KeptShop, ShopState
from catalog.offers import Price
from flows.faces import Picture, PressButton, Screen
from flows.presses.every import ClearField, DropDraft, FillField, NewDeal, PublishDeal
from flows.presses.more import ShowRareFields
from flows.screens import ladder, newcomers, rewards
from flows.screens.buttons import Row, button, pairs
from flows.screens.desk.staff import to_desk
from flows.screens.prices import saving
from flows.screens.shape import DESCRIPTION, TITLE, lines, paragraphs, shorten
from flows.texts import Texts

RARE = (
    Field.CAPACITY,
    Field.STEPS,
    Field.LIMIT,
    Field.WINDOW,
    Field.EXTENSION,
    Field.REWARD,
    Field.STARTS,
    Field.NEWCOMERS,
)
"""Fields that mostly stay as they are: the form shows them, and keeps their buttons one press further."""

OPTIONAL = (
    Field.CAPACITY,
    Field.STEPS,
    Field.STOCK,
    Field.LIMIT,
    Field.WINDOW,
    Field.EXTENSION,
    Field.REWARD,
    Field.STARTS,
    Field.ENDS,
)
"""Fields that may be left empty."""


def say_it(t: Texts, shop_id: int) -> Screen:
    """How a deal is said in one message."""
    text = paragraphs(
        t.gettext("<b>A new deal</b>"),
        t.gettext("Send one photo with a caption in your own words, or just the words:"),
        t.gettext("<i>Olive oil 1 l, 12 alone, 9 for three, 40 bottles, until Sunday 20:00</i>"),
        t.gettext("You see what I understood before anything is published."),
    )
    step = button(t.pgettext("button", "Step by step"), FillField(shop_id, Field.TITLE.value))
    return Screen(text, ((step,), to_desk(t, shop_id)))


def form(
    t: Texts,
    shop: KeptShop,
    draft: DealForm,
    doubts: Sequence[Doubt],
    into: Sequence[Row] = (),
) -> Screen:
    """Everything said so far, everything doubtful, a way to each field, and where it will be posted (`into`)."""
    asked = {doubt.field for doubt in doubts}
    there = Texts(t.language, shop.zone)  # as they were typed: by the shop's clock
    text = paragraphs(
        Markup("<b>{}</b>").format(shorten(draft.title, TITLE) or "…"),
        shorten(draft.description, DESCRIPTION) or None,
        lines(_line(there, field, draft) for field in Field if field is not Field.TITLE),
        lines(doubt_text(t, doubt) for doubt in doubts) if doubts else None,
        _next(t, doubts[0].field if doubts else None),
    )
    often = [field for field in Field if field not in RARE or field in asked]
    more = button(t.pgettext("button", "More"), ShowRareFields(shop.id))
    picture = Picture(draft.picture) if draft.picture else None
    fields = pairs(_ways(t, shop.id, often, asked))
    return Screen(
        text, (*_publish(t, shop.id, doubts), *into, *fields, (more, *to_desk(t, shop.id))), picture
    )


def rare(t: Texts, shop_id: int, shown: Screen, doubts: Sequence[Doubt]) -> Screen:
    """The form as it is `shown`, with the ways to what is rarely changed instead."""
    asked = {doubt.field for doubt in doubts}
    away = button(t.pgettext("button", "Throw it away"), DropDraft(shop_id), "danger")
    back = button(t.pgettext("button", "‹ Back"), NewDeal(shop_id))
    fields = pairs(_ways(t, shop_id, RARE, asked))
    return replace(shown, buttons=(*_publish(t, shop_id, doubts), *fields, (away, back)))


def _publish(t: Texts, shop_id: int, doubts: Sequence[Doubt]) -> tuple[Row, ...]:
    """Only what has no doubts goes live."""
    if doubts:
        return ()
    return ((button(t.pgettext("button", "Publish"), PublishDeal(shop_id), "primary"),),)


def _ways(
    t: Texts, shop_id: int, fields: Iterable[Field], asked: Container[Field]
) -> list[PressButton]:
    """A way to each of these fields; a doubtful one says so."""
    return [
        button(
            ("❓ " if field in asked else "✎ ") + label_of(t, field),
            FillField(shop_id, field.value),
        )
        for field in fields
    ]


def ask(t: Texts, shop_id: int, field: Field, wrong: Doubt | None = None) -> Screen:
    """One field is to be typed; `wrong`: why the last answer would not do."""
    text = paragraphs(doubt_text(t, wrong) if wrong is not None else None, question(t, field))
    rows: list[Row] = []
    if field in OPTIONAL:
        empty = button(t.pgettext("button", "Leave it empty"), ClearField(shop_id, field.value))
        rows.append((empty,))
    back = button(t.pgettext("button", "‹ Back"), NewDeal(shop_id))
    return Screen(text, (*rows, (back,)))


def not_yet(t: Texts, shop: KeptShop) -> str:
    """Nothing is published in a shop that waits for its approval, or is suspended."""
    if shop.state is ShopState.PENDING:
        return t.pgettext(
            "toast", "The operator looks at your shop first. I write to you then; your draft stays."
        )
    return t.pgettext("toast", "The shop is suspended: {why}", why=shop.why or "-")


def label_of(t: Texts, field: Field) -> str:
    """What a field is called."""
    return {
        Field.TITLE: t.pgettext("field", "Title"),
        Field.SOLO: t.pgettext("field", "Price alone"),
        Field.GROUP: t.pgettext("field", "Group price"),
        Field.PEOPLE: t.pgettext("field", "People needed"),
        Field.CAPACITY: t.pgettext("field", "Room for"),
        Field.STEPS: t.pgettext("field", "Price ladder"),
        Field.STOCK: t.pgettext("field", "In stock"),
        Field.LIMIT: t.pgettext("field", "Most per person"),
        Field.WINDOW: t.pgettext("field", "Open for"),
        Field.EXTENSION: t.pgettext("field", "Leader may extend by"),
        Field.STARTS: t.pgettext("field", "Starts"),
        Field.ENDS: t.pgettext("field", "Ends"),
        Field.NEWCOMERS: t.pgettext("field", "Who may join"),
        Field.REWARD: t.pgettext("field", "For the leader"),
    }[field]


def question(t: Texts, field: Field) -> Markup:
    """What to type for a field, with an example."""
    return {
        Field.TITLE: t.gettext("What is it? Type a title."),
        Field.SOLO: t.gettext("What does one cost alone? For example 12 or 12.50."),
        Field.GROUP: t.gettext("What does one cost in a group? For example 9 or 9.50."),
        Field.PEOPLE: t.gettext("How many people does a group need? At least 2."),
        Field.CAPACITY: t.gettext("How many people can join one group at most?"),
        Field.STEPS: t.gettext(
            "How much is it for everyone from how many people on? For example 5 people 18, 10 people 15. "
            "“+8 people 16” adds a step or changes it, “-8” takes it away, “none” takes away all."
        ),
        Field.STOCK: t.gettext("How many are there? A whole number."),
        Field.LIMIT: t.gettext("How many may one person buy?"),
        Field.WINDOW: t.gettext("How long does a group stay open? For example 24h or 2 days."),
        Field.EXTENSION: t.gettext(
            "By how long may a leader extend a group that still looks for people, once? For example 12h."
        ),
        Field.STARTS: t.gettext("When does it start? For example Monday 9:00."),
        Field.ENDS: t.gettext("When does it end? For example Sunday 20:00."),
        Field.NEWCOMERS: t.gettext("Who may join a group: everybody, or only new customers?"),
        Field.REWARD: rewards.asked(t),
    }[field]


def doubt_text(t: Texts, doubt: Doubt) -> Markup:
    """What is doubtful about a field, in a sentence."""
    why = why_text(t, doubt.why)
    label = label_of(t, doubt.field)
    if doubt.said:
        said = shorten(doubt.said, TITLE)
        return t.gettext("❓ {field}: {why} (“{said}”)", field=label, why=why, said=said)
    return t.gettext("❓ {field}: {why}", field=label, why=why)


def why_text(t: Texts, why: Why) -> Markup:
    """Why something that was said will not do."""
    return {
        Why.MISSING: t.gettext("not said yet"),
        Why.TWO: t.gettext("that can be read in two ways"),
        Why.PAST: t.gettext("that is over already"),
        Why.NO_TIME: t.gettext("at what time of day?"),
        Why.HIGHER: t.gettext("a group price must not be above the price alone"),
        Why.UP: t.gettext(
            "a ladder goes down: each step is cheaper than the one before, the first cheaper than the group price"
        ),
        Why.STEP_PEOPLE: t.gettext(
            "each step needs more people than the one before, the first more than a group needs, and the last no "
            "more than it has room for; ten steps at most"
        ),
        Why.ORDER: t.gettext("that does not fit what was said before"),
        Why.TOO_FEW: t.gettext("that is too few"),
        Why.TOO_MUCH: t.gettext("that is too much"),
        Why.CURRENCY: t.gettext("that is another currency than the shop's"),
        Why.NOT_OURS: t.gettext("that is no group price: say what one costs alone and in a group"),
        Why.UNREADABLE: t.gettext("I could not read that"),
    }[why]


def _line(t: Texts, field: Field, draft: DealForm) -> Markup:
    return t.gettext("{field}: {value}", field=label_of(t, field), value=value(t, field, draft))


def value(t: Texts, field: Field, draft: DealForm) -> Markup | str:
    """What a form says of a field."""
    match field:
        case Field.SOLO:
            return t.money(draft.solo) if draft.solo is not None else "…"
        case Field.GROUP:
            return _group_price(t, draft)
        case Field.WINDOW:
            return t.length(draft.window or WINDOW)
        case Field.EXTENSION:
            return t.length(draft.extension) if draft.extension else t.gettext("not at all")
        case Field.STARTS:
            return t.clock(draft.starts_at) if draft.starts_at else t.gettext("at once")
        case Field.ENDS:
            return t.clock(draft.ends_at) if draft.ends_at else t.gettext("never")
        case Field.NEWCOMERS | Field.REWARD:
            return _members(t, field, draft)
        case _:
            return _count(t, field, draft)


def _members(t: Texts, field: Field, draft: DealForm) -> str:
    """Who may join, and what whoever leads them gets."""
    if field is Field.NEWCOMERS:
        return newcomers.who(t, draft.newcomers)
    price = draft.solo or draft.group
    return "…" if price is None else rewards.named(t, draft.reward, price.currency)


def _count(t: Texts, field: Field, draft: DealForm) -> Markup | str:
    if field is Field.STEPS:
        return ladder.of_form(t, draft)
    if field is Field.CAPACITY:
        room = draft.capacity or draft.people
        return t.number(room) if room is not None else "…"
    if field is Field.PEOPLE:
        return t.number(draft.people) if draft.people is not None else "…"
    number = draft.stock if field is Field.STOCK else draft.limit
    if number is None:
        return t.gettext("not counted") if field is Field.STOCK else t.gettext("no limit")
    return t.number(number)


def _group_price(t: Texts, draft: DealForm) -> Markup:
    if draft.group is None:
        return Markup("…")
    saves = saving(t, Price(draft.solo, draft.group)) if draft.solo is not None else None
    price = Markup("{}").format(t.money(draft.group))
    return price if saves is None else t.sentences(price, saves)


def _next(t: Texts, field: Field | None) -> Markup:
    if field is not None:
        return question(t, field)
    return t.gettext("Is everything right? Then press Publish.")
