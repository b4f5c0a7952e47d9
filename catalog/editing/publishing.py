"""A draft becomes a product with a deal, in one transaction."""

from datetime import timedelta

from sqlalchemy import bindparam, select

from catalog.deal_rules import DealDraft, Problem, check
from catalog.deals import make_deal
from catalog.editing.drafting import DealForm
from catalog.importers.values import CategoryDraft, PictureDraft, ProductDraft, VariantDraft
from catalog.intake import categories
from catalog.intake.batches import Place, land
from catalog.intake.drafts import Ready
from catalog.offers import DealLine
from catalog.skus import stand_in
from catalog.stock import Aside
from catalog.tables import product, variant
from storage.transaction import Transaction

WINDOW = timedelta(hours=24)
"""How long a group stays open where the merchant did not say."""

_SHELF = CategoryDraft("offers", {"": "Offers", "zh_Hans": "团购", "zh_Hant": "團購"})
"""Where products stand that were never in a file."""

_ANY = 0
"""Stands for the variant while there is none."""

_MADE = (
    select(product.c.id, variant.c.id.label("variant_id"))
    .join_from(product, variant, variant.c.product_id == product.c.id)
    .where(product.c.shop_id == bindparam("shop_id"), product.c.handle == bindparam("handle_"))
)


def publish(tx: Transaction, shop_id: int, form: DealForm) -> DealLine | Problem:
    """A new product on the shop's shelf with its deal, live at once or from `form.starts_at` on.

    Raises ValueError where the form misses what every deal needs: that is checked before (see check_form).
    """
    if form.solo is None or form.group is None or form.people is None or not form.title:
        raise ValueError("a deal needs a title, two prices and a number of people")
    problem = check(_deal(form, _ANY), {_ANY: form.solo}, tx.now)
    if problem is not None:
        return problem
    handle = stand_in()
    numbers = categories.bring(tx, shop_id, [_SHELF], None)
    place = Place(shop_id, numbers, None, lambda _tx, _product: Aside({}, 0))
    land(tx, [Ready(_product(form, handle), 0, handle, ())], place)
    made = tx.first(_MADE, {"shop_id": shop_id, "handle_": handle})
    if made is None:
        raise LookupError(f"product {handle} was just written")
    return make_deal(tx, int(made.id), _deal(form, int(made.variant_id)))


def _deal(form: DealForm, variant_id: int) -> DealDraft:
    people = form.people or 0
    return DealDraft(
        minimum=people,
        capacity=form.capacity or people,
        window=form.window or WINDOW,
        cut={} if form.group is None else {variant_id: form.group},
        limit_per_person=form.limit,
        starts_at=form.starts_at,
        ends_at=form.ends_at,
        newcomers=form.newcomers,
        extension=form.extension,
        steps={
            one.people: one.cut if isinstance(one.cut, int) else {variant_id: one.cut}
            for one in form.steps
        },
        reward=form.reward,
    )


def _product(form: DealForm, handle: str) -> ProductDraft:
    if form.solo is None:
        raise ValueError("a product needs a price")
    pictures = (PictureDraft(form.picture, {"": form.title}),) if form.picture else ()
    only = VariantDraft(handle, (), form.solo, None, form.stock, 1)
    return ProductDraft(
        handle=handle,
        titles={"": form.title},
        descriptions={"": form.description},
        category=_SHELF,
        vendor="",
        tags=(),
        pictures=pictures,
        variants=(only,),
        published=True,
        line=1,
    )
