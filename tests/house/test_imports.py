"""What import-linter cannot say: parts of a library, and what is loaded by the time something starts."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BORROWED = ("aiogram.client", "aiogram.enums", "aiogram.methods", "aiogram.types")
SLICES = ("catalog", "flows", "groupbuys", "payments", "people", "scheduler", "storage")


def imported(file: Path) -> Iterator[str]:
    """Yield the full name of everything that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names):
                yield from (f"{module}.{name.name}" for name in names)
            case _:
                pass


def modules(package: str) -> list[str]:
    """Name every module of a package."""
    files = (ROOT / package).rglob("*.py")
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return [name for name in names if ".migrations." not in name and not name.endswith("__init__")]


def test_the_sandbox_borrows_the_shapes_of_the_bot_api_and_nothing_else_of_aiogram() -> None:
    assert not [
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "sandbox").rglob("*.py")
        for name in imported(file)
        if name.split(".")[0] == "aiogram" and not name.startswith(BORROWED)
    ]


@pytest.mark.parametrize("package", SLICES)
def test_below_the_messenger_nobody_pays_for_loading_its_library(package: str) -> None:
    load = f"import sys, {', '.join(modules(package))}; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", load], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert not {"aiogram", "telegram", "matplotlib", "PIL", "segno", "sandbox", "bot"} & set(
        done.stdout.split()
    )
