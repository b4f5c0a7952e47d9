"""A poster to be passed on, as a value: every word on it in one language, and the text it travels as."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

SOURCE = "poster:"
"""How the source of a picture begins that is a poster."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that stays true as long as the poster hangs: "Join by", "May 3, 14:05", "Berlin (UTC+2)"."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """Something to be bought together, on a light ground for everybody.

    `link` may be a START_LINK (flows.faces): an adapter puts its bot's own in its place; `scan` stands below its
    code. `beside` the large `price` stand small lines, and what it is `less` ("−25%"). `words` are somebody's own, `by`
    them. `photo`: the source of a picture that the bot can read itself, "" for none. `language` chooses the letters,
    `accent` is a name of charts.colours.
    """

    link: str
    title: str
    price: str
    shop: str = ""
    beside: tuple[str, ...] = ()
    less: str = ""
    facts: tuple[Fact, ...] = ()
    words: str = ""
    by: str = ""
    scan: str = ""
    accent: str = ""
    language: str = "en"
    photo: str = ""


_POSTER: TypeAdapter[Poster] = TypeAdapter(Poster)


def source(poster: Poster) -> str:
    """The poster as the source of a picture: the same poster is the same text."""
    return SOURCE + _POSTER.dump_json(poster).decode()


def poster_of(text: str) -> Poster | None:
    """The poster of such a source, or None for what this build does not draw."""
    try:
        return _POSTER.validate_json(text.removeprefix(SOURCE))
    except ValidationError:
        return None
