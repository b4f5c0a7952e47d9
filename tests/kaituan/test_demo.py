"""kaituan demo: started, looked at, wound and ended."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.settings import seals
from catalog import browsing
from catalog.keeping import channels, shopkeeping
from catalog.keeping.roles import Role
from catalog.keeping.staff import colleagues
from kaituan import cast, demonstration
from kaituan.demo_ways import open_ways
from payments import accounts
from payments.account import Kind
from payments.seal import Seal
from sandbox.world.world import World
from tests.catalog.market import Market
from tests.kaituan.street import first_words, told_to_stop, typed


async def test_the_demo_opens_a_shop_that_greets_everybody_in_their_language(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    async with typed("demo", "--port", "0", "--no-browser") as process:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        async with httpx.AsyncClient(base_url=found[0], timeout=60, trust_env=False) as http:
            assert "<html" in (await http.get("/", follow_redirects=True)).text
            people = (await http.get("/sandbox/people")).json()
            assert {person["language_code"] for person in people} >= {"en", "zh-Hans", "zh-Hant"}
            greetings = [await first_words(http, person["id"]) for person in people]
            assert len(set(greetings)) == 3
            assert (await http.post("/sandbox/clock", json={"seconds": 3600})).status_code == 200
        assert kept(elsewhere)
        code, _, err = await told_to_stop(process, signal.SIGINT)
    assert (code, err) == (0, "")
    assert not kept(elsewhere)


def kept(folder: Path) -> list[Path]:
    """What the demo keeps on disk."""
    return list(folder.glob("kaituan-demo-*"))


def test_everything_of_the_demos_catalogue_lands_and_has_a_deal(sqlite_url: str) -> None:
    with Market(sqlite_url) as market:
        demonstration.fill(
            market.database, demonstration.settings_of("http://127.0.0.1:1", sqlite_url)
        )
        (shop,) = market.run(browsing.shops)
        categories = market.run(lambda tx: browsing.categories(tx, shop.id, "zh_Hant"))
        for category in categories:
            lines = market.run(lambda tx: browsing.products(tx, category.id, "", 0, 500))  # noqa: B023
            assert all(line.group is not None and line.picture for line in lines)
    assert len(categories) >= 2


def test_the_demos_shop_has_an_owner_however_often_it_is_begun(sqlite_url: str) -> None:
    with Market(sqlite_url) as market:
        demonstration.fill(
            market.database, demonstration.settings_of("http://127.0.0.1:1", sqlite_url)
        )
        world = World()
        bot = cast.enter(world)
        for _ in range(2):
            demonstration.give(market.database, world, bot.id)
        (shop,) = market.run(browsing.shops)
        (owner,) = market.run(lambda tx: colleagues(tx, shop.id))
        kept = market.run(lambda tx: shopkeeping.kept(tx, shop.id))
        (channel,) = market.run(lambda tx: channels.channels_of(tx, shop.id))
    assert owner.role is Role.OWNER
    assert kept is not None
    assert kept.owner_id == owner.person_id
    assert channel.title == cast.channel(world).title


def test_the_demo_takes_money_in_two_ways_however_often_it_is_begun(sqlite_url: str) -> None:
    """Its keys are made up each time: no seal of before opens them, and none of them is in the code."""
    address, made = "http://127.0.0.1:1", set()
    with Market(sqlite_url) as market:
        for _ in range(2):
            settings = demonstration.settings_of(address, sqlite_url)
            demonstration.fill(market.database, settings)
            world = World()
            open_ways(market.database, world, settings, address)
            invoice, page = market.run(accounts.every)
            (key,) = world.stripe.accounts
            assert Seal(seals(settings)).open(page.sealed)["secret_key"] == key
            assert world.stripe.accounts[key].notices_to == f"{address}/pay/stripe/{page.shop_id}"
            assert (invoice.kind, page.kind) == (Kind.TELEGRAM, Kind.STRIPE)
            assert invoice.is_open
            assert page.is_open
            made.add(key)
    assert len(made) == 2


@pytest.mark.parametrize(
    ("machine", "zone"), [("Asia/Taipei", "Asia/Taipei"), ("CET-1", "UTC"), ("Etc/UTC", "UTC")]
)
def test_the_demos_shop_is_where_the_machine_is(machine: str, zone: str) -> None:
    """Promise 26: the night of its quiet hours is that of whoever looks at the page."""
    script = (
        "from kaituan.demonstration import settings_of; "
        "print(settings_of('http://127.0.0.1:1', 'sqlite:///x.db').zone)"
    )
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", script],
        env={**os.environ, "TZ": machine},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == zone
