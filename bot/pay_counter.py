"""The counter for who pays on a page elsewhere: it leads there, hears from the provider what was paid, and says so."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from html import escape
from http import HTTPStatus
from typing import TypeAlias

from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.bodies import body_of
from bot.incoming import Incoming
from bot.library import Saying
from flows import pay_page
from flows.events import Paid, Place, Sender
from flows.pay_page import Lead, Words
from payments import accounts, link_pages, stripe_notices
from payments.account import Account, Kind
from payments.links import Link
from payments.port import Later, Rejected
from payments.registry import Registry
from payments.seal import Unreadable
from storage.database import Database

LIMIT = 256 * 1024
"""Bytes of a notice; they are a few thousand."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
:root {{ --stage: #edeae4; --card: #fff; --line: #e4e0d8; --ink: #1d2322; --fill: #0d6c79; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --stage: #101312; --card: #191d1c; --line: #2a302f; --ink: #eceeec; --fill: #14788a; }}
}}
* {{ box-sizing: border-box; }}
body {{ margin: 0; min-height: 100vh; padding: 16px; display: grid; place-items: center; background: var(--stage);
  color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }}
main {{ width: min(100%, 420px); padding: 28px; border: 1px solid var(--line); border-radius: 16px;
  background: var(--card); text-align: center; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.3rem; margin: 0 0 .75rem; }}
p {{ margin: 0; }}
a {{ display: block; margin-top: 1.5rem; padding: .7rem 1.4rem; border-radius: 10px; background: var(--fill);
  color: #fff; font-weight: 550; text-decoration: none; }}
</style>
<main>
<h1>{title}</h1>
<p>{text}</p>
<a href="{chat}">{into_chat}</a>
</main>
</html>
"""

Begin: TypeAlias = Callable[[Incoming], Awaitable[Saying]]
"""Takes a turn, and gives the way to say its replies once it is committed."""

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SECONDS = 10.0
"""For the body of a notice."""

_STRANGER = PlainTextResponse("who are you?", HTTPStatus.UNAUTHORIZED)

logger = logging.getLogger(__name__)


class PayCounter:
    """Serves one bot's pages to pay by; `pages` is where they are reached, `chat` the address of the bot's chat."""

    def __init__(
        self,
        books: Database,
        providers: Registry,
        begin: Begin,
        *,
        bot: int,
        chat: str,
        pages: str,
        now: Callable[[], datetime],
    ) -> None:
        self._books = books
        self._providers = providers
        self._begin = begin
        self._bot = bot
        self._chat = chat
        self._pages = pages
        self._now = now

    def routes(self) -> list[Route]:
        """Where the web app has it."""
        return [
            Route("/pay/stripe/{shop}", self.hear, methods=["POST"]),
            Route("/pay/{token}", self.lead),
            Route("/pay/{token}/{how}", self.come_back),
        ]

    async def lead(self, request: Request) -> Response:
        """Lead whoever opens an invoice's link to the page on which it is paid, or say why there is nothing to pay."""
        token = _token(request)
        found = await self._books.run(lambda tx: pay_page.lead(tx, token, self._pages), reads=True)
        if isinstance(found, Words):
            return self._said(found)
        if request.method == "HEAD":
            return Response(headers=_HEADERS)
        link = await self._link(found)
        if link is not None:
            await self._books.run(
                lambda tx: link_pages.keep(tx, found.payment_id, link.session, found.asked.until)
            )
            return RedirectResponse(link.url, HTTPStatus.SEE_OTHER, _HEADERS)
        words = await self._books.run(lambda tx: pay_page.not_now(tx, token), reads=True)
        return self._said(words, HTTPStatus.SERVICE_UNAVAILABLE)

    async def come_back(self, request: Request) -> Response:
        """Say what somebody reads who returns from there; it promises nothing that only a notice can tell."""
        token, how = _token(request), request.path_params["how"]
        return self._said(
            await self._books.run(lambda tx: pay_page.returned(tx, token, how), reads=True)
        )

    async def hear(self, request: Request) -> Response:
        """Take a notice: 401 where its signature does not hold, 400 where it is none, 503 so that it comes again."""
        signature = request.headers.get("stripe-signature")
        theirs = await self._accounts(request.path_params["shop"]) if signature else ()
        if not theirs:
            return _STRANGER
        try:
            async with asyncio.timeout(_SECONDS):
                body = await body_of(request, LIMIT)
        except (ClientDisconnect, TimeoutError):
            return PlainTextResponse("not all of it came", HTTPStatus.BAD_REQUEST)
        if body is None:
            return PlainTextResponse("too long for a notice", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        told = await self._read(theirs, body, signature)
        return told if isinstance(told, Response) else await self._take(*told)

    async def _accounts(self, shop: str) -> tuple[Account, ...]:
        """The Stripe accounts of a shop, closed ones as well: what was paid there is still told of."""
        if not _NUMBER.fullmatch(shop):
            return ()
        found = await self._books.run(lambda tx: accounts.of_shop(tx, int(shop)), reads=True)
        return tuple(one for one in found if one.kind is Kind.STRIPE)

    async def _read(
        self, theirs: tuple[Account, ...], body: bytes, signature: str | None
    ) -> tuple[Account, stripe_notices.Told] | Response:
        """What a notice tells, and to which of these accounts; or the answer to what tells nothing."""
        blind = False
        for account in theirs:
            try:
                secret = await self._providers.secret(account.provider, "webhook_secret")
                told = await asyncio.to_thread(
                    stripe_notices.read, body, signature, secret, self._now()
                )
            except stripe_notices.Forged:
                continue
            except stripe_notices.Unreadable as why:
                logger.warning("a notice of %s is not understood: %s", account.provider, why)
                return PlainTextResponse("not a notice", HTTPStatus.BAD_REQUEST)
            except Unreadable:
                logger.exception("the keys of %s cannot be read", account.provider)
                blind = True
            else:
                return account, told
        if blind:
            return PlainTextResponse("not now", HTTPStatus.SERVICE_UNAVAILABLE)
        return _STRANGER

    async def _take(self, account: Account, told: stripe_notices.Told) -> Response:
        try:
            match told:
                case stripe_notices.Authorised():
                    say = await self._turn(account, told)
                    return PlainTextResponse("taken", background=_later(say))
                case stripe_notices.RefundFailed():
                    await self._books.run(
                        lambda tx: pay_page.refund_failed(tx, account.provider, told)
                    )
                case stripe_notices.Canceled() | stripe_notices.Refunded():
                    await self._books.run(
                        lambda tx: pay_page.moved_there(tx, account.provider, told)
                    )
                case stripe_notices.Expired() | stripe_notices.Other():
                    pass
        except pay_page.Strange as why:
            logger.error("a notice was passed over: %s", why)  # noqa: TRY400  whoever sent it made it up
        except Exception:
            logger.exception("a notice of %s was not taken", account.provider)
            return PlainTextResponse("send it again, please", HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse("taken")

    async def _turn(self, account: Account, told: stripe_notices.Authorised) -> Saying | None:
        """Take the turn of whoever was asked, and give the way to say its replies."""
        notice = Paid(
            id=f"stripe:{told.event_id}",
            sender=Sender(0, ""),
            place=Place(self._bot, 0),
            token=told.token,
            amount=told.amount,
            charge=told.charge,
            receipt=told.event_id,
            provider=account.provider,
        )
        event = await self._books.run(lambda tx: pay_page.paid(tx, self._bot, notice), reads=True)
        if event is None:
            await self._books.run(lambda tx: pay_page.of_nobody(tx, account.shop_id, notice))
            return None
        return await self._begin(Incoming(event))

    async def _link(self, found: Lead) -> Link | None:
        try:
            linker = await self._providers.linker(found.provider)
        except Unreadable:
            logger.exception("the keys of %s cannot be read", found.provider)
            return None
        made = None if linker is None else await linker.checkout(found.asked)
        if isinstance(made, Link):
            return made
        why = made.reason if isinstance(made, Later | Rejected) else "no such provider"
        logger.error("no page to pay on at %s: %s", found.provider, why)
        if not isinstance(made, Later):
            await self._books.run(lambda tx: pay_page.no_page(tx, found, why))
        return None

    def _said(self, words: Words, status: HTTPStatus = HTTPStatus.OK) -> Response:
        page = _PAGE.format(
            language=escape(words.language),
            title=escape(words.title),
            text=escape(words.text),
            chat=escape(self._chat),
            into_chat=escape(words.into_chat),
        )
        return HTMLResponse(page, status, _HEADERS)


def _token(request: Request) -> str:
    """The invoice's token; "" for what cannot be one."""
    token = str(request.path_params["token"])
    return token if _TOKEN.fullmatch(token) else ""


def _later(say: Saying | None) -> BackgroundTask | None:
    """Said once the notice is acknowledged: Stripe must not wait for Telegram."""
    return None if say is None else BackgroundTask(_aloud, say)


async def _aloud(say: Saying) -> None:
    try:
        await say()
    except Exception:
        logger.exception("what came of a payment was not said")
