"""The page to pay on: an amount, what it is for, and two buttons; then back to where the shop wants its people."""

from decimal import Decimal
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from babel.numbers import format_currency
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.stripe import acts
from sandbox.stripe.notices import Postman
from sandbox.world.stripe import Manner, Session, StripeProblem, places
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
<p class="mark">Stand-in for Stripe <span>no real money</span></p>
<h1>{title}</h1>
<p class="amount">{amount}</p>
{rest}
</main>
</body>
</html>
"""
_FORM = """<p class="card"><span>Test card</span> <span>•••• 4242</span></p>
<form method="post">
<button class="pay" name="card" value="pay">Pay {amount}</button>
<button name="card" value="decline">Decline</button>
</form>
<p class="hint">Paying only holds the money. It is taken when the group buy succeeds, and let go when it does not.</p>
<p><a href="{back}">Back to {host}</a></p>"""
_OVER = """<p class="over">{words}</p>
<p><a href="{back}">Back to {host}</a></p>"""
_WORDS = {"complete": "This was paid.", "expired": "This page is no longer open. Nothing was paid."}


def page_routes(world: World, postman: Postman) -> list[Route]:
    """The page, what its buttons do, and its looks."""

    async def show(request: Request) -> Response:
        session = world.stripe.sessions.get(request.path_params["session"])
        return _gone() if session is None else _page(session)

    async def press(request: Request) -> Response:
        session = world.stripe.sessions.get(request.path_params["session"])
        if session is None:
            return _gone()
        form = await request.form()
        early = any(planned.manner is Manner.EARLY for planned in world.stripe.planned)
        try:
            paid = form.get("card") == "pay"
            (acts.pay if paid else acts.decline)(world, session)
        except StripeProblem:
            return _page(session, 409)
        if early:
            await postman.settled()
        return RedirectResponse(session.success_url if paid else session.cancel_url, 303)

    async def look(_: Request) -> Response:
        return FileResponse(STATIC / "pay.css", headers={"Cache-Control": "no-cache"})

    path = "/stripe/pay/{session}"
    styles = Route("/stripe/static/pay.css", look)
    return [Route(path, show), Route(path, press, methods=["POST"]), styles]


def _page(session: Session, status: int = 200) -> Response:
    amount = escape(_amount(session))
    back = session.success_url if session.state == "complete" else session.cancel_url
    words = {"amount": amount, "back": escape(back), "host": escape(urlsplit(back).netloc)}
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
