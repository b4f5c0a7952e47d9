"""The control interface: everything people can do, as JSON over HTTP, for tests and other processes.

`GET /sandbox` lists the acts with their parameters; `POST /sandbox/<act>` does one. To look:
`GET /sandbox/people`, `/sandbox/chats/{person}`, `/sandbox/chats/{person}/{chat}`, `/sandbox/inline/{query}`,
`/sandbox/checkouts/{id}`, `/sandbox/calls?bot_id=&method=`, and `/sandbox/changes`, a stream of lines.
"""

import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from typing import Any

from pydantic import ConfigDict, ValidationError, validate_call
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.acts.places import chat_of
from sandbox.api.answers import as_json
from sandbox.control.acts import ACTS
from sandbox.control.results import checkout_json, posted_json, result_json
from sandbox.world.changes import as_json as change_json
from sandbox.world.refusals import Impossible, Refusal
from sandbox.world.world import World

CHECKED = {
    name: validate_call(config=ConfigDict(arbitrary_types_allowed=True))(act)
    for name, act in ACTS.items()
}
View = Callable[[World, Request], Any]


def control_routes(world: World) -> list[Route]:
    """The control interface of this world."""

    async def do(request: Request) -> Response:
        act = CHECKED.get(request.path_params["act"])
        if act is None:
            return _no(404, f"there is no act {request.path_params['act']!r}")
        try:
            result = act(world, **json.loads(await request.body() or b"{}"))
            return JSONResponse(
                result_json(await result if inspect.isawaitable(result) else result)
            )
        except (Impossible, Refusal) as refusal:
            return _no(409, str(refusal))
        except (ValidationError, TypeError, ValueError) as error:
            return _no(422, str(error))

    async def changes(_: Request) -> Response:
        return StreamingResponse(_lines(world), media_type="application/x-ndjson")

    views = [Route(f"/sandbox{path}", _shown(world, view)) for path, view in VIEWS.items()]
    acts = Route("/sandbox/{act}", do, methods=["POST"])
    return [Route("/sandbox/changes", changes), *views, acts]


def _shown(world: World, view: View) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(view(world, request))
        except (Impossible, ValueError) as error:
            return _no(404, str(error))

    return endpoint


async def _lines(world: World) -> AsyncIterator[str]:
    with world.subscribe() as changes:
        yield "\n"  # so that the reader knows that nothing is missed from here on
        while True:
            # in one piece: many small ones, written to a reader who has just left, make asyncio complain
            yield "".join(f"{json.dumps(change_json(one))}\n" for one in await changes.gather())


def _acts(_: World, __: Request) -> Any:
    def parameters(act: Callable[..., Any]) -> list[str]:
        return [str(p) for p in list(inspect.signature(act).parameters.values())[1:]]

    return {
        name: {"does": inspect.getdoc(act), "with": parameters(act)} for name, act in ACTS.items()
    }


def _people(world: World, _: Request) -> Any:
    return [asdict(person) for person in world.people]


def _chats(world: World, request: Request) -> Any:
    person = world.people.get(int(request.path_params["person"]))
    return [
        {"id": chat.id_for(person.id), "kind": chat.kind, "title": chat.title}
        for chat in world.chats.of(person.id)
    ]


def _messages(world: World, request: Request) -> Any:
    person, chat = (int(request.path_params[name]) for name in ("person", "chat"))
    place = chat_of(world, person, chat)
    return [posted_json(posted) for posted in world.messages.of(place.key)]


def _inline(world: World, request: Request) -> Any:
    answer = world.inline.answer(request.path_params["query"])
    if answer is None:
        raise Impossible("the bot has not answered that query")
    return {
        "results": as_json(list(answer.results)),
        "next_offset": answer.next_offset,
        "button": as_json(answer.button),
    }


def _checkout(world: World, request: Request) -> Any:
    checkout = world.checkouts.get(request.path_params["id"])
    if checkout is None:
        raise Impossible("there is no such checkout")
    return checkout_json(checkout)


def _calls(world: World, request: Request) -> Any:
    bot_id, method = request.query_params.get("bot_id"), request.query_params.get("method")
    calls = world.calls.of(int(bot_id) if bot_id else None, method)
    return [{**asdict(call), "at": call.at.isoformat()} for call in calls]


def _no(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status)


VIEWS: dict[str, View] = {
    "": _acts,
    "/people": _people,
    "/chats/{person}": _chats,
    "/chats/{person}/{chat}": _messages,
    "/inline/{query}": _inline,
    "/checkouts/{id}": _checkout,
    "/calls": _calls,
}
