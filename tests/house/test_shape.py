"""The shape that design and review ask of every file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def python_files() -> list[Path]:
    """List every Python file that a person wrote: not what was made here, not a revision that Alembic wrote."""
    made = ("build", "dist", "storage/migrations/versions")
    files = [file.relative_to(ROOT) for file in ROOT.glob("[a-z]*/**/*.py")]
    return [ROOT / file for file in files if not file.as_posix().startswith(made)]


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Yield each function's name and length in lines."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in python_files()}
    assert not {file: n for file, n in lengths.items() if n > LONGEST_FILE}


def test_no_function_is_longer_than_a_screen() -> None:
    assert not [
        f"{file.relative_to(ROOT)}: {name} has {length} lines"
        for file in python_files()
        for name, length in functions(file)
        if length > LONGEST_FUNCTION
    ]


def test_an_init_file_is_empty_because_a_reexport_drags_upper_storeys_into_lower_ones() -> None:
    assert not [file for file in python_files() if file.name == "__init__.py" and file.read_text()]


def test_every_module_says_what_it_is_for() -> None:
    assert not [
        file
        for file in python_files()
        if file.name != "__init__.py" and not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_versions_and_hashes_but_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"://|--index-url|--extra-index|--find-links|\s@\s", text)


def test_what_runs_is_locked_alike_for_the_shop_and_for_its_builders() -> None:
    run, dev = (
        set(re.findall(r"^(\S+==\S+)", file.read_text(), re.MULTILINE)) for file in reversed(LOCKS)
    )
    assert run <= dev
