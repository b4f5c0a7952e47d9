"""kaituan run and kaituan sandbox, as processes of their own."""

import asyncio
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from tests.kaituan.conftest import Command
from tests.kaituan.street import (
    PATIENCE,
    TILL,
    TOKEN,
    Street,
    first_words,
    street,
    told_to_stop,
    typed,
)


def settings(here: Street, folder: Path, **more: str) -> dict[str, str]:
    return {
        "token": TOKEN,
        "api": here.address,
        "database": f"sqlite:///{folder / 'kaituan.db'}",
        "port": "0",
        "shop": "Corner shop",
        "provider": "sandbox",
        "provider_token": TILL,
        "provider_api": here.address,
        **more,
    }


@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_a_bot_that_is_run_greets_who_starts_it_and_ends_when_told(
    elsewhere: Path, library: str
) -> None:
    async with street() as here, typed("run", **settings(here, elsewhere, library=library)) as bot:
        here.start()
        assert "Corner shop" in await here.hears("Corner shop")
        code, _, log = await told_to_stop(bot)
    assert code == 0
    assert "closed" in log
    assert "Traceback" not in log
    assert "alembic" not in log, "no news from the schema"
    assert TOKEN not in log


async def test_with_a_public_address_updates_come_by_webhook(elsewhere: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = f"http://127.0.0.1:{port}"
    async with street() as here:
        more = {"port": str(port), "public_url": own, "webhook_secret": "only-for-tests"}
        async with typed("run", **settings(here, elsewhere, **more)) as bot:
            here.start()
            await here.hears("Corner shop")
            async with httpx.AsyncClient(base_url=own, trust_env=False) as http:
                assert (await http.get("/health")).json()["ok"] is True
                metrics = (await http.get("/metrics")).text
            assert (await told_to_stop(bot, signal.SIGINT))[0] == 0
    assert 'kaituan_turns_total{event="Command",outcome="done"} 1.0' in metrics
    assert 'kaituan_waiting{what="refunds"} 0.0' in metrics


@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_one_that_cannot_reach_telegram_yet_ends_when_told_all_the_same(
    elsewhere: Path, library: str
) -> None:
    told = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        told.set()
        await reader.read()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        given = settings(Street(f"http://127.0.0.1:{port}"), elsewhere, library=library)
        async with typed("run", **given) as bot, asyncio.timeout(PATIENCE):
            await told.wait()
            began = time.monotonic()
            code, _, log = await told_to_stop(bot)
            assert time.monotonic() - began < 10
    assert code == 0
    assert "ERROR" not in log


async def test_a_token_that_nobody_knows_is_one_sentence(elsewhere: Path) -> None:
    async with street() as here:
        wrong = settings(here, elsewhere, token="1000009:SANDBOX-unknown")
        async with typed("run", **wrong) as bot:
            _, err = await bot.communicate()
    assert bot.returncode == 2
    sentences = [line for line in err.decode().splitlines() if line.startswith("kaituan: ")]
    assert len(sentences) == 1
    assert "KAITUAN_TOKEN is not known there" in sentences[0]


async def test_the_sandbox_alone_says_how_a_bot_gets_in(elsewhere: Path) -> None:
    async with typed("sandbox", "--port", "0") as process:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().split(" at ")[1].split()[0]
        await process.stdout.readline()
        lines = [(await process.stdout.readline()).decode().strip() for _ in range(5)]
        named = dict(line.removeprefix("KAITUAN_").split("=", 1) for line in lines)
        named |= {"DATABASE": f"sqlite:///{elsewhere / 'k.db'}", "PORT": "0"}
        async with (
            httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) as http,
            typed("run", **named) as bot,
        ):
            assert "<html" in (await http.get("/", follow_redirects=True)).text
            (mei, *_) = (await http.get("/sandbox/people")).json()
            await http.post("/sandbox/start", json={"person_id": mei["id"], "bot_id": 1000001})
            assert "Kaituan" in await first_words(http, mei["id"])
            assert (await told_to_stop(bot))[0] == 0
        assert (await told_to_stop(process, signal.SIGINT))[0] == 0


def test_a_port_that_is_taken_is_one_sentence(kaituan: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for command in ("sandbox", "demo"):
            ended = kaituan(command, "--port", port)
            assert ended.code == 2
            assert "choose another with --port" in ended.err
            assert 'ARGS="--port 0"' in ended.err
            assert ended.err.count("\n") == 1
