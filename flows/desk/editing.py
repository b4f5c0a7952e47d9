"""Editing a deal that is published already: a filled form, field by field, saved in one guarded step."""

from dataclasses import replace

from catalog import wares
from catalog.captions.reading import read_field
from catalog.deal_rules import Problem
from catalog.editing import amended, amendments
from catalog.editing.amended import Stale, Unamended
from catalog.editing.amending import Amendment, Wish, doubts
from catalog.editing.drafting import Doubt, Field, Why, emptied
from catalog.editing.publishing import WINDOW
from catalog.keeping.shopkeeping import kept
from catalog.offers import DealLine
from flows import asking
from flows.desk import deals
from flows.events import Photo
from flows.presses.editing import (
    DropEdit,
    EditDeal,
    EditField,
    EditPress,
    EditPrices,
    EmptyField,
    SaveDeal,
)
from flows.presses.every import ShowDeals
from flows.replies import Reply, Say
from flows.screens.desk import editing as screen
from flows.screens.desk.editing import ABOUT, PICTURE, Said
from flows.visit import Visit
from groupbuys import finding
from groupbuys.channels import freshness

_MOST = 2_000
"""Characters of a description that is typed."""


def press(visit: Visit, pressed: EditPress) -> list[Reply]:
    """A button of this room; a deal of another shop is like none, one that is over is only looked at."""
    deal = deals.own(visit, pressed.shop_id, pressed.deal_id)
    if deal is None:
        return deals.listed(visit, ShowDeals(pressed.shop_id))
    if deal.is_over:
        return _over(visit, deal)
    match pressed:
        case EditDeal():
            return form(visit, deal)
        case EditField():
            return ask(visit, deal, pressed)
        case EmptyField():
            return empty(visit, deal, pressed.field)
        case EditPrices():
            return prices(visit, deal, pressed)
        case SaveDeal():
            return save(visit, deal)
        case DropEdit():
            amendments.drop(visit.tx, deal.id, visit.person.id)
            return deals.show(visit, deal.shop_id, deal.id)


def form(visit: Visit, deal: DealLine, said: Said = Said.NOTHING) -> list[Reply]:
    """The deal as a filled form, with what was changed so far; `said`: what happened meanwhile."""
    edit, moved = _edit(visit, deal)
    if moved:
        amendments.keep(visit.tx, deal.id, visit.person.id, edit)
    wrong = doubts(edit.now, visit.tx.now) if edit.changes else ()
    said = Said.MOVED if moved else said
    return visit.show(screen.form(visit.texts, deal, edit, wrong, said))


def ask(visit: Visit, deal: DealLine, press: EditField) -> list[Reply]:
    """Let one field be typed, or a picture be sent."""
    if press.field not in screen.fields(deal):
        return form(visit, deal)
    if press.field == Field.NEWCOMERS:
        now = _edit(visit, deal)[0].now
        return _keep(visit, deal, replace(now, newcomers=not now.newcomers))
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, deal, press))


def typed(visit: Visit, press: EditField, text: str) -> list[Reply]:
    """A field was typed: understood, or asked for again with what would be right (promise 35)."""
    deal, shop = deals.own(visit, press.shop_id, press.deal_id), kept(visit.tx, press.shop_id)
    if deal is None or shop is None or deal.is_over:
        asking.let_go(visit)
        return deals.listed(visit, ShowDeals(press.shop_id)) if deal is None else _over(visit, deal)
    now = _edit(visit, deal)[0].now
    if press.field == ABOUT:
        return _about(visit, deal, now, text)
    if press.field not in set(Field) or press.field == PICTURE:
        asking.asks(visit, press)
        return [Say(screen.ask(visit.texts, deal, press))]
    before = now.form(press.variant_id)
    read = read_field(
        Field(press.field), text, before, currency=shop.currency, zone=shop.zone, now=visit.tx.now
    )
    if isinstance(read, Doubt):
        asking.asks(visit, press)
        return [Say(screen.ask(visit.texts, deal, press, read))]
    return _keep(visit, deal, now.answered(read, press.variant_id))


def pictured(visit: Visit, press: EditField, event: Photo) -> list[Reply]:
    """A photo came where one was asked for: the new picture of the deal's product."""
    deal = deals.own(visit, press.shop_id, press.deal_id)
    if deal is None or deal.is_over:
        asking.let_go(visit)
        return deals.listed(visit, ShowDeals(press.shop_id)) if deal is None else _over(visit, deal)
    now = _edit(visit, deal)[0].now
    return _keep(visit, deal, replace(now, picture=event.source))


def empty(visit: Visit, deal: DealLine, field: str) -> list[Reply]:
    """A field says nothing any more."""
    now = _edit(visit, deal)[0].now
    if field == PICTURE:
        return _keep(visit, deal, replace(now, picture=None))
    if field == ABOUT:
        return _keep(visit, deal, replace(now, description=""))
    if field not in screen.OPTIONAL:
        return form(visit, deal)
    if field == Field.WINDOW:
        return _keep(visit, deal, replace(now, window=WINDOW))
    return _keep(visit, deal, now.answered(emptied(now.form(), Field(field))))


def prices(visit: Visit, deal: DealLine, press: EditPrices) -> list[Reply]:
    """What each variant costs."""
    edit, _ = _edit(visit, deal)
    numbers = [one.variant_id for one in edit.now.prices]
    named = wares.labels(visit.tx, numbers, visit.person.language)
    return visit.show(screen.prices(visit.texts, press, edit, named))


def save(visit: Visit, deal: DealLine) -> list[Reply]:
    """The deal becomes what was wished, if it still is what was looked at."""
    edit = amendments.find(visit.tx, deal.id, visit.person.id)
    if edit is None or not edit.changes or doubts(edit.now, visit.tx.now):
        return form(visit, deal)
    done = amended.amend(visit.tx, deal.shop_id, deal.id, edit)
    match done:
        case Stale(present):
            amendments.keep(visit.tx, deal.id, visit.person.id, edit.upon(present))
            return form(visit, deal, Said.MOVED)
        case Unamended():
            return _over(visit, deal)
        case Problem():
            return visit.tell(done.sentence, alert=True)
        case DealLine():
            amendments.drop(visit.tx, deal.id, visit.person.id)
            freshness.deal_edited(visit.tx, done)
            running = finding.count_open(visit.tx, deal.shop_id, deal.id)
            numbers = [one.variant_id for one in edit.now.prices]
            named = wares.labels(visit.tx, numbers, visit.person.language)
            return visit.show(screen.saved(visit.texts, done, edit, named, running))


def _about(visit: Visit, deal: DealLine, now: Wish, text: str) -> list[Reply]:
    if len(text) > _MOST:
        press = EditField(deal.shop_id, deal.id, ABOUT, 0)
        asking.asks(visit, press)
        wrong = Doubt(Field.TITLE, Why.TOO_MUCH)
        return [Say(screen.ask(visit.texts, deal, press, wrong))]
    return _keep(visit, deal, replace(now, description=text.strip()))


def _edit(visit: Visit, deal: DealLine) -> tuple[Amendment, bool]:
    """The edit so far, upon the deal as it is; and whether somebody else changed that meanwhile."""
    present = amended.wish_of(visit.tx, deal)
    edit = amendments.find(visit.tx, deal.id, visit.person.id)
    if edit is None:
        return Amendment(present, present), False
    moved = edit.before != present
    return (edit.upon(present) if moved else edit), moved


def _keep(visit: Visit, deal: DealLine, now: Wish) -> list[Reply]:
    asking.let_go(visit)
    edit, moved = _edit(visit, deal)
    amendments.keep(visit.tx, deal.id, visit.person.id, replace(edit, now=now))
    return form(visit, deal, Said.MOVED if moved else Said.NOTHING)


def _over(visit: Visit, deal: DealLine) -> list[Reply]:
    """It ended while somebody was editing it."""
    if amendments.find(visit.tx, deal.id, visit.person.id) is not None:
        amendments.drop(visit.tx, deal.id, visit.person.id)
    told = visit.tell(screen.over(visit.texts), alert=True)
    return [*told, *deals.show(visit, deal.shop_id, deal.id)]
