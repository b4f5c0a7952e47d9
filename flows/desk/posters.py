"""Posters of a shop's deals, for its keepers: to be hung up at the counter or sent along with parcels."""

from catalog.offers import DealLine, DealState
from flows import asking
from flows.desk import deals
from flows.faces import START_LINK, Screen
from flows.links import to_deal
from flows.posters import goods_of, read_words
from flows.presses.desk import ShowDeal
from flows.presses.posters import AskDealPoster, DealPosterPress, PlainDealPoster
from flows.replies import Reply, Say
from flows.screens import poster as screen
from flows.screens.desk.deals import ready_words
from flows.screens.poster import Offer
from flows.texts import Texts
from flows.visit import Visit


def press(visit: Visit, pressed: DealPosterPress) -> list[Reply]:
    """A poster of a deal that is live; of another one, the deal is shown as it stands."""
    deal = _live(visit, pressed)
    if deal is None:
        return deals.show(visit, pressed.shop_id, pressed.deal_id)
    if isinstance(pressed, AskDealPoster):
        asking.asks(visit, pressed)
        return visit.show(_asked(visit, pressed))
    return [*visit.tell(screen.here(visit.texts)), *_made(visit, deal, "")]


def typed(visit: Visit, question: AskDealPoster, text: str) -> list[Reply]:
    """The words for it; too long ones are asked for again, shorter."""
    words = read_words(text)
    if isinstance(words, int):
        return [Say(_asked(visit, question, words))]
    asking.let_go(visit)
    deal = _live(visit, question)
    if deal is None:
        return deals.show(visit, question.shop_id, question.deal_id)
    return _made(visit, deal, words)


def _live(visit: Visit, pressed: DealPosterPress) -> DealLine | None:
    deal = deals.own(visit, pressed.shop_id, pressed.deal_id)
    return deal if deal is not None and deal.state is DealState.LIVE else None


def _asked(visit: Visit, press: AskDealPoster, length: int = 0) -> Screen:
    shop_id, deal_id = press.shop_id, press.deal_id
    plain = PlainDealPoster(shop_id, deal_id)
    return screen.ask(visit.texts, plain, ShowDeal(shop_id, deal_id), length)


def _made(visit: Visit, deal: DealLine, words: str) -> list[Reply]:
    goods = goods_of(visit, deal.shop_id, deal.product_id, deal.terms_id)
    if goods is None:
        return deals.show(visit, deal.shop_id, deal.id)
    address, now = START_LINK + to_deal(deal.id), visit.tx.now
    offer = Offer(
        goods,
        deal.minimum,
        deal.capacity,
        deal.ends_at,
        address,
        now,
        for_good=False,
        newcomers=deal.newcomers,
    )
    t = Texts(visit.person.language, goods.sold.zone)
    ready = ready_words(t, deal, goods.sold.title, goods.sold.prices)
    again, back = AskDealPoster(deal.shop_id, deal.id), ShowDeal(deal.shop_id, deal.id)
    rows = (screen.ways(t, again, back),)
    return [Say(screen.poster(t, offer, ready, (words, ""), rows))]
