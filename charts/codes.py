"""A code to be scanned, as a value: the link in it, the words under it, and the text it travels as."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

SOURCE = "code:"
"""How the source of a picture begins that is a code to be scanned."""


@dataclass(frozen=True, slots=True)
class Code:
    """A link as black squares on white, whoever looks: scanners want it so.

    `large` stands under it in large letters, `notes` in small ones, one line each; `language` chooses the letters.
    `link` may be a START_LINK (flows.faces): an adapter puts its bot's own in its place.
    """

    link: str
    large: str = ""
    notes: tuple[str, ...] = ()
    language: str = "en"


_CODE: TypeAdapter[Code] = TypeAdapter(Code)


def source(code: Code) -> str:
    """The code as the source of a picture: the same code is the same text."""
    return SOURCE + _CODE.dump_json(code).decode()


def code_of(text: str) -> Code | None:
    """The code of such a source, or None for what this build does not draw."""
    try:
        return _CODE.validate_json(text.removeprefix(SOURCE))
    except ValidationError:
        return None
