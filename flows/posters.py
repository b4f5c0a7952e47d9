"""Posters of a group buy, for those in it: their own words are asked once, and the code on it is their own link."""

from catalog import browsing
from catalog.importers.texts import read_line
from catalog.keeping import looks
from catalog.typed import Misread
from catalog.wares import sold
from flows import asking, groups, views
from flows.faces import START_LINK, Screen
from flows.presses.every import ShowGroup
from flows.presses.posters import AskPoster, PlainPoster, PosterPress
from flows.replies import Reply, Say
from flows.screens import poster as screen
from flows.screens import share
from flows.screens.group import GroupView
from flows.screens.poster import LONGEST, Goods, Offer
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import finding
from groupbuys.invites import invite_token


def press(visit: Visit, pressed: PosterPress) -> list[Reply]:
    """A poster of a group buy that the presser is in, as long as somebody can still join it; else its page."""
    asking.let_go(visit)
    view = _view(visit, pressed.group_buy_id)
    if view is None:
        return groups.show(visit, ShowGroup(pressed.group_buy_id))
    if isinstance(pressed, AskPoster):
        asking.asks(visit, pressed)
        return visit.show(_asked(visit, pressed))
    return [*visit.tell(screen.here(visit.texts)), *_made(visit, view, "")]


def typed(visit: Visit, question: AskPoster, text: str) -> list[Reply]:
    """The words for it; too long ones are asked for again, shorter."""
    words = read_words(text)
    if isinstance(words, int):
        return [Say(_asked(visit, question, words))]
    asking.let_go(visit)
    view = _view(visit, question.group_buy_id)
    if view is None:
        return groups.show(visit, ShowGroup(question.group_buy_id))
    return _made(visit, view, words)


def read_words(text: str) -> str | int:
    """Words for a poster on one line, or the length of those that are too long."""
    line = read_line(text.replace("\ufffd", ""), len(text))
    line = "" if isinstance(line, Misread) else line
    return line if len(line) <= LONGEST else len(line)


def goods_of(visit: Visit, shop_id: int, product_id: int, terms_id: int) -> Goods | None:
    """What is sold, in the reader's language; None where it is gone."""
    tx, language = visit.tx, visit.person.language
    shop = browsing.shop(tx, shop_id, language)
    found = sold(tx, product_id, terms_id, 0, language)
    if shop is None or found is None or not found.prices:
        return None
    return Goods(found, shop, looks.accent(tx, shop_id))


def _view(visit: Visit, group_buy_id: int) -> GroupView | None:
    """The group buy, where the reader has a paid place in it and others can still join."""
    group = finding.group(visit.tx, group_buy_id)
    if group is None:
        return None
    seat = finding.seat_of(visit.tx, group.id, visit.person.id)
    _, view = views.brief(visit.tx, group, seat, visit.person)
    return view if view.paid and view.joinable else None


def _asked(visit: Visit, press: AskPoster, length: int = 0) -> Screen:
    number = press.group_buy_id
    return screen.ask(visit.texts, PlainPoster(number), ShowGroup(number), length)


def _made(visit: Visit, view: GroupView, words: str) -> list[Reply]:
    group = view.group
    goods = goods_of(visit, group.shop_id, group.product_id, group.terms_id)
    if goods is None:
        return groups.show(visit, ShowGroup(group.id))
    address = START_LINK + invite_token(visit.tx, group.id, visit.reader.id)
    offer = Offer(
        goods,
        group.minimum,
        group.capacity,
        group.closes_at,
        address,
        visit.tx.now,
        for_good=True,
        newcomers=group.newcomers,
    )
    t = Texts(visit.person.language, goods.sold.zone)
    rows = (screen.ways(t, AskPoster(group.id), ShowGroup(group.id)),)
    by = visit.person.name
    return [Say(screen.poster(t, offer, share.invitation(t, view), (words, by), rows))]
