"""A stand-in for Stripe over HTTP: its interface under `/stripe/v1`, and the page to pay on at `/stripe/pay/<session>`.

Requests carry `Authorization: Bearer <secret key>` and `Stripe-Version`; those that change something a form, and an
`Idempotency-Key`. It refuses what it does not know.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.api.failing import suffer
from sandbox.stripe.desk import DESK, Asked, Work
from sandbox.stripe.forms import read_form
from sandbox.stripe.keys import Answer, Keys, print_of
from sandbox.stripe.notices import Postman
from sandbox.stripe.page import page_routes
from sandbox.stripe.statements import problem_json
from sandbox.world.faults import Failure
from sandbox.world.stripe import Account, Manner, StripeProblem
from sandbox.world.world import World

Endpoint = Callable[[Request], Awaitable[Response]]


def stripe_routes(world: World, postman: Postman) -> list[BaseRoute]:
    """The stand-in's routes for this world."""
    keys = Keys()
    desk = [
        Route(f"/stripe/v1{path}", _endpoint(world, keys, postman, name, work), methods=[method])
        for method, path, name, work in DESK
    ]
    return [*desk, *page_routes(world, postman)]


def _endpoint(world: World, keys: Keys, postman: Postman, name: str, work: Work) -> Endpoint:
    """Check the key, let planned faults happen, and word the refusals."""

    async def do(request: Request) -> Response:
        early = any(planned.manner is Manner.EARLY for planned in world.stripe.planned)
        try:
            status, told = await _answer(world, keys, request, work)
        except StripeProblem as problem:
            status, told = problem.status, problem_json(problem)
        if early:
            await postman.settled()
        return JSONResponse(told, status, {"Request-Id": world.stripe.number("req")})

    async def endpoint(request: Request) -> Response:
        await request.body()
        if _is_down(world):
            words = "We are down. Try again later."
            return JSONResponse(problem_json(StripeProblem(503, words, type="api_error")), 503)
        fault = world.faults.take(f"stripe/{name}", None, None)
        if fault is None:
            return await do(request)
        limited = fault.failure is Failure.TOO_MANY
        status, code = (429, "rate_limit") if limited else (fault.status, "")
        problem = StripeProblem(status, fault.description, code, _type_of(status))
        headers = {"Retry-After": str(fault.retry_after)} if limited else {}
        refusal = JSONResponse(problem_json(problem), status, headers)
        return await suffer(world, fault, lambda: do(request), refusal)

    return endpoint


async def _answer(world: World, keys: Keys, request: Request, work: Work) -> Answer:
    account = _account(world, request)
    changes = request.method == "POST"
    given = read_form((await request.body()).decode() if changes else request.url.query)
    number = request.path_params.get("id", "")
    asked = Asked(account, number, given, str(request.base_url).rstrip("/"))
    if not changes:
        return 200, work(world, asked)
    return _once(world, keys, request, asked, work)


def _once(world: World, keys: Keys, request: Request, asked: Asked, work: Work) -> Answer:
    """What was begun is answered the same for a day; what did not pass its checks was not begun."""
    key, now = request.headers.get("idempotency-key", ""), world.clock.now()
    if not 0 < len(key) <= 255:
        raise StripeProblem(400, "Send an Idempotency-Key.", type="idempotency_error")
    account = asked.account.secret_key
    print_ = print_of(request.url.path, asked.given)
    answer = keys.recall(account, key, print_, now)
    if answer is None:
        try:
            answer = 200, work(world, asked)
        except StripeProblem as problem:
            if problem.code.startswith("parameter"):
                raise
            answer = problem.status, problem_json(problem)
        keys.keep(account, key, print_, answer, now)
    return answer


def _account(world: World, request: Request) -> Account:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    account = world.stripe.accounts.get(key)
    if scheme.lower() != "bearer" or account is None:
        words = f"Invalid API Key provided: {key[:8]}****"
        raise StripeProblem(401, words)
    if not request.headers.get("stripe-version"):
        raise StripeProblem(400, "Send a Stripe-Version.", param="Stripe-Version")
    return account


def _is_down(world: World) -> bool:
    until = world.stripe.down_until
    return until is not None and world.clock.now() < until


def _type_of(status: int) -> str:
    types: dict[int, str] = {402: "card_error", 429: "invalid_request_error"}
    return types.get(status, "api_error" if status >= 500 else "invalid_request_error")
