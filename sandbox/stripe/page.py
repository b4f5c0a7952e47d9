"""The page to pay on: an amount, what it is for, two buttons, and what may go wrong; then back to the shop."""

from decimal import Decimal
from html import escape
from pathlib import Path

from babel.numbers import format_currency
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.stripe import acts
from sandbox.stripe.notices import Postman
from sandbox.world.stripe import Manner, Session, SessionState, StripeProblem, places
from sandbox.world.world import World

STATIC = Path(__file__).with_name("static")
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline. Forms may lead away: Chromium counts the shop's page, to which we send people on, as well."""

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · {amount}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/stripe/static/pay.css">
</head>
<body>
<main>
<p class="mark"><strong>A stand-in for Stripe.</strong> It takes no money.</p>
<h1>{title}</h1>
<p class="amount">{amount}</p>
{rest}
</main>
</body>
</html>
"""
_FORM = """{trouble}<p class="card"><span>Test card</span> <span>•••• 4242</span></p>
<form method="post">
<button class="pay" name="card" value="pay">Pay {amount}</button>
<a class="button" href="{back}">Go back</a>
<details>
<summary>Let something go wrong</summary>
<button name="card" value="decline">The card is declined</button>
<button name="card" value="late">Pay, and the shop hears of it a minute later</button>
<button name="card" value="twice">Pay, and the shop hears of it twice</button>
</details>
</form>
<p class="hint">Paying only holds the money on the card. The shop takes it once the group succeeds, and lets it go
when it does not; what is bought alone is taken at once.</p>"""
_DECLINED = """<p class="trouble" role="alert">The card was declined. Nothing was taken: try again.</p>
"""
_OVER = """<p class="over">{words}</p>
<p class="on"><a class="button" href="{back}">Back to the shop</a></p>"""
_WORDS = {"complete": "This was paid.", "expired": "This page is no longer open. Nothing was paid."}
_HEARD = "payment_intent.amount_capturable_updated"
"""The notice that tells a shop of money that is held."""

_MANNERS = {"pay": None, "late": Manner.LATE, "twice": Manner.TWICE}
"""How the shop hears of a payment, by the button that was pressed."""


def page_routes(world: World, postman: Postman) -> list[Route]:
    """The page, what its buttons do, and its looks."""

    async def show(request: Request) -> Response:
        session = world.stripe.sessions.get(request.path_params["session"])
        return _gone() if session is None else _page(session)

    async def press(request: Request) -> Response:
        session = world.stripe.sessions.get(request.path_params["session"])
        if session is None:
            return _gone()
        card = str((await request.form()).get("card"))
        early = any(planned.manner is Manner.EARLY for planned in world.stripe.planned)
        try:
            paid = _press(world, session, card)
        except StripeProblem:
            return _page(session, 409)
        if early:
            await postman.settled()
        return RedirectResponse(session.success_url if paid else request.url.path, 303)

    async def look(_: Request) -> Response:
        return FileResponse(STATIC / "pay.css", headers={"Cache-Control": "no-cache"})

    path = "/stripe/pay/{session}"
    styles = Route("/stripe/static/pay.css", look)
    return [Route(path, show), Route(path, press, methods=["POST"]), styles]


def _press(world: World, session: Session, card: str) -> bool:
    """Charge a card, or have it declined; whether it paid. Raises StripeProblem where the page is not open."""
    if card not in _MANNERS:
        acts.decline(world, session)
        return False
    if (manner := _MANNERS[card]) is not None and session.state is SessionState.OPEN:
        world.stripe.plan(manner, _HEARD)
    acts.pay(world, session)
    return True


def _page(session: Session, status: int = 200) -> Response:
    amount = escape(_amount(session))
    back = session.success_url if session.state == "complete" else session.cancel_url
    declined = session.intent is not None and session.intent.declined
    words = {"amount": amount, "back": escape(back), "trouble": _DECLINED if declined else ""}
    over = _WORDS.get(session.state.value)
    rest = _FORM.format(**words) if over is None else _OVER.format(words=over, **words)
    page = _PAGE.format(title=escape(session.title), amount=amount, rest=rest)
    return HTMLResponse(page, status, _HEADERS)


def _gone() -> Response:
    page = _PAGE.format(title="Nothing to pay here", amount="", rest="")
    return HTMLResponse(page, 404, _HEADERS)


def _amount(session: Session) -> str:
    amount = Decimal(session.amount).scaleb(-places(session.currency))
    return format_currency(amount, session.currency.upper(), locale="en")
