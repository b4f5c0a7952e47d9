"""Deeds of whoever sits before the page: new people, languages, time, faults."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from sandbox.acts.privacy import set_privacy
from sandbox.page.accounts import bot_json, person_json
from sandbox.page.deeds.deed import Deed, PersonDeed
from sandbox.page.snapshot import fault_json
from sandbox.world.changes import ChatsChanged
from sandbox.world.faults import Failure, Fault
from sandbox.world.people import Person
from sandbox.world.whispers import Spoken
from sandbox.world.world import World

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
DAY = 86_400


class NewPerson(Deed):
    """Invent somebody."""

    name: Name
    language: Language = "en"

    def do(self, world: World) -> dict[str, Any]:
        """Add them; the answer holds their id."""
        first, _, last = self.name.partition(" ")
        username = _free_username(world, self.name)
        person = world.people.add(first, last.strip() or None, username, self.language)
        return _known(world, person)


class Speak(PersonDeed):
    """Read and write in another language from now on."""

    language: Language

    def do(self, world: World) -> dict[str, Any]:
        """Change it; bots hear of it with the person's next words."""
        return _known(world, world.people.speak(self.person, self.language))


class SetPrivacy(Deed):
    """Switch a bot's privacy mode on or off, as its owner does at BotFather."""

    bot: int
    on: bool

    def do(self, world: World) -> dict[str, Any]:
        """Switch it; it counts for groups that the bot comes into from now on."""
        return {"bots": [bot_json(set_privacy(world, self.bot, on=self.on))]}


class Wind(Deed):
    """Wind the clock forward."""

    seconds: Annotated[float, Field(gt=0, le=400 * DAY)]

    def do(self, world: World) -> dict[str, Any]:
        """Wind it; the answer holds the new time in Unix seconds."""
        world.wind(self.seconds)
        return {"now": world.clock.now().timestamp()}


class PlanFault(Deed):
    """Let the bots' next calls go wrong."""

    failure: Literal["too_many", "broken", "dropped", "lost", "delayed"]
    times: Annotated[int, Field(ge=1, le=100)] = 3
    seconds: Annotated[float, Field(ge=0, le=60)] = 3.0

    def do(self, world: World) -> dict[str, Any]:
        """Plan it."""
        failure = Failure(self.failure)
        world.faults.plan(Fault(failure, times=self.times, retry_after=2, seconds=self.seconds))
        return {"faults": [fault_json(fault) for fault in world.faults.due()]}


class ClearFaults(Deed):
    """Let everything work again."""

    def do(self, world: World) -> dict[str, Any]:
        """Clear them."""
        world.faults.clear()
        return {"faults": []}


class PlayServer(Deed):
    """Play another server of the Bot API, as far as ephemeral messages go."""

    bot_api: Spoken

    def do(self, world: World) -> dict[str, Any]:
        """Play it from now on."""
        world.whispers.spoken = self.bot_api
        return {"bot_api": world.whispers.spoken}


def _known(world: World, person: Person) -> dict[str, Any]:
    world.publish(ChatsChanged(person.id))
    return {"people": [person_json(person)], "person": person.id}


def _free_username(world: World, name: str) -> str | None:
    """A username such as people choose; None for names without Latin letters."""
    letters = "".join(c for c in name.lower() if c.isascii() and c.isalnum())
    if len(letters) < 3 or not letters[0].isalpha():
        return None
    taken = {person.username for person in world.people if person.username}
    return next(n for n in (letters, *(f"{letters}{i}" for i in range(2, 9999))) if n not in taken)
