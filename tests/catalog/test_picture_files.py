"""Stories of picture files: a catalogue names files of its own folder, and of no other place on this machine."""

from pathlib import Path

import pytest

from catalog.intake.drafts import source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a catalogue's pictures, beside one with secrets."""
    made = tmp_path / "catalogue"
    (made / "pictures").mkdir(parents=True)
    for name in ("pictures/tea.jpg", "pictures/Tea.PNG", ".env", "kaituan.db"):
        (made / name).write_bytes(b"...")
    (tmp_path / "secret.jpg").write_bytes(b"...")
    (tmp_path / "secret").write_bytes(b"...")
    (made / "pictures" / "link.jpg").symlink_to(tmp_path / "secret")
    (made / "pictures" / "outside.jpg").symlink_to(tmp_path / "secret.jpg")
    return made


def test_a_picture_below_the_folder_is_found(folder: Path) -> None:
    assert source("pictures/tea.jpg", folder) == f"file:{folder.resolve() / 'pictures/tea.jpg'}"
    assert source("pictures/Tea.PNG", folder) is not None
    assert source("https://shop.example/tea.jpg", None) == "https://shop.example/tea.jpg"


@pytest.mark.parametrize(
    "written",
    [
        "/etc/passwd",
        "../secret.jpg",
        "pictures/../../secret.jpg",
        "pictures/link.jpg",
        "pictures/outside.jpg",
        ".env",
        "kaituan.db",
        "pictures",
        "file:///etc/passwd",
        "pictures/missing.jpg",
    ],
)
def test_nothing_else_on_this_machine_is_ever_sent_out(folder: Path, written: str) -> None:
    assert source(written, folder) is None
    assert source(written, None) is None
