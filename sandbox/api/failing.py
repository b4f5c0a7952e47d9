"""Faults on the wire: wrong answers, late answers, and connections that just end."""

from collections.abc import Awaitable, Callable
from typing import assert_never

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.world.faults import Failure, Fault
from sandbox.world.world import World

HTML = "<html>\r\n<head><title>{0}</title></head>\r\n<body><center><h1>{0}</h1></center></body>\r\n</html>\r\n"
Doing = Callable[[], Awaitable[Response]]


class Hangup(Response):
    """No answer: the connection is closed. Needs `sandbox.wire.Wire` as the server's protocol."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - the signature of a response
        """Close the connection, then wait until the server has noticed."""
        scope["state"]["transport"].abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def suffer(world: World, fault: Fault, do: Doing, refusal: JSONResponse) -> Response:
    """What the caller gets because of `fault`; `do` does and answers, `refusal` is a proper error."""
    match fault.failure:
        case Failure.TOO_MANY | Failure.REFUSED:
            return refusal
        case Failure.BROKEN:
            return HTMLResponse(HTML.format(f"{fault.status} {fault.description}"), fault.status)
        case Failure.DROPPED:
            return Hangup()
        case Failure.LOST:
            await do()
            return Hangup()
        case Failure.DELAYED:
            answer = await do()
            await world.clock.sleep(fault.seconds)
            return answer
        case _:
            assert_never(fault.failure)
