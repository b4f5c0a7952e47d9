"""What a run measures, rival by rival in turns, so that a machine that slows down slows all of them."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench import closings, dusk, fleet, flock, ground, joins
from bench.closings import BARE, BATCH
from bench.figures import Figure, median, median_ratio
from bench.mounted import through_aiogram
from bench.raw import Raw
from bench.replayed import Replayed
from bench.report import Line
from bench.usual import Usual

HOT = 1
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each: joins and joins of the usual stack in a round, group buys in a crowd, groups and due ones.

    `deals` are posted into so many `channels`, into which joins pour for `sailing` seconds of a wound clock; so many
    `copies` of one card are dropped into chats, and `flying` people join within ten minutes.
    """

    rounds: int
    joins: int
    usual: int
    crowd: int
    groups: int
    due: int
    deals: int
    channels: int
    sailing: float
    copies: int
    flying: int


async def measure(folder: Path, size: Size) -> list[Line]:
    """Everything, as the lines of the table; a first round warms everybody up and is not counted."""
    return [
        *await _joins(folder, size),
        *await _closings(folder, size),
        *await _posts(folder, size),
        *await _copies(folder, size),
    ]


async def _joins(folder: Path, size: Size) -> list[Line]:
    found = await _rounds_of_joins(folder, size)
    core, aiogram, raw, usual = (found[name] for name in ("core", "aiogram", "raw", "usual"))
    return [
        Line("a join through the core, CPU / raw, 64 a commit", _cpu(core, raw), "x", most=8),
        Line("a join through aiogram, CPU / raw, 64 a commit", _cpu(aiogram, raw), "x", most=12),
        Line("a join through the core, CPU / raw, one a commit", _cpu(core, found["raw1"]), "x"),
        Line("a join's own statements alone, CPU / raw", _cpu(found["bare"], raw), "x"),
        Line("durable joins/s, core / usual stack", _rate(core, usual), "x", least=15),
        Line("durable joins/s, aiogram / usual stack", _rate(aiogram, usual), "x", least=7),
        Line("joins/s, one hot group / many", _rate(core, found["many"]), "x", least=0.9),
        Line("  a join through the core, CPU", median(core, _micro), "us"),
        Line("  a join through aiogram, CPU", median(aiogram, _micro), "us"),
        Line("  raw five statements, CPU", median(raw, _micro), "us"),
        Line("  durable joins through the core", median(core, _per_second), "per s"),
        Line("  durable joins through aiogram", median(aiogram, _per_second), "per s"),
        Line("  durable joins, usual stack", median(usual, _per_second), "per s"),
    ]


async def _rounds_of_joins(folder: Path, size: Size) -> dict[str, list[Figure]]:
    template = folder / "shop.db"
    everybody = size.joins + size.crowd
    ground.lay(f"sqlite:///{template}", everybody, size.crowd, everybody)
    people = range(size.crowd + 1, everybody + 1)
    raws = Raw(folder, _TOGETHER), Raw(folder, 1)
    bare = Replayed(template, people, _TOGETHER)
    usual = Usual(folder)
    await usual.prepare((1 + size.rounds) * size.usual + size.crowd, size.crowd)
    found: dict[str, list[Figure]] = defaultdict(list)
    for number in range(1 + size.rounds):
        found["raw"].append(raws[0].run(size.joins * 4))
        found["bare"].append(bare.run())
        with ground.opened(template) as database:
            found["core"].append(await joins.through_the_core(database, people, HOT))
        found["raw1"].append(raws[1].run(size.usual))
        with ground.opened(template) as database:
            found["aiogram"].append(await through_aiogram(database, people, HOT))
        first = size.crowd + number * size.usual + 1
        found["usual"].append(await usual.run(range(first, first + size.usual)))
        with ground.opened(template) as database:
            found["many"].append(await joins.through_the_core(database, people, size.crowd))
    await usual.close()
    return {name: figures[1:] for name, figures in found.items()}


async def _closings(folder: Path, size: Size) -> list[Line]:
    template = folder / "dusk.db"
    dusk.lay(template, size.groups, size.due)
    ours, batch, bare, stalls = [], [], [], []
    for _ in range(size.rounds):
        closed = await closings.by_the_tick(template, size.due)
        ours.append(closed.figure)
        stalls.append(closed.stall)
        batch.append(closings.in_plain_sql(template, BATCH, size.due))
        bare.append(closings.in_plain_sql(template, BARE, size.due))
    name = f"closing {size.due:,} of {size.groups:,}"
    return [
        Line(f"{name}, wall / the same rows in one batch", _wall(ours, batch), "x", most=4),
        Line(f"{name}, wall / a bare UPDATE", _wall(ours, bare), "x"),
        Line(f"{name}, longest stall of the loop", max(stalls) * 1e3, "ms", most=100),
        Line(f"  {name}", median(ours, lambda figure: figure.wall), "s"),
    ]


async def _posts(folder: Path, size: Size) -> list[Line]:
    """Joins pour in, five a second of a wound clock; then all deals end."""
    voyage = await fleet.voyage(folder, size.deals, size.channels, size.sailing)
    assert not voyage.false, voyage
    name = f"{size.deals} deals in {size.channels} channels"
    return [
        Line(f"{name}, edits and posts in a channel and minute", voyage.minute, "at most", most=20),
        Line(f"{name}, words of the bot in a second", voyage.second, "at most", most=30),
        Line(f"{name}, longest wait for an answer", voyage.answer, "s", most=1),
        Line(
            f"{name}, last state after the end / the limit's own time",
            voyage.late / (size.deals * 61 / 15),
            "x",
            most=1.5,
        ),
        Line(f"  {name}, last state after the end", voyage.late, "s"),
        Line(f"  {name}, edits for {voyage.joins:,} joins", voyage.edits, "edits"),
    ]


async def _copies(folder: Path, size: Size) -> list[Line]:
    """One deal, one group buy, everybody at once in ten minutes of a wound clock."""
    flown = await flock.flight(folder, size.copies, size.flying, 600.0)
    assert not flown.false, flown
    name = f"{flown.copies} shared cards, {flown.joins:,} joins in ten minutes"
    least = flown.told / 30
    return [
        Line(f"{name}, edits of one card in a minute", flown.minute, "at most", most=20),
        Line(f"{name}, words of the bot in a second", flown.second, "at most", most=30),
        Line(f"{name}, answers to a person, p99", flown.answer, "s", most=1),
        Line(
            f"{name}, everybody's last state / the limit's own time",
            flown.all_late / least,
            "x",
            most=2,
        ),
        Line(f"  {name}, last state of the shared cards", flown.late, "s"),
        Line(f"  {name}, edits of shared cards", flown.of_copies, "edits"),
        Line(f"  {name}, edits in all", flown.edits, "edits"),
        Line(f"  {name}, a turn's work, p99", flown.turn * 1e3, "ms"),
    ]


def _cpu(above: list[Figure], below: list[Figure]) -> float:
    return median_ratio(above, below, lambda figure: figure.cpu_each)


def _wall(above: list[Figure], below: list[Figure]) -> float:
    return median_ratio(above, below, lambda figure: figure.wall / figure.times)


def _rate(above: list[Figure], below: list[Figure]) -> float:
    return median_ratio(above, below, _per_second)


def _per_second(figure: Figure) -> float:
    return figure.rate


def _micro(figure: Figure) -> float:
    return figure.cpu_each * 1e6
