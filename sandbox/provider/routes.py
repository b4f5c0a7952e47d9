"""The payment provider over HTTP: look at charges, capture, void and refund them.

`GET /provider/v1/charges?since=&until=&after=` (moments in ISO 8601, and the number of the last charge that is known; a
hundred at once, and whether there are `more`), `GET /provider/v1/charges/{id}`, and with a JSON body (`amount` in
minor units and `currency`, both optional) and an `Idempotency-Key` header:
`POST /provider/v1/charges/{id}/capture`, `.../void`, `.../refunds`. Every request carries
`Authorization: Bearer <provider token>`. Errors are `{"error": {"code": ..., "message": ...}}`.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.api.failing import suffer
from sandbox.provider.keys import Keys, fingerprint
from sandbox.provider.pages import page_json
from sandbox.provider.statements import charge_json, problem_json, refund_json
from sandbox.world.changes import ChargeChanged
from sandbox.world.charges import Charge, ChargeProblem
from sandbox.world.faults import Failure
from sandbox.world.world import World

Work = Callable[[Request, str], Awaitable[Response]]


def provider_routes(world: World) -> list[Route]:
    """The provider's routes for this world."""
    keys = Keys()

    async def change(request: Request, account: str) -> Response:
        return await _change(world, keys, request, account)

    async def read(request: Request, account: str) -> Response:
        charge = world.provider.charge(account, request.path_params["id"])
        return JSONResponse(charge_json(charge))

    async def read_all(request: Request, account: str) -> Response:
        own = [charge for charge in world.provider if charge.account == account]
        return JSONResponse(page_json(request.query_params, own))

    path = "/provider/v1/charges"
    changing = Route(path + "/{id}/{step}", _guarded(world, change), methods=["POST"])
    reading = Route(path + "/{id}", _guarded(world, read))
    return [Route(path, _guarded(world, read_all)), reading, changing]


def _guarded(world: World, work: Work) -> Callable[[Request], Awaitable[Response]]:
    """Check the token, let planned faults happen, and word the provider's refusals."""

    async def do(request: Request) -> Response:
        try:
            return await work(request, _account(world, request))
        except ChargeProblem as problem:
            return JSONResponse(problem_json(problem), problem.status)

    async def endpoint(request: Request) -> Response:
        await request.body()
        name = f"provider/{request.path_params.get('step', 'read')}"
        fault = world.faults.take(name, None, None)
        if fault is None:
            return await do(request)
        limited = fault.failure is Failure.TOO_MANY
        status, code = (429, "rate_limited") if limited else (fault.status, "unavailable")
        headers = {"Retry-After": str(fault.retry_after)} if limited else {}
        problem = problem_json(ChargeProblem(status, code, fault.description))
        refusal = JSONResponse(problem, status, headers)
        return await suffer(world, fault, lambda: do(request), refusal)

    return endpoint


def _account(world: World, request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not world.provider.knows(token):
        raise ChargeProblem(401, "unauthorized", "Send a valid provider token as Bearer.")
    return token


async def _change(world: World, keys: Keys, request: Request, account: str) -> Response:
    key = request.headers.get("idempotency-key", "")
    if not key:
        raise ChargeProblem(400, "idempotency_key_missing", "Send an Idempotency-Key header.")
    parameters = _parameters(await request.body())
    print_ = fingerprint(request.url.path, parameters)
    answer = keys.recall(account, key, print_)
    if answer is None:
        charge = world.provider.charge(account, request.path_params["id"])
        try:
            answer = _step(world, charge, request.path_params["step"], parameters)
        except ChargeProblem as problem:
            answer = problem.status, problem_json(problem)
        keys.remember(account, key, print_, answer)
    return JSONResponse(answer[1], answer[0])


def _parameters(body: bytes) -> dict[str, Any]:
    try:
        parameters = json.loads(body or b"{}")
    except ValueError as error:
        raise ChargeProblem(400, "body_invalid", "The body is no JSON.") from error
    if not isinstance(parameters, dict):
        raise ChargeProblem(400, "body_invalid", "The body is no JSON object.")
    return parameters


def _step(
    world: World, charge: Charge, step: str, parameters: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    amount, currency = parameters.get("amount"), parameters.get("currency", charge.currency)
    if amount is not None and (not isinstance(amount, int) or isinstance(amount, bool)):
        raise ChargeProblem(422, "amount_invalid", "The amount is an integer in minor units.")
    if currency != charge.currency:
        raise ChargeProblem(422, "currency_mismatch", f"The charge is in {charge.currency}.")
    match step:
        case "capture":
            world.provider.capture(charge, amount)
            answer = 200, charge_json(charge)
        case "void":
            world.provider.void(charge)
            answer = 200, charge_json(charge)
        case "refunds":
            refund = world.provider.refund(charge, amount, world.clock.now())
            answer = 201, refund_json(charge, refund)
        case _:
            raise ChargeProblem(404, "step_unknown", f"There is no step {step}.")
    world.publish(ChargeChanged(charge.id, charge.state.value))
    return answer
