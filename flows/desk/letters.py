"""Writing to the buyers of one deal: typed, looked at, sent."""

from markupsafe import Markup

from catalog import browsing
from catalog.offers import DealLine
from flows import asking, views
from flows.desk import deals
from flows.presses.every import ShowDeals
from flows.presses.follow import LetterPress, SendLetter, WriteToBuyers
from flows.replies import Reply, Say
from flows.screens.desk import letters as screen
from flows.screens.from_shops import written as written_out
from flows.visit import Visit
from groupbuys.telling import letters
from groupbuys.telling.letters import LONGEST, Letter, Unsent


def press(visit: Visit, pressed: LetterPress) -> list[Reply]:
    """A button about a letter."""
    match pressed:
        case WriteToBuyers():
            return ask(visit, pressed)
        case SendLetter():
            return send(visit, pressed)


def ask(visit: Visit, press: WriteToBuyers) -> list[Reply]:
    """Ask for the words, where there is somebody to write to and it is not too much for today."""
    deal = deals.own(visit, press.shop_id, press.deal_id)
    if deal is None:
        return deals.listed(visit, ShowDeals(press.shop_id))
    refused = letters.may_write(visit.tx, press.shop_id, deal.id)
    many = letters.count_buyers(visit.tx, press.shop_id, deal.id)
    if refused is None and not many:
        refused = Unsent.NOBODY
    if refused is not None:
        return visit.tell(screen.refused(visit.texts, refused), alert=True)
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press, many))


def written(visit: Visit, press: WriteToBuyers, text: str) -> list[Reply]:
    """The words were typed: shown as the buyers will read them. What is too long is asked for again."""
    deal = deals.own(visit, press.shop_id, press.deal_id)
    if deal is None:
        asking.let_go(visit)
        return deals.listed(visit, ShowDeals(press.shop_id))
    words = text.strip()
    many = letters.count_buyers(visit.tx, press.shop_id, deal.id)
    if not 0 < len(words) <= LONGEST:
        asking.asks(visit, press)
        return [Say(screen.ask(visit.texts, press, many, again=True))]
    asking.let_go(visit)
    number = letters.preview(visit.tx, press.shop_id, deal.id, visit.person.id, words)
    sending = SendLetter(press.shop_id, number)
    read = _as_read(visit, deal, words)
    return [Say(screen.preview(visit.texts, press, sending, many, read))]


def send(visit: Visit, press: SendLetter) -> list[Reply]:
    """It goes out, once; or why not."""
    sent = letters.send(visit.tx, press.shop_id, press.letter_id)
    match sent:
        case Letter():
            return visit.show(screen.sent(visit.texts, sent))
        case Unsent():
            return visit.tell(screen.refused(visit.texts, sent), alert=True)


def _as_read(visit: Visit, deal: DealLine, words: str) -> Markup:
    """The letter, in the language of who looks at the preview."""
    shop = browsing.shop(visit.tx, deal.shop_id, visit.person.language)
    title = views.title(visit.tx, deal.product_id, visit.person.language)
    return written_out(visit.texts, shop.name if shop is not None else "", title, words)
