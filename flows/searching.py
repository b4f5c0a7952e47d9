"""Searching by typing, and turning the pages of what was found."""

from catalog.search import search
from flows import asking, home
from flows.presses.every import ShowFound
from flows.replies import Reply
from flows.screens import shelves
from flows.visit import Visit

MOST_WORDS = 200
"""Characters of a search that are remembered."""


def look_for(visit: Visit, text: str) -> list[Reply]:
    """Somebody typed words: find products."""
    words = " ".join(text.split())[:MOST_WORDS]
    if not words:
        return home.welcome(visit)
    asking.searched(visit, words)
    return _page(visit, words, 0)


def found(visit: Visit, press: ShowFound) -> list[Reply]:
    """Another page of what the last search found."""
    words = asking.thread(visit).words
    if not words:
        sorry = visit.texts.gettext("That search was too long ago. Please type the words again.")
        return home.note(visit, sorry)
    return _page(visit, words, max(press.page, 0))


def _page(visit: Visit, words: str, page: int) -> list[Reply]:
    if visit.shop is None:
        return home.welcome(visit)
    size = shelves.PRODUCTS
    result = search(visit.tx, visit.shop.id, words, visit.person.language, page * size, size)
    return visit.show(shelves.found(visit.texts, words, result, page, visit.cover))
