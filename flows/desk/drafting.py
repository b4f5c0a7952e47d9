"""A new deal: said in one's own words, or field by field, looked at as shoppers will see it, and published."""

from dataclasses import replace

from catalog import browsing
from catalog.captions.reading import check_form, read_caption, read_field
from catalog.deal_rules import Problem
from catalog.editing import drafts, publishing
from catalog.editing.amended import form_steps
from catalog.editing.drafting import DealForm, Doubt, Field, Reading, emptied
from catalog.keeping.shopkeeping import KeptShop, ShopState, kept
from catalog.offers import prices
from flows import asking
from flows.desk import deals, desk
from flows.desk.assisting import offers
from flows.events import Photo
from flows.faces import Screen
from flows.presses.every import ClearField, FillField, NewDeal, TurnDeal
from flows.replies import Reply, Say
from flows.screens.desk import drafting as screen
from flows.screens.desk import posts as post_screen
from flows.screens.desk import rereading as assisted
from flows.screens.desk.deals import Fresh
from flows.visit import Visit
from groupbuys.channels import posting


def begin(visit: Visit, shop_id: int) -> list[Reply]:
    """Go on with the draft there is, or say a new deal."""
    draft = drafts.find(visit.tx, shop_id, visit.person.id)
    if draft is not None:
        return _form(visit, shop_id, draft)
    asking.asks(visit, NewDeal(shop_id))
    return visit.show(screen.say_it(visit.texts, shop_id))


def said(visit: Visit, shop_id: int, text: str, picture: str | None = None) -> list[Reply]:
    """It was said in one message: what was understood, and what is still to be asked."""
    shop = kept(visit.tx, shop_id)
    if shop is None:
        return desk.several(visit)
    reading = read_caption(text, currency=shop.currency, zone=shop.zone, now=visit.tx.now)
    standing = {(one.field, one.why) for one in check_form(reading.form, visit.tx.now)}
    own = tuple(one for one in reading.doubts if (one.field, one.why) not in standing)
    return _keep(visit, shop_id, Reading(replace(reading.form, picture=picture), own, text))


def shown(visit: Visit, shop_id: int, event: Photo) -> list[Reply]:
    """A photo came: with words it is a new deal, without them the picture of the draft."""
    if event.caption.strip():
        return said(visit, shop_id, event.caption, event.source)
    before = drafts.find(visit.tx, shop_id, visit.person.id) or Reading(DealForm())
    pictured = replace(before, form=replace(before.form, picture=event.source))
    return _keep(visit, shop_id, pictured)


def ask(visit: Visit, press: FillField) -> list[Reply]:
    """Let one field be typed."""
    field = _field(press.field)
    if field is None:
        return begin(visit, press.shop_id)
    if field is Field.NEWCOMERS:
        return _turn_newcomers(visit, press.shop_id)
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press.shop_id, field))


def _turn_newcomers(visit: Visit, shop_id: int) -> list[Reply]:
    """Everybody may join, or only people new to the shop: one press turns it, nothing is typed."""
    draft = drafts.find(visit.tx, shop_id, visit.person.id) or Reading(DealForm())
    form = replace(draft.form, newcomers=not draft.form.newcomers)
    kept_now = draft.answered(Field.NEWCOMERS, form)
    drafts.keep(visit.tx, shop_id, visit.person.id, kept_now)
    return rare(visit, shop_id)


def filled(visit: Visit, press: FillField, text: str) -> list[Reply]:
    """A field was typed: understood, or asked for again with what would be right (promise 35)."""
    field, shop = _field(press.field), kept(visit.tx, press.shop_id)
    draft = drafts.find(visit.tx, press.shop_id, visit.person.id) or Reading(DealForm())
    if field is None or shop is None:
        return begin(visit, press.shop_id)
    now = visit.tx.now
    read = read_field(field, text, draft.form, currency=shop.currency, zone=shop.zone, now=now)
    if isinstance(read, Doubt):
        asking.asks(visit, press)
        return [Say(screen.ask(visit.texts, press.shop_id, field, read))]
    return _keep(visit, press.shop_id, draft.answered(field, read))


def clear(visit: Visit, press: ClearField) -> list[Reply]:
    """A field is left empty."""
    field = _field(press.field)
    draft = drafts.find(visit.tx, press.shop_id, visit.person.id)
    if field is None or draft is None:
        return begin(visit, press.shop_id)
    return _keep(visit, press.shop_id, draft.answered(field, emptied(draft.form, field)))


def publish(visit: Visit, shop_id: int) -> list[Reply]:
    """The draft goes live, unless something about it is still open."""
    draft, shop = drafts.find(visit.tx, shop_id, visit.person.id), kept(visit.tx, shop_id)
    if draft is None or shop is None or _open(visit, draft):
        return begin(visit, shop_id)
    if shop.state is not ShopState.LIVE:
        return visit.tell(screen.not_yet(visit.texts, shop), alert=True)
    made = publishing.publish(visit.tx, shop_id, draft.form)
    if isinstance(made, Problem):
        return visit.tell(made.sentence, alert=True)
    into = posting.post_everywhere(visit.tx, made, visit.person.id)
    drafts.drop(visit.tx, shop_id, visit.person.id)
    asking.let_go(visit)
    fresh = Fresh(into, posting.goes_out(visit.tx, made))
    return deals.show(visit, shop_id, made.id, fresh)


def drop(visit: Visit, shop_id: int) -> list[Reply]:
    """The draft is thrown away."""
    drafts.drop(visit.tx, shop_id, visit.person.id)
    asking.let_go(visit)
    return desk.show(visit, shop_id)


def copy(visit: Visit, press: TurnDeal) -> list[Reply]:
    """An earlier deal becomes the draft, without its days."""
    deal = deals.own(visit, press.shop_id, press.deal_id)
    if deal is None:
        return begin(visit, press.shop_id)
    page = browsing.product(visit.tx, deal.product_id, "")
    asked = next(iter(prices(visit.tx, deal.terms_id).values()), None)
    steps = form_steps(visit.tx, deal)
    form = DealForm(
        title=page.title if page is not None else "",
        description=page.description if page is not None else "",
        picture=page.pictures[0] if page is not None and page.pictures else None,
        solo=asked.solo if asked is not None else None,
        group=asked.group if asked is not None else None,
        people=deal.minimum,
        capacity=deal.capacity if deal.capacity > deal.minimum else None,
        limit=deal.limit_per_person,
        window=deal.window,
        newcomers=deal.newcomers,
        extension=deal.extension,
        steps=steps,
        reward=deal.reward,
    )
    return _keep(visit, deal.shop_id, Reading(form))


def _keep(visit: Visit, shop_id: int, draft: Reading) -> list[Reply]:
    drafts.keep(visit.tx, shop_id, visit.person.id, draft)
    return _form(visit, shop_id, draft)


def _form(visit: Visit, shop_id: int, draft: Reading) -> list[Reply]:
    shop = kept(visit.tx, shop_id)
    return desk.several(visit) if shop is None else visit.show(face(visit, shop, draft))


def rare(visit: Visit, shop_id: int) -> list[Reply]:
    """The same form, with the ways to what is rarely changed."""
    draft, shop = drafts.find(visit.tx, shop_id, visit.person.id), kept(visit.tx, shop_id)
    if draft is None or shop is None:
        return begin(visit, shop_id)
    shown = face(visit, shop, draft)
    return visit.show(screen.rare(visit.texts, shop_id, shown, _open(visit, draft)))


def face(visit: Visit, shop: KeptShop, draft: Reading) -> Screen:
    """The form so far; the first field that is doubtful is asked for at once."""
    doubts = _open(visit, draft)
    if doubts:
        asking.asks(visit, FillField(shop.id, doubts[0].field.value))
    else:
        asking.let_go(visit)
    into = post_screen.on_the_form(visit.texts, shop.id, posting.choices(visit.tx, shop.id))
    shown = screen.form(visit.texts, shop, draft.form, doubts, into)
    if draft.help:
        shown = assisted.with_help(visit.texts, shown, draft.help)
    offered = offers(visit, shop, draft)
    return assisted.offered(visit.texts, shown, shop.id) if offered else shown


def _open(visit: Visit, draft: Reading) -> list[Doubt]:
    """What was doubtful when it was said and is not answered yet, and what the form itself still misses."""
    named = {one.field for one in draft.doubts}
    missing = check_form(draft.form, visit.tx.now)
    return [*draft.doubts, *(one for one in missing if one.field not in named)]


def _field(name: str) -> Field | None:
    return Field(name) if name in set(Field) else None
