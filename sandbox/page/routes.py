"""The page's addresses: the page itself, the state, the live feed, deeds and files."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.acts.places import chat_of
from sandbox.page.deeds.table import DEEDS
from sandbox.page.feed import events
from sandbox.page.files import send_file, stored_file
from sandbox.page.journal import Journal
from sandbox.page.menu import menu_json
from sandbox.page.snapshot import snapshot
from sandbox.world.refusals import Impossible, Refusal
from sandbox.world.world import World

STATIC = Path(__file__).with_name("static")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' blob: data: http://127.0.0.1:* http://localhost:*; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from another host; pictures may come from a shop on this machine."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def world_of(request: Request) -> World:
    """The world this application shows."""
    world = request.app.state.world
    assert isinstance(world, World)  # noqa: S101 - a wiring error, not a user's
    return world


def journal_of(request: Request) -> Journal:
    """The journal of this application's world, begun when the first page asks."""
    state = request.app.state
    if getattr(state, "journal", None) is None:
        state.journal = Journal(world_of(request))
    journal = state.journal
    assert isinstance(journal, Journal)  # noqa: S101 - a wiring error, not a user's
    return journal


async def show_page(_: Request) -> Response:
    """The page; everything it needs comes from /page/static."""
    return FileResponse(STATIC / "index.html", headers=HEADERS)


async def tell_state(request: Request) -> Response:
    """The whole state."""
    state = snapshot(world_of(request), journal_of(request))
    return JSONResponse(state, headers={"Cache-Control": "no-store"})


async def tell_changes(request: Request) -> Response:
    """The live feed after the change number `after` of the world's run `world`."""
    journal = journal_of(request)
    known = request.query_params.get("world") == journal.id
    asked = request.headers.get("last-event-id") or request.query_params.get("after", "")
    sequence = int(asked) if known and asked.isascii() and asked.isdecimal() else -1
    return StreamingResponse(
        events(world_of(request), journal, sequence),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def do_deed(request: Request) -> Response:
    """Do what the page asks for; 409 with a reason when the world refuses."""
    deed = DEEDS.get(request.path_params["name"])
    if deed is None:
        return _no("There is no such deed.", 404)
    try:
        return JSONResponse(deed.model_validate_json(await request.body()).do(world_of(request)))
    except ValidationError as error:
        return _no("; ".join(_complaint(problem) for problem in error.errors()), 422)
    except Impossible as refusal:
        return _no(_sentence(str(refusal)), 409)
    except Refusal as refusal:
        return _no(_sentence(refusal.description), 409)


async def tell_menu(request: Request) -> Response:
    """The commands of a chat for one person."""
    world, query = world_of(request), request.query_params
    try:
        person_id, chat_id = int(query.get("person", "")), int(query.get("chat", ""))
        return JSONResponse(menu_json(world, person_id, chat_of(world, person_id, chat_id)))
    except (ValueError, Impossible) as refusal:
        return _no(_sentence(str(refusal)), 409)


async def give_file(request: Request) -> Response:
    """A picture or file that somebody sent."""
    return stored_file(world_of(request), request.path_params["file_id"])


async def take_file(request: Request) -> Response:
    """A picture or file that a person sends, as a form with `file`, `person`, `chat`, `caption`."""
    try:
        async with request.form(max_files=1) as form:
            return JSONResponse(await send_file(world_of(request), form))
    except (ValueError, Impossible) as refusal:
        return _no(_sentence(str(refusal)), 409)


async def go_home(_: Request) -> Response:
    """The page is what the sandbox shows first."""
    return RedirectResponse("/page/")


def _no(reason: str, status: int) -> Response:
    return JSONResponse({"reason": reason}, status_code=status)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "!", "?")) else ".")


def _complaint(problem: Any) -> str:
    return f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"


routes: list[BaseRoute] = [
    Route("/", go_home),
    Route("/page", go_home),
    Route("/page/", show_page),
    Route("/page/state", tell_state),
    Route("/page/feed", tell_changes),
    Route("/page/menu", tell_menu),
    Route("/page/acts/send_file", take_file, methods=["POST"]),
    Route("/page/acts/{name}", do_deed, methods=["POST"]),
    Route("/page/files/{file_id}", give_file),
    Mount("/page/static", StaticFiles(directory=STATIC)),
]
