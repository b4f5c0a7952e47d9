"""The people who use the sandbox's Telegram."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, cycle

from aiogram.types import User

from sandbox.world.refusals import Impossible

COLOURS = ("#e17076", "#7bc862", "#65aadd", "#a695e7", "#ee7aae", "#6ec9cb", "#faa774")


@dataclass(frozen=True, slots=True)
class Person:
    """One person; `colour` is a CSS colour for the page, `language_code` an IETF tag."""

    id: int
    first_name: str
    last_name: str | None
    username: str | None
    language_code: str
    colour: str

    @property
    def name(self) -> str:
        """First and last name together."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    def as_user(self) -> User:
        """As the Bot API describes this person."""
        return User(
            id=self.id,
            is_bot=False,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )


class People:
    """Everybody there is, by id; the ids in `deactivated` have deleted their account."""

    def __init__(self) -> None:
        self.deactivated: set[int] = set()
        self._by_id: dict[int, Person] = {}
        self._ids = count(7_000_001)
        self._colours = cycle(COLOURS)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_id.values())

    def __contains__(self, person_id: int) -> bool:
        return person_id in self._by_id

    def add(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "en",
        colour: str | None = None,
    ) -> Person:
        """Somebody new, with the next free id. Raises Impossible when the username is taken."""
        if not first_name:
            raise Impossible("a person needs a first name")
        if username is not None and self.named(username) is not None:
            raise Impossible(f"@{username} is taken")
        person = Person(
            id=next(self._ids),
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
            colour=colour or next(self._colours),
        )
        self._by_id[person.id] = person
        return person

    def get(self, person_id: int) -> Person:
        """The person with this id. Raises Impossible when there is none."""
        person = self._by_id.get(person_id)
        if person is None:
            raise Impossible(f"there is no person {person_id}")
        return person

    def speak(self, person_id: int, language_code: str) -> Person:
        """Change the language of a person's client. Raises Impossible when there is none."""
        person = replace(self.get(person_id), language_code=language_code)
        self._by_id[person_id] = person
        return person

    def named(self, username: str) -> Person | None:
        """The person with this username (without @, in any case)."""
        wanted = username.lower()
        return next((p for p in self if p.username and p.username.lower() == wanted), None)
