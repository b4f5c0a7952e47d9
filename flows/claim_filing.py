"""A claim in the making: words and photos are gathered turn by turn, until Done sends them."""

from flows import asking
from flows.events import Photo
from flows.faces import Screen
from flows.presses.claims import BeginClaim
from flows.screens import claims as screen
from flows.screens.shape import units
from flows.visit import Visit
from groupbuys.claims.model import Declined, Taken, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.claims.rules import LONGEST_WORDS, MOST_PHOTOS


def said_words(visit: Visit, press: BeginClaim, text: str) -> Screen:
    """More words; where they get too many, they are asked for again."""
    words, photos = so_far(visit, press)
    more = f"{words}\n{text.strip()}".strip()
    asking.asks(visit, press)
    t = visit.texts
    if units(more) > LONGEST_WORDS:
        return screen.ask(t, press, words, len(photos), screen.too_long(t))
    _keep(visit, press, more, photos)
    return screen.ask(t, press, more, len(photos))


def found_photo(visit: Visit, press: BeginClaim, event: Photo) -> Screen:
    """One more photo; its caption is more words."""
    words, photos = so_far(visit, press)
    asking.asks(visit, press)
    t = visit.texts
    if len(photos) >= MOST_PHOTOS:
        return screen.ask(t, press, words, len(photos), screen.too_many(t))
    _keep(visit, press, words, (*photos, event.source))
    if event.caption.strip():
        return said_words(visit, press, event.caption)
    return screen.ask(t, press, words, len(photos) + 1)


def filed(visit: Visit, press: BeginClaim) -> Taken | Declined:
    """Send what there is."""
    words, photos = so_far(visit, press)
    answer = open_claim(
        visit.tx, visit.person.id, press.order_id, Wrong(press.wrong), words, photos
    )
    if isinstance(answer, Taken):
        asking.let_go(visit)
        asking.fill(visit, claim="", claim_words="", claim_photos="")
    return answer


def is_begun(visit: Visit, press: BeginClaim) -> bool:
    """Whether this is what is being said: a Done of long ago sends nothing by itself."""
    return asking.form(visit).get("claim") == _name(press)


def so_far(visit: Visit, press: BeginClaim) -> tuple[str, tuple[str, ...]]:
    """The words and photos about this; nothing where something else was begun meanwhile."""
    form = asking.form(visit)
    if not is_begun(visit, press):
        return "", ()
    return form.get("claim_words", ""), tuple(form.get("claim_photos", "").split())


def _keep(visit: Visit, press: BeginClaim, words: str, photos: tuple[str, ...]) -> None:
    asking.fill(visit, claim=_name(press), claim_words=words, claim_photos=" ".join(photos))


def _name(press: BeginClaim) -> str:
    return f"{press.order_id} {press.wrong}"
