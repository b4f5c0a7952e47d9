"""The translations: `update` brings new texts in, `compile` makes them quick to load, `check` finds gaps."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "flows/locale"
LANGUAGES = ("en", "zh_Hans", "zh_Hant")
SPEAKERS = ("bot", "catalog", "flows", "groupbuys", "kaituan", "payments", "people", "scheduler")
# Headers that change without a text changing, or that nobody keeps.
NOISE = re.compile(
    rb'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|'
    rb"Last-Translator|Language-Team|Generated-By): .*\n",
    re.MULTILINE,
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)[^{}]*\}")


def source(language: str) -> Path:
    """Return where a language's texts are kept."""
    return LOCALE / language / "LC_MESSAGES/kaituan.po"


def read(language: str) -> Catalog:
    """Read a language's texts."""
    with source(language).open("rb") as lines:
        return read_po(lines, locale=language, domain="kaituan")


def texts_in_code() -> Catalog:
    """Collect every text that the code says."""
    catalog = Catalog(project="kaituan", charset="utf-8")
    for speaker in SPEAKERS:
        found = extract_from_dir(
            ROOT / speaker,
            method_map=[("**.py", "python")],
            keywords=DEFAULT_KEYWORDS,
            comment_tags=("For translators:",),
            strip_comment_tags=True,
        )
        for file, _, text, comments, context in found:
            place = [(f"{speaker}/{Path(file).as_posix()}", 0)]
            catalog.add(text, None, place, auto_comments=comments, context=context)
    return catalog


def update() -> None:
    """Bring new texts into every translation, empty, and drop those no longer said."""
    said = texts_in_code()
    for language in LANGUAGES:
        path = source(language)
        kept = read(language) if path.exists() else Catalog(locale=language, domain="kaituan")
        kept.update(said, no_fuzzy_matching=True, update_header_comment=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(kept))


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as a .po file that changes only when a text does."""
    catalog.header_comment = "# Kaituan's texts, brought up to date by `make messages`."
    catalog.fuzzy = False
    memory = BytesIO()
    write_po(
        memory, catalog, width=100, ignore_obsolete=True, include_lineno=False, sort_by_file=True
    )
    return NOISE.sub(b"", memory.getvalue())


def compiled(language: str) -> bytes:
    """Return what the language's compiled file should hold."""
    memory = BytesIO()
    write_mo(memory, read(language))
    return memory.getvalue()


def compile_all() -> None:
    """Write a .mo beside each .po."""
    for language in filter(lambda language: source(language).exists(), LANGUAGES):
        source(language).with_suffix(".mo").write_bytes(compiled(language))


def placeholders(text: str) -> set[str]:
    """Return the names that a text wants filled in."""
    return {percent or brace for percent, brace in PLACEHOLDER.findall(text)}


def tags(text: str) -> list[str]:
    """Return a text's markup in a comparable order."""
    return sorted(re.findall(r"</?[a-z-]+", text))


def forms(message: Message) -> tuple[list[str], list[str]]:
    """Return a message's original forms and its translated ones."""
    originals = message.id if isinstance(message.id, tuple | list) else [message.id]
    translated = message.string if isinstance(message.string, tuple | list) else [message.string]
    return [str(one) for one in originals], [str(one or "") for one in translated]


def faults(said: Message, catalog: Catalog) -> Iterator[str]:
    """Yield what is wrong with one text's translation."""
    message = catalog.get(said.id, said.context)
    if message is None:
        yield "is missing"
        return
    originals, translated = forms(message)
    if message.fuzzy:
        yield "is marked fuzzy"
    if not all(translated):
        yield "is not translated"
        return
    wanted = catalog.num_plurals if len(originals) > 1 else 1
    if len(translated) != wanted:
        yield f"has {len(translated)} forms, the language wants {wanted}"
    known = set().union(*map(placeholders, originals))
    needed = set.intersection(*map(placeholders, originals))
    for text in translated:
        if strange := placeholders(text) - known:
            yield f"fills in {', '.join(sorted(strange))}, which nobody gives"
        if lost := needed - placeholders(text):
            yield f"does not say {', '.join(sorted(lost))}"
        if tags(text) not in map(tags, originals):
            yield "has other markup than the original"


def check() -> Iterator[str]:
    """Yield every gap between what the code says and what the translations hold."""
    said = [message for message in texts_in_code() if message.id]
    for language in LANGUAGES if said else ():
        if not source(language).exists():
            yield f"{source(language).relative_to(ROOT)} is missing"
            continue
        catalog = read(language)
        for message in said:
            for fault in faults(message, catalog):
                yield f"{language}: {forms(message)[0][0]!r} {fault}"
        spoken = {(forms(message)[0][0], message.context) for message in said}
        for message in catalog:
            if message.id and (forms(message)[0][0], message.context) not in spoken:
                yield f"{language}: {forms(message)[0][0]!r} is said nowhere any more"


def main() -> int:
    """Do what the command line asks; 1 when something is wrong with the translations."""
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = list(check())
            print("\n".join(found[:50]) or "translations: complete")
            if found:
                print(f"{len(found)} in all: run 'make messages' and translate what is empty")
            return 1 if found else 0
        case _:
            print("usage: messages.py update | compile | check")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
