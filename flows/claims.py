"""A buyer's claim: what is wrong is chosen, said in words and photos, and followed to its end."""

from collections.abc import Callable

from markupsafe import Markup

from flows import asking, home
from flows.claim_filing import filed, found_photo, is_begun, said_words
from flows.events import Photo
from flows.presses.claims import (
    AnswerClaim,
    AskClaim,
    BeginClaim,
    CallOperator,
    ClaimPress,
    DropClaim,
    FileClaim,
    SendBack,
    ShowClaim,
    ShowClaimPhoto,
    TakeOffer,
)
from flows.replies import Reply, Say
from flows.screens import claims as screen
from flows.screens.claim_refusals import refusal
from flows.screens.claims import Trail
from flows.screens.shape import pages, units
from flows.visit import Visit
from flows.wares import of_product
from groupbuys import history
from groupbuys.claims import accepting, buying, looking
from groupbuys.claims.model import Claim, Declined, NoClaim, Taken, Wrong
from groupbuys.claims.rules import LONGEST_WORDS


def press(visit: Visit, pressed: ClaimPress) -> list[Reply]:
    """A button of after-sales."""
    if not isinstance(pressed, FileClaim):
        asking.let_go(visit)
    match pressed:
        case AskClaim():
            return ask(visit, pressed.order_id)
        case BeginClaim():
            return begin(visit, pressed)
        case FileClaim():
            return done(visit, pressed)
        case ShowClaim():
            return show(visit, pressed.claim_id, pressed.page)
        case ShowClaimPhoto():
            return photo(visit, pressed)
        case _:
            return _do(visit, pressed)


def _do(
    visit: Visit, pressed: TakeOffer | AnswerClaim | CallOperator | SendBack | DropClaim
) -> list[Reply]:
    tx, me, number = visit.tx, visit.person.id, pressed.claim_id
    match pressed:
        case TakeOffer():
            return _taken(visit, number, accepting.accept(tx, me, number, pressed.offer_id))
        case AnswerClaim():
            return _on_own(visit, number, lambda of: _ask_answer(visit, pressed, of))
        case CallOperator():
            return _taken(visit, number, accepting.call_operator(tx, me, number))
        case SendBack():
            return _taken(visit, number, accepting.send_back(tx, me, number))
        case DropClaim(sure=1):
            return _taken(visit, number, accepting.withdraw(tx, me, number))
        case DropClaim():
            return _on_own(visit, number, lambda of: visit.show(screen.ask_drop(visit.texts, of)))


def ask(visit: Visit, order_id: int, said: Markup | None = None) -> list[Reply]:
    """What can be wrong with an order; one with an open claim shows that."""
    order = buying.own(visit.tx, visit.person.id, order_id)
    line = history.order(visit.tx, visit.person.id, "o", order_id)
    if order is None or line is None:
        return home.note(visit, refusal(visit.texts, Declined(NoClaim.GONE)))
    claims = looking.of_order(visit.tx, order_id, 1)
    if claims and claims[0].closed_at is None:
        return show(visit, claims[0].id, said=said)
    title = of_product(visit, line.product_id).title
    choices = buying.choices(visit.tx, order)
    return visit.show(screen.choose(visit.texts, order, title, choices))


def begin(visit: Visit, press: BeginClaim) -> list[Reply]:
    """That is wrong: ask for words and photos, or say why it cannot be claimed."""
    order = buying.own(visit.tx, visit.person.id, press.order_id)
    wrong = Wrong(press.wrong) if press.wrong in set(Wrong) else None
    if order is None or wrong is None or buying.choices(visit.tx, order)[wrong] is not None:
        return ask(visit, press.order_id)
    asking.fill(visit, claim=f"{press.order_id} {press.wrong}", claim_words="", claim_photos="")
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press, "", 0))


def done(visit: Visit, press: FileClaim) -> list[Reply]:
    """Send what was said to the shop; what is too little is asked for again."""
    begun = BeginClaim(press.order_id, press.wrong)
    if press.wrong not in set(Wrong):
        return ask(visit, press.order_id)
    if not is_begun(visit, begun):
        return begin(visit, begun)
    answer = filed(visit, begun)
    if isinstance(answer, Taken):
        t = visit.texts
        said = t.gettext("✅ The shop has your claim and answers within 48 hours.")
        return show(visit, answer.claim.id, said=said)
    if answer.why is NoClaim.TOO_LITTLE:
        asking.asks(visit, begun)
        said = screen.declined(visit.texts, answer)
        return visit.show(screen.ask(visit.texts, begun, "", 0, said))
    return ask(visit, press.order_id)


def show(visit: Visit, claim_id: int, page: int = 0, said: Markup | None = None) -> list[Reply]:
    """One claim of one's own; another's looks like one that does not exist."""
    return _on_own(visit, claim_id, lambda of: _show(visit, of, page, said))


def photo(visit: Visit, press: ShowClaimPhoto) -> list[Reply]:
    """One of its photos."""

    def shown(of: Claim) -> list[Reply]:
        photos = looking.photos(visit.tx, of)
        if not photos:
            return _show(visit, of, 0, None)
        page = min(max(0, press.page), len(photos) - 1)
        return visit.show(screen.photo(visit.texts, of, photos, page))

    return _on_own(visit, press.claim_id, shown)


def typed(visit: Visit, question: BeginClaim | AnswerClaim, text: str) -> list[Reply]:
    """Words about what is wrong, or an answer to the shop."""
    if isinstance(question, BeginClaim):
        return [Say(said_words(visit, question, text))]
    if units(text) > LONGEST_WORDS:
        return _on_own(
            visit,
            question.claim_id,
            lambda of: _ask_answer(visit, question, of, screen.too_long(visit.texts)),
        )
    asking.let_go(visit)
    given = accepting.answer(visit.tx, visit.person.id, question.claim_id, text.strip())
    return _taken(visit, question.claim_id, given)


def pictured(visit: Visit, question: BeginClaim | AnswerClaim, event: Photo) -> list[Reply]:
    """A photo of what is wrong, or with an answer to the shop; its caption is what is said."""
    if isinstance(question, BeginClaim):
        return [Say(found_photo(visit, question, event))]
    words, number = event.caption.strip(), question.claim_id
    if units(words) > LONGEST_WORDS:
        too_long = screen.too_long(visit.texts)
        return _on_own(visit, number, lambda of: _ask_answer(visit, question, of, too_long))
    asking.asks(visit, question)  # an album comes photo by photo
    given = accepting.answer(visit.tx, visit.person.id, number, words, (event.source,))
    return _taken(visit, number, given)


def _ask_answer(
    visit: Visit, press: AnswerClaim, of: Claim, said: Markup | None = None
) -> list[Reply]:
    if of.closed_at is not None:
        return _show(visit, of, 0, refusal(visit.texts, Declined(NoClaim.CLOSED)))
    asking.asks(visit, press)
    return visit.show(screen.ask_answer(visit.texts, of, said))


def _taken(visit: Visit, claim_id: int, answer: Taken | Declined) -> list[Reply]:
    """How it stands after a press; what could not be done says why."""
    if isinstance(answer, Taken):
        return show(visit, claim_id)
    return show(visit, claim_id, said=screen.declined(visit.texts, answer))


def _on_own(visit: Visit, claim_id: int, then: Callable[[Claim], list[Reply]]) -> list[Reply]:
    of = looking.of_buyer(visit.tx, visit.person.id, claim_id)
    if of is None:
        return home.note(visit, refusal(visit.texts, Declined(NoClaim.GONE)))
    return then(of)


def _show(visit: Visit, of: Claim, page: int, said: Markup | None) -> list[Reply]:
    order = buying.bought(visit.tx, of.order_id)
    shown = trail(visit, of, page)
    return visit.show(screen.claim(visit.texts, of, order, shown, said))


def trail(visit: Visit, of: Claim, page: int) -> Trail:
    """A page of what happened to a claim; a page that is gone is the last."""
    total = looking.count_steps(visit.tx, of)
    here = min(max(0, page), pages(total, screen.STEPS) - 1)
    steps = looking.steps(visit.tx, of, here * screen.STEPS, screen.STEPS)
    return Trail(steps, total, len(looking.photos(visit.tx, of)), here)
