"""Opening a shop: its name is typed, everything else has a sensible default."""

from catalog.keeping.shopkeeping import (
    DETAILS,
    Handover,
    ShopForm,
    Unfounded,
    asked,
    may_open,
    open_shop,
    wrong_name,
)
from catalog.keeping.staff import shops_of
from flows import asking, places
from flows.currencies import CURRENCIES
from flows.desk import desk
from flows.faces import Screen
from flows.presses.every import ChooseForShop, NameShop, ShopChoices
from flows.replies import Reply, Say
from flows.screens.desk import opening as screen
from flows.screens.settings import no_zone, offered_zones, zone_label
from flows.visit import Visit


def ask_name(visit: Visit, why: Unfounded | None = None) -> list[Reply]:
    """Ask what it is to be called, unless this person has as many as one may have."""
    if not may_open(visit.tx, visit.person.id):
        asking.let_go(visit)
        return visit.show(screen.refused(visit.texts, Unfounded.TOO_MANY))
    asking.asks(visit, NameShop())
    return visit.show(screen.ask_name(visit.texts, why))


def named(visit: Visit, text: str) -> list[Reply]:
    """It was typed: the form, or why that name will not do."""
    name = " ".join(text.split())
    wrong = wrong_name(visit.tx, name)
    if wrong is not None or not may_open(visit.tx, visit.person.id):
        return ask_name(visit, wrong)
    asking.let_go(visit)
    asking.fill(visit, name=name)
    return [Say(_form(visit))]


def choices(visit: Visit, press: ShopChoices) -> list[Reply]:
    """What a field of the form can be."""
    if press.field == "a":
        return visit.show(screen.asks(visit.texts, shop_form(visit)))
    if press.field == "z":
        asking.asks(visit, press)
    return visit.show(screen.choices(visit.texts, shop_form(visit), press, visit.tx.now))


def typed_place(visit: Visit, question: ShopChoices, text: str) -> list[Reply]:
    """The zone of the place that was typed; where there are several, or it was only begun, they are offered."""
    found, t, now = places.find(text, visit.tx.now), visit.texts, visit.tx.now
    if found.sure and len(found.zones) == 1:
        asking.let_go(visit)
        asking.fill(visit, z=found.zones[0])
        return [Say(_form(visit))]
    asking.asks(visit, question)
    if found.zones:
        ways = [(zone_label(t, one, now), ChooseForShop("z", one)) for one in found.zones]
        return [Say(offered_zones(t, text, ways, question))]
    return [Say(screen.choices(t, shop_form(visit), question, now, no_zone(t, text)))]


def choose(visit: Visit, press: ChooseForShop) -> list[Reply]:
    """A field was chosen; one that no list of ours has is left as it was."""
    if press.field == "a":
        return _toggle(visit, press.value)
    asking.let_go(visit)
    fits = {"c": CURRENCIES, "h": tuple(Handover)}.get(press.field, ())
    if press.value in fits or (press.field == "z" and places.is_zone(press.value)):
        asking.fill(visit, **{press.field: press.value})
    return visit.show(_form(visit))


def _form(visit: Visit) -> Screen:
    """The form so far; whoever works in a shop already is asked whether they mean another one."""
    another = bool(shops_of(visit.tx, visit.person.id))
    return screen.form(visit.texts, shop_form(visit), another=another)


def _toggle(visit: Visit, field: str) -> list[Reply]:
    """A delivery asks for that or not; for something it has to ask."""
    asks = shop_form(visit).asks
    now = tuple(one for one in DETAILS if (one in asks) is not (one == field))
    if now:
        asking.fill(visit, a=",".join(now))
    return visit.show(screen.asks(visit.texts, shop_form(visit)))


def open_it(visit: Visit) -> list[Reply]:
    """Open it, and show its desk."""
    form = shop_form(visit)
    opened = open_shop(visit.tx, visit.person.id, form)
    match opened:
        case Unfounded.NO_NAME | Unfounded.LONG_NAME | Unfounded.NAME_TAKEN:
            return ask_name(visit, opened)
        case Unfounded():
            return visit.show(screen.refused(visit.texts, opened))
        case int():
            asking.clear(visit)
            return desk.show(visit, opened, fresh=True)


def shop_form(visit: Visit) -> ShopForm:
    """The form so far; what was not chosen is as in the shop that the reader came from."""
    filled, here = asking.form(visit), visit.shop
    return ShopForm(
        name=filled.get("name", ""),
        currency=filled.get("c") or (here.currency if here is not None else "USD"),
        zone=filled.get("z") or visit.texts.zone,
        handover=Handover(filled.get("h") or Handover.PICKUP),
        provider=here.provider if here is not None else "",
        asks=asked(filled.get("a", "")),
    )
