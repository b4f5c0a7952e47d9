"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.api.answers import bad
from sandbox.api.bodies import Body, read_request
from sandbox.api.execution import Office, too_many
from sandbox.api.failing import suffer
from sandbox.world.bots import BotAccount
from sandbox.world.faults import Failure, Fault
from sandbox.world.refusals import Refusal
from sandbox.world.world import World


def bot_routes(world: World, webhook_set: Callable[[int], None]) -> list[Route]:
    """The routes bots call."""
    office = Office(world, webhook_set)

    async def call(request: Request) -> Response:
        bot = world.bots.with_token(request.path_params["token"])
        if bot is None:
            return refused(Refusal(401, "Unauthorized"))
        try:
            body = await read_request(request)
        except Refusal as refusal:
            return refused(refusal)
        return await _respond(office, bot, request.path_params["method"], body)

    async def download(request: Request) -> Response:
        if world.bots.with_token(request.path_params["token"]) is None:
            return refused(Refusal(401, "Unauthorized"))
        stored = world.files.at(request.path_params["path"])
        if stored is None or stored.data is None:
            return refused(Refusal(404, "Not Found"))
        return Response(stored.data, media_type=stored.mime_type)

    return [
        Route("/file/bot{token}/{path:path}", download),
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
    ]


async def _respond(office: Office, bot: BotAccount, name: str, body: Body) -> Response:
    fault = office.world.faults.take(name, bot.id, _chat_id(body))

    async def do() -> Response:
        status, answer = await office.answer(bot, name, body)
        return JSONResponse(answer, status)

    if fault is None:
        return await do()
    if fault.failure not in (Failure.LOST, Failure.DELAYED):
        office.note(bot, name, body, fault_status(fault), None)
    return await suffer(office.world, fault, do, refused(fault_refusal(fault)))


def fault_refusal(fault: Fault) -> Refusal:
    """The proper error answer a fault stands for."""
    if fault.failure is Failure.TOO_MANY:
        return too_many(fault.retry_after)
    return Refusal(fault.status, fault.description)


def fault_status(fault: Fault) -> int:
    """The HTTP status a bot sees; 0 when it sees nothing."""
    match fault.failure:
        case Failure.TOO_MANY:
            return 429
        case Failure.DROPPED:
            return 0
        case Failure.BROKEN | Failure.REFUSED | Failure.LOST | Failure.DELAYED:
            return fault.status


def refused(refusal: Refusal) -> JSONResponse:
    """An error answer."""
    return JSONResponse(bad(refusal), refusal.code)


def _chat_id(body: Body) -> int | None:
    try:
        return int(body.fields.get("chat_id", ""))
    except (TypeError, ValueError):
        return None
