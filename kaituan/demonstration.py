"""kaituan demo: the sandbox, a bot and the scheduler in one process, over one clock that can be wound."""

import asyncio
import os
import tempfile
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.routing import Mount, Router
from tzlocal import get_localzone_name

from bot.logs import set_up
from bot.settings import Settings, WrongSettings, load
from catalog.browsing import shops
from catalog.importers.reading import read
from catalog.importers.values import PercentOff, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake
from catalog.keeping import channels, standings
from catalog.keeping.channels import Found
from catalog.keeping.roles import Role
from catalog.keeping.staff import accept, invite, role_of
from flows.languages import ours
from groupbuys.setting_aside import set_aside
from kaituan import books, cast, house
from kaituan.demo_ways import open_ways
from kaituan.house import Doorway, House
from kaituan.playground import served
from kaituan.stopping import until_told
from kaituan.timepiece import Timepiece
from kaituan.trouble import Trouble
from payments.seal import new_key
from people.meeting import Greeting, meet
from sandbox.world.world import World
from storage.database import Database
from storage.transaction import Transaction

CATALOGUE = Path(__file__).with_name("demo") / "catalogue.toml"
RULE = TermsDraft(3, 3, timedelta(hours=24), PercentOff(Decimal(20)), None)
"""Three people, 20 % off, 24 hours: for whatever product names no terms of its own."""

_HOST = "127.0.0.1"


def demonstrate(port: int, database: str | None, *, browser: bool) -> None:
    """Run until told to stop. Raises Trouble where the port is taken or a setting is wrong."""
    with _database(database) as url:
        asyncio.run(_demonstrate(port, url, browser=browser))


async def _demonstrate(port: int, url: str, *, browser: bool) -> None:
    with until_told() as stop:
        async with opened(World(), port, url) as (address, shop):
            print(f"The shop is open at {address}/ (Ctrl-C ends it)", flush=True)
            if browser:
                await asyncio.to_thread(webbrowser.open, f"{address}/")
            await house.keep_open(shop, stop)


@asynccontextmanager
async def opened(
    world: World, port: int, url: str, log: Callable[[Settings], None] = set_up
) -> AsyncIterator[tuple[str, House]]:
    """The demo for the block, with everybody on stage: its address, and a house to be kept open. Raises Trouble.

    `log` begins the log.
    """
    counter = Router()
    async with served(world, _HOST, port, [Mount("", counter)]) as address:
        bot = cast.enter(world)
        settings = settings_of(address, url)
        log(settings)
        with books.opened(url, world.clock.now) as database:
            await asyncio.to_thread(fill, database, settings)
            await asyncio.to_thread(give, database, world, bot.id)
            await asyncio.to_thread(open_ways, database, world, settings, address)
            doorway = Doorway(address, f"{address}/page/")
            async with house.opened(settings, database, _timepiece(world), doorway) as shop:
                counter.routes.extend(shop.bot.more)
                world.clock.listen(lambda _: shop.runner.look_at_the_clock())
                cast.begin(world, bot)
                yield address, shop


def fill(database: Database, settings: Settings) -> None:
    """Bring the demo's catalogue in. A database that was kept is brought up to date."""
    data = CATALOGUE.read_bytes()
    currency = str(tomllib.loads(data.decode())["currency"])
    intake = Intake(settings.shop, currency, settings.zone, rule=RULE, folder=CATALOGUE.parent)
    report = import_catalogue(database, read(data, currency), intake, set_aside)
    if report.shop_id is None:
        raise Trouble(f"The demo's catalogue did not go in: {report.faults[0].expected}.")


def give(database: Database, world: World, bot: int) -> None:
    """Give the demo's shop an owner, and the channel that is theirs."""
    keeper, room = cast.keeper(world), cast.channel(world)
    chat = Found(bot, room.id, "channel", room.title, room.username or "")

    def turn(tx: Transaction) -> None:
        language = ours(keeper.language_code)
        greeting = Greeting(
            "telegram", keeper.id, keeper.name, keeper.username, language, bot, keeper.id
        )
        owner, shop = meet(tx, greeting), shops(tx)[0]
        if role_of(tx, shop.id, owner.id) is None:
            accept(tx, invite(tx, shop.id, Role.OWNER, by=0), owner.id)
        standings.note(tx, chat, owner.id, can_post=True)
        channels.connect(tx, shop.id, chat, owner.id)

    database.run_now(turn)


def settings_of(address: str, url: str) -> Settings:
    """The demo's settings, with the sandbox at `address`.

    Of the environment's only the library and the log count. The shop is where this machine is, by whose clock
    the page in the browser goes as well: quiet hours are the night of whoever looks at it.
    """
    try:
        return load(
            token=cast.TOKEN,
            api=address,
            database=url,
            public_url=None,
            webhook_secret=None,
            host=_HOST,
            port=0,
            shop="Lantern Lane",
            currency="USD",
            provider="sandbox",
            provider_token=cast.TILL,
            provider_api=address,
            seal=new_key(),
            stripe=f"{address}/stripe",
            processes=1,
            approval=False,
            operator=None,
            zone=_zone(),
            log=os.environ.get("KAITUAN_LOG") or "warning",
        )
    except WrongSettings as wrong:
        raise Trouble(str(wrong)) from None


def _zone() -> str:
    """The machine's zone, by its IANA name; UTC where it does not say, or says what nobody knows."""
    try:
        name = ZoneInfo(get_localzone_name() or "UTC").key
    except (LookupError, OSError, ValueError):
        return "UTC"
    return "UTC" if name == "Etc/UTC" else name


def _timepiece(world: World) -> Timepiece:
    return Timepiece(world.clock.now, lambda: world.clock.now().timestamp(), world.clock.sleep)


@contextmanager
def _database(url: str | None) -> Iterator[str]:
    """The database named, or one that is swept away at the end."""
    if url is not None:
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="kaituan-demo-") as folder:
        yield f"sqlite:///{Path(folder) / 'kaituan.db'}"
