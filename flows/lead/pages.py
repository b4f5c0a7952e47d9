"""A leader's pages: the group buys that they lead, one of them, who is in it, which ways people came, ready texts."""

from catalog import browsing
from catalog.wares import labels
from flows import views
from flows.faces import START_LINK
from flows.presses.lead import ShowCame, ShowLed, ShowRoster
from flows.replies import Reply
from flows.screens.lead import came as came_screen
from flows.screens.lead import lead as screen
from flows.screens.lead import ready_texts as texts_screen
from flows.screens.lead import roster as roster_screen
from flows.screens.lead.lead import Tools
from flows.screens.lists import GROUPS
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys import finding
from groupbuys.invites import invite_token
from groupbuys.leading import extending, merging, nudging, passing
from groupbuys.leading import led as leading
from groupbuys.leading import roster as seated
from groupbuys.leading.model import No
from groupbuys.leading.sources import TEXTS, of_text
from groupbuys.leading.ways import ways
from groupbuys.model import GroupBuy, GroupState
from people import meeting


def led(visit: Visit, press: ShowLed) -> list[Reply]:
    """The group buys that the reader leads."""
    total = leading.count_led(visit.tx, visit.person.id)
    page = min(max(press.page, 0), pages(total, GROUPS) - 1)
    found = leading.led(visit.tx, visit.person.id, page * GROUPS, GROUPS)
    products = sorted({group.product_id for group in found})
    titles = browsing.titles(visit.tx, products, visit.person.language)
    return visit.show(screen.led(visit.texts, found, total, titles, page))


def lead(visit: Visit, group: GroupBuy) -> list[Reply]:
    """One group buy, with everything that its leader can do."""
    seat = finding.seat_of(visit.tx, group.id, visit.person.id)
    t, view = views.brief(visit.tx, group, seat, visit.person)
    return visit.show(screen.lead(t, view, _tools(visit, group)))


def _tools(visit: Visit, group: GroupBuy) -> Tools:
    if group.state is not GroupState.FORMING:
        return Tools()
    rule = extending.rule(visit.tx, group)
    until = extending.may_extend(rule, group, visit.tx.now)
    offer, merge = passing.waiting(visit.tx, group), merging.waiting(visit.tx, group)
    heir = meeting.by_id(visit.tx, offer.to_id) if offer is not None else None
    other = meeting.by_id(visit.tx, merge.to_id) if merge is not None else None
    return Tools(
        rule=rule,
        until=None if isinstance(until, No) else until,
        others=group.paid > 1,
        asked=heir.name if heir is not None else None,
        mergeable=merging.count_others(visit.tx, group) > 0,
        merging=other.name if other is not None else None,
        listeners=nudging.listeners(visit.tx, group),
    )


def roster(visit: Visit, group: GroupBuy, press: ShowRoster) -> list[Reply]:
    """Who is in it, and through whom they came."""
    size = roster_screen.SIZE
    total = seated.count_seated(visit.tx, group.id)
    page = min(max(press.page, 0), pages(total, size) - 1)
    found = seated.roster(visit.tx, group.id, page * size, size)
    chosen = labels(visit.tx, sorted({one.variant_id for one in found}), visit.person.language)
    shown = roster_screen.Page(found, total, chosen, visit.tx.now)
    return visit.show(roster_screen.roster(visit.texts, group, shown, ShowRoster(group.id, page)))


def came(visit: Visit, group: GroupBuy, press: ShowCame) -> list[Reply]:
    """Which ways people came."""
    t, view = views.brief(visit.tx, group, None, visit.person)
    found = ways(visit.tx, group)
    page = min(max(press.page, 0), pages(len(found), came_screen.SIZE) - 1)
    return visit.show(came_screen.came(t, view, found, ShowCame(group.id, page)))


def ready_texts(visit: Visit, group: GroupBuy) -> list[Reply]:
    """Ready texts, each with a link of its own; a group buy that nobody can join any more has none."""
    t, view = views.brief(visit.tx, group, None, visit.person)
    if not view.joinable:
        return lead(visit, group)
    links = {
        which: START_LINK + invite_token(visit.tx, group.id, visit.person.id, of_text(which))
        for which in TEXTS
    }
    return visit.show(texts_screen.ready_texts(t, view, links))
