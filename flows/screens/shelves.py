"""The lists of the shop: categories, one category's products, what a search found."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from catalog.browsing import CategoryLine, ProductLine
from catalog.search import Found
from flows import ways
from flows.faces import Picture, Screen
from flows.presses.every import Press, ShowCategories, ShowCategory, ShowFound, ShowProduct
from flows.screens import prices
from flows.screens.buttons import Row, browse, button, home, open_groups, pager, pairs
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts

CATEGORIES = 10
"""Categories on a page."""
PRODUCTS = 6
"""Products on a page: their lines fit under a picture."""


def categories(
    t: Texts, found: Sequence[CategoryLine], page: int, picture: Picture | None
) -> Screen:
    """One page of the categories."""
    count = pages(len(found), CATEGORIES)
    page = min(max(page, 0), count - 1)
    shown = found[page * CATEGORIES : (page + 1) * CATEGORIES]
    rows = pairs(
        [
            button(
                t.pgettext(
                    "button",
                    "{category} ({count})",
                    category=shorten(one.name, LABEL),
                    count=t.number(one.count),
                ),
                ShowCategory(one.id),
            )
            for one in shown
        ]
    )
    text = t.gettext("<b>What are you looking for?</b>\nPick a category, or type a few words.")
    if not found:
        text = t.gettext("There is nothing here yet. Please come back a little later.")
    turning = pager(t, page, count, ShowCategories)
    return Screen(str(text), (*rows, *turning, (home(t),)), picture)


def category(
    t: Texts,
    shelf: CategoryLine,
    products: Sequence[ProductLine],
    page: int,
    picture: Picture | None,
) -> Screen:
    """One page of a category."""
    text = paragraphs(Markup("<b>{}</b>").format(shelf.name), _list(t, products))
    return Screen(
        text,
        (
            *_rows(products, ways.category(shelf.id, page)),
            *pager(t, page, pages(shelf.count, PRODUCTS), lambda to: ShowCategory(shelf.id, to)),
            (button(t.pgettext("button", "‹ Back"), ShowCategories()), home(t)),
        ),
        picture,
    )


def found(t: Texts, words: str, result: Found, page: int, picture: Picture | None) -> Screen:
    """One page of what a search found."""
    words = shorten(words, TITLE)
    total, products = result.total, result.products
    if not products:
        return nothing_found(t, words, picture)
    head = t.ngettext("{n} result for “{words}”", "{n} results for “{words}”", total, words=words)
    turning: Callable[[int], Press] = ShowFound
    rows: tuple[Row, ...] = (
        *_rows(products, ways.found(page)),
        *pager(t, page, pages(total, PRODUCTS), turning),
        (browse(t), home(t)),
    )
    return Screen(paragraphs(head, _list(t, products)), rows, _first_picture(products) or picture)


def nothing_found(t: Texts, words: str, picture: Picture | None) -> Screen:
    """A search that found nothing, with other ways to find something."""
    text = t.gettext(
        "Nothing here matches “{words}”. Fewer or other words may help, or look around:",
        words=words,
    )
    return Screen(str(text), ((browse(t), open_groups(t)), (home(t),)), picture)


def _list(t: Texts, products: Sequence[ProductLine]) -> Markup:
    return lines(prices.line(t, _short(product)) for product in products)


def _short(product: ProductLine) -> ProductLine:
    return ProductLine(
        id=product.id,
        title=shorten(product.title, TITLE),
        picture=product.picture,
        solo=product.solo,
        group=product.group,
        people=product.people,
        varies=product.varies,
    )


def _rows(products: Sequence[ProductLine], way: str) -> tuple[Row, ...]:
    return tuple(
        (button(shorten(product.title, LABEL), ShowProduct(product.id, way)),)
        for product in products
    )


def _first_picture(products: Sequence[ProductLine]) -> Picture | None:
    source = next((product.picture for product in products if product.picture), None)
    return Picture(source) if source else None
