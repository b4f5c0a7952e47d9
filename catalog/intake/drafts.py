"""A product of a file, made ready: pictures found on this machine, and a print that tells changes."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from catalog.importers.values import Fault, Lost, PictureDraft, ProductDraft

FORMAT = "1"
"""Counts up when an import writes something new from the same file, so that all is written anew."""


_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"})


@dataclass(frozen=True, slots=True)
class Ready:
    """A product whose pictures are sources as `picture.source` wants them; `position` is its place."""

    draft: ProductDraft
    position: int
    source_hash: str
    faults: tuple[Fault, ...]


def ready(draft: ProductDraft, position: int, folder: Path | None) -> Ready:
    """The same product with its pictures looked up; one that is not there becomes a fault."""
    found = [(picture, source(picture.source, folder)) for picture in draft.pictures]
    whole = replace(
        draft, pictures=tuple(replace(picture, source=at) for picture, at in found if at)
    )
    missing = tuple(_missing(draft, picture) for picture, at in found if not at)
    return Ready(whole, position, _print(whole), missing)


def source(written: str, folder: Path | None) -> str | None:
    """Where a picture is: its web address, or "file:" and a path; None where no such file is there.

    Whoever wrote the catalogue must not get other files of this machine sent out: a file lies below the folder,
    wherever links lead, and has a picture's name.
    """
    if written.startswith(("http://", "https://")):
        return written
    if folder is None:
        return None
    path, below = (folder / written).resolve(), folder.resolve()
    is_picture = path.suffix.lower() in _PICTURES and path.is_file()
    return f"file:{path}" if is_picture and path.is_relative_to(below) else None


def _missing(draft: ProductDraft, picture: PictureDraft) -> Fault:
    expected = "a picture file that is there, named from the folder of the catalogue"
    return Fault(draft.line, "pictures", picture.source, expected, Lost.VALUE)


def _print(draft: ProductDraft) -> str:
    """A hash of all that is stored of the product itself: neither its line nor its deal is."""
    said = dict(_said(draft))
    return sha256(json.dumps([FORMAT, said], sort_keys=True, default=str).encode()).hexdigest()


def _said(draft: ProductDraft) -> Iterator[tuple[str, object]]:
    for name, value in asdict(draft).items():
        if name == "variants":
            yield name, [{**variant, "line": 0} for variant in value]
        elif name not in {"line", "terms"}:
            yield name, value
