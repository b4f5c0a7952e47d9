"""The edit of a deal: what it is, what it is to be, and whom that concerns."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from markupsafe import Markup

from catalog.editing.amending import EVERY, TERMS, Amendment, VariantPrice, Wish
from catalog.editing.drafting import Doubt, Field
from catalog.offers import DealLine, DealState
from flows.faces import Picture, PressButton, Screen
from flows.presses.editing import (
    DropEdit,
    EditDeal,
    EditField,
    EditPrices,
    EmptyField,
    SaveDeal,
)
from flows.presses.every import ShowDeal, ShowDeals
from flows.screens.buttons import Row, button, pager, pairs
from flows.screens.desk.drafting import doubt_text, label_of, question, value
from flows.screens.desk.staff import to_desk
from flows.screens.shape import DESCRIPTION, NAME, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts

ABOUT, PICTURE = "about", "picture"
"""What of a product no caption names."""

OPTIONAL = frozenset(
    {
        *(Field.CAPACITY, Field.STEPS, Field.LIMIT, Field.WINDOW, Field.EXTENSION, Field.REWARD),
        *(Field.STARTS, Field.ENDS),
    }
)
"""Fields that may say nothing."""

VARIANTS = 8
"""Variants on a page of prices."""

_PRICES = (Field.SOLO, Field.GROUP)
_NUMBERS = (
    *(Field.PEOPLE, Field.CAPACITY, Field.STEPS, Field.LIMIT, Field.WINDOW, Field.EXTENSION),
    Field.REWARD,
)


class Said(Enum):
    """What happened meanwhile."""

    NOTHING = "nothing"
    MOVED = "moved"


def fields(deal: DealLine) -> tuple[str, ...]:
    """What of this deal can be edited: its start only while it has not come."""
    days = (Field.STARTS, Field.ENDS) if deal.state is DealState.SCHEDULED else (Field.ENDS,)
    return (Field.TITLE, ABOUT, PICTURE, *_PRICES, *_NUMBERS, Field.NEWCOMERS, *days)


def form(
    t: Texts, deal: DealLine, edit: Amendment, doubts: Sequence[Doubt], said: Said = Said.NOTHING
) -> Screen:
    """Everything as it is to be, what of it is new, and a way to each field."""
    text = paragraphs(
        _moved(t) if said is Said.MOVED else None,
        Markup("<b>{}</b>").format(shorten(edit.now.title, TITLE) or "…"),
        shorten(edit.now.description, DESCRIPTION) or None,
        lines(_lines(t, deal, edit)),
        lines(doubt_text(t, doubt) for doubt in doubts) if doubts else _hint(t, edit),
    )
    ways: list[Row] = []
    if edit.changes:
        away = button(
            t.pgettext("button", "Throw the changes away"), DropEdit(deal.shop_id, deal.id)
        )
        ways.append((away,))
    if edit.changes and not doubts:
        save = SaveDeal(deal.shop_id, deal.id)
        ways.insert(0, (button(t.pgettext("button", "Save"), save, "primary"),))
    picture = Picture(edit.now.picture) if edit.now.picture else None
    buttons = (*ways[:1], *pairs(_buttons(t, deal, edit)), *ways[1:])
    return Screen(text, (*buttons, *_back(t, deal.shop_id, deal.id)), picture)


def ask(t: Texts, deal: DealLine, press: EditField, wrong: Doubt | None = None) -> Screen:
    """One field is to be typed, or a picture to be sent; `wrong`: why the last answer would not do."""
    text = paragraphs(
        doubt_text(t, wrong) if wrong is not None else None, _question(t, press.field)
    )
    rows: list[Row] = []
    if press.field in {*OPTIONAL, ABOUT, PICTURE}:
        empty = EmptyField(deal.shop_id, deal.id, press.field)
        rows.append((button(t.pgettext("button", "Leave it empty"), empty),))
    back = button(t.pgettext("button", "‹ Back"), EditDeal(deal.shop_id, deal.id))
    return Screen(text, (*rows, (back,)))


def prices(t: Texts, at: EditPrices, edit: Amendment, labels: Mapping[int, str]) -> Screen:
    """What each variant costs, where that differs."""
    found, last = edit.now.prices, pages(len(edit.now.prices), VARIANTS) - 1
    page = min(max(0, at.page), last)
    shown = found[page * VARIANTS : (page + 1) * VARIANTS]
    rows: list[Row] = [
        tuple(
            button(
                f"{shorten(labels.get(one.variant_id, ''), NAME)} · {_price(t, one, field)}",
                EditField(at.shop_id, at.deal_id, field.value, one.variant_id),
            )
            for field in _PRICES
        )
        for one in shown
    ]
    turning = pager(t, page, last + 1, lambda to: EditPrices(at.shop_id, at.deal_id, to))
    text = t.gettext("Prices: on the left alone, on the right in a group. Press one to change it.")
    back = button(t.pgettext("button", "‹ Back"), EditDeal(at.shop_id, at.deal_id))
    return Screen(str(text), (*rows, *turning, (back,)))


def saved(
    t: Texts, deal: DealLine, edit: Amendment, labels: Mapping[int, str], running: int
) -> Screen:
    """What was changed, for whom, and who keeps what there was."""
    for_new = edit.changes & {*TERMS, "starts_at", "ends_at"}
    keep = t.ngettext(
        "{n} open group keeps its terms.", "{n} open groups keep their terms.", running
    )
    text = paragraphs(
        t.gettext("✅ Saved."),
        lines(_changed(t, deal, edit, labels)),
        t.sentences(t.gettext("It counts for new groups."), *([keep] if running else []))
        if for_new
        else None,
    )
    see = button(t.pgettext("button", "To the deal"), ShowDeal(deal.shop_id, deal.id))
    deals = button(t.pgettext("button", "‹ Deals"), ShowDeals(deal.shop_id))
    return Screen(text, ((see,), (deals,), to_desk(t, deal.shop_id)))


def over(t: Texts) -> str:
    """A deal that ended cannot be edited."""
    return t.pgettext("toast", "This deal is over: nothing was changed. Copy it to make a new one.")


def _moved(t: Texts) -> Markup:
    return t.gettext(
        "⚠️ Somebody else changed this deal meanwhile. Your changes are on top of theirs: look once more, then save."
    )


def _hint(t: Texts, edit: Amendment) -> Markup:
    if edit.changes:
        return t.gettext("Is everything right? Then press Save.")
    return t.gettext("Press what is to change. Open groups keep their size, window and prices.")


def _lines(t: Texts, deal: DealLine, edit: Amendment) -> Iterator[Markup]:
    for name in fields(deal):
        if name in {ABOUT, PICTURE, Field.TITLE}:
            if _differs(edit, name):
                yield _change(t, name, edit)
        elif name in _PRICES and not edit.now.is_uniform:
            yield _said(t, name, _range(t, edit.now, Field(name)))
        elif _differs(edit, name):
            yield _change(t, name, edit)
        else:
            yield _said(t, name, value(t, Field(name), edit.now.form()))


def _changed(
    t: Texts, deal: DealLine, edit: Amendment, labels: Mapping[int, str]
) -> Iterator[Markup]:
    for name in fields(deal):
        if name in _PRICES and not (edit.before.is_uniform and edit.now.is_uniform):
            yield from _prices_changed(t, Field(name), edit, labels)
        elif _differs(edit, name):
            yield _change(t, name, edit)


def _prices_changed(
    t: Texts, field: Field, edit: Amendment, labels: Mapping[int, str]
) -> Iterator[Markup]:
    before = {one.variant_id: one for one in edit.before.prices}
    for one in edit.now.prices:
        was = before.get(one.variant_id)
        if was is not None and _price(t, was, field) != _price(t, one, field):
            label = shorten(labels.get(one.variant_id, ""), NAME)
            what = f"{label_of(t, field)}, {label}" if label else label_of(t, field)
            yield _arrow(t, what, _price(t, was, field), _price(t, one, field))


def _change(t: Texts, name: str, edit: Amendment) -> Markup:
    if name in {ABOUT, PICTURE}:
        return t.gettext("{field}: changed", field=_label(t, name))
    if name == Field.TITLE:
        was, is_now = (shorten(one.title, NAME) for one in (edit.before, edit.now))
        return _arrow(t, _label(t, name), was, is_now)
    return _arrow(t, _label(t, name), _plain(t, name, edit.before), _plain(t, name, edit.now))


def _plain(t: Texts, name: str, wish: Wish) -> Markup | str:
    """What a field says, without what a form adds for the eye."""
    form = wish.form()
    if name == Field.GROUP and form.group is not None:
        return t.money(form.group)
    return value(t, Field(name), form)


def _said(t: Texts, name: str, said: Markup | str) -> Markup:
    return t.gettext("{field}: {value}", field=_label(t, name), value=said)


def _arrow(t: Texts, what: str, was: Markup | str, is_now: Markup | str) -> Markup:
    return t.gettext("{field}: {was} → <b>{now}</b>", field=what, was=was, now=is_now)


def _differs(edit: Amendment, name: str) -> bool:
    if name == ABOUT:
        return "description" in edit.changes
    if name == PICTURE:
        return "picture" in edit.changes
    before, now = edit.before.form(), edit.now.form()
    held = {Field.STARTS: "starts_at", Field.ENDS: "ends_at"}.get(Field(name), name)
    return bool(getattr(before, held) != getattr(now, held)) or (
        name == Field.CAPACITY
        and (before.capacity or before.people) != (now.capacity or now.people)
    )


def _range(t: Texts, wish: Wish, field: Field) -> str:
    found = [one.solo if field is Field.SOLO else one.group for one in wish.prices]
    low, high = (pick(found, key=lambda one: one.minor) for pick in (min, max))
    return t.money(low) if low == high else f"{t.money(low)} – {t.money(high)}"


def _price(t: Texts, one: VariantPrice, field: Field) -> str:
    return t.money(one.solo if field is Field.SOLO else one.group)


def _label(t: Texts, name: str) -> str:
    if name == ABOUT:
        return t.pgettext("field", "Description")
    return t.pgettext("field", "Picture") if name == PICTURE else label_of(t, Field(name))


def _question(t: Texts, name: str) -> Markup:
    if name == ABOUT:
        return t.gettext("What is there to say about it? Type a description.")
    if name == PICTURE:
        return t.gettext("Send a photo.")
    return question(t, Field(name))


def _buttons(t: Texts, deal: DealLine, edit: Amendment) -> list[PressButton]:
    made = []
    for name in fields(deal):
        if name in _PRICES and not edit.now.is_uniform:
            if name == Field.SOLO:
                press = EditPrices(deal.shop_id, deal.id)
                made.append(button("✎ " + t.pgettext("field", "Prices"), press))
            continue
        sign = "● " if _differs(edit, name) else "✎ "
        made.append(button(sign + _label(t, name), EditField(deal.shop_id, deal.id, name, EVERY)))
    return made


def _back(t: Texts, shop_id: int, deal_id: int) -> tuple[Row, ...]:
    return (
        (button(t.pgettext("button", "‹ Back"), ShowDeal(shop_id, deal_id)),),
        to_desk(t, shop_id),
    )
