"""A dropped folder with everything in it that could hurt: each is named, the articles are in."""

from __future__ import annotations

import os
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_app.app.importing import How, ImportJob, add_files
from digest_app.domain.changes import Fate, Outcome
from digest_app.library.library import Library
from tests.unit.app.test_importing import ended
from tests.unit.readers import making

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;">]><rss><channel><item><title>&c;</title></item></channel></rss>'
)
BOMB = making.docx("<w:p><w:r><w:t>" + "A" * 30_000_000 + "</w:t></w:r></w:p>")
SEALED = bytearray(making.zipped({"a.txt": "sealed words"}))
for _mark in (b"PK\x03\x04", b"PK\x01\x02"):  # say of the one file that it has a password
    SEALED[SEALED.index(_mark) + (6 if _mark.endswith(b"\x04") else 8)] |= 1
TWICE = zlib.compress(zlib.compress(bytes(300_000_000), 9), 9)
FILES = {
    "bomb.docx": (BOMB, "unpack to far more"),
    "bomb.zip": (making.zipped({"bomb.docx": BOMB}), "unpack to far more"),
    "bomb.pdf": (
        b"%%PDF-1.4\n1 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream"
        % (len(TWICE), TWICE),
        "unpack to far more",
    ),
    "laughs.xml": (LAUGHS.encode(), "entities of its own"),
    "line.txt": (b"word " * 10_000_000, "longer than any article"),
    "sealed.zip": (bytes(SEALED), "password"),
    "sealed.pdf": (making.locked_pdf(), "password"),
    "scan.pdf": (making.scanned_pdf(), "scanned"),
}


@pytest.fixture(scope="module")
def drop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drop")
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "deep.html").write_bytes(b"<div>" * 100_000 + b"<p>The words at the bottom.</p>")
    (folder / "outside.zip").write_bytes(
        making.zipped({"../../x.txt": "outside", "pier.html": making.page("The pier inside")})
    )
    (folder / "pier.html").write_bytes(making.page())
    (folder / "pier.txt").write_bytes(b"The pier again\n\n" + "\n\n".join(making.STORY).encode())
    (folder / "round").symlink_to(folder)
    (folder / "knot").symlink_to(folder / "knot")
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    return folder


@pytest.fixture(scope="module")
def outcomes(drop: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    library = tmp_path_factory.mktemp("library")
    told = ended(ImportJob.start(library, [drop], How(workers=1)))
    return {Path(o.path).name: o for p in told for o in p.outcomes}


def test_every_file_of_the_drop_has_an_outcome(drop: Path, outcomes: dict[str, Outcome]):
    assert set(outcomes) == {path.name for path in drop.iterdir()}


def test_the_articles_beside_them_are_in(outcomes: dict[str, Outcome]):
    added = {name for name, o in outcomes.items() if o.fate is Fate.ADDED}

    assert added == {"pier.html", "pier.txt", "deep.html", "outside.zip"}
    assert any("points out of the archive" in note for note in outcomes["outside.zip"].notes)
    assert any("patient" in note for note in outcomes["deep.html"].notes)


@pytest.mark.parametrize("name", FILES)
def test_each_file_that_could_hurt_is_named_with_its_reason(
    name: str, outcomes: dict[str, Outcome]
):
    assert outcomes[name].fate is Fate.FAILED
    assert FILES[name][1] in str(outcomes[name].problem)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("round", "read already"),
        ("knot", "too many levels of symbolic links"),
        ("zero", "a device or a pipe"),
        ("pipe", "a device or a pipe"),
    ],
)
def test_what_is_no_file_is_named(name: str, reason: str, outcomes: dict[str, Outcome]):
    assert reason in str(outcomes[name].problem).lower()


@pytest.fixture
def node(tmp_path: Path) -> Path:
    """Make a device that never ends, where the system lets its user."""
    path = tmp_path / "drop" / "node"
    path.parent.mkdir()
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))
    except (OSError, AttributeError) as error:
        pytest.skip(f"no device can be made here: {error}")
    return path


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))
        yield path


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """Make a file that its reader has no right to read."""
    path = tmp_path / "locked.txt"
    path.write_text("locked")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    yield path
    path.chmod(0o600)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("node", "a device or a pipe"), ("listening", "a device or a pipe"), ("locked", "permission")],
)
def test_what_cannot_be_read_is_named(
    kind: str, reason: str, tmp_path: Path, request: pytest.FixtureRequest
):
    path: Path = request.getfixturevalue(kind)

    with Library.open(tmp_path / "library") as library:
        (told,) = add_files(library, [path])

    assert told.fate is Fate.FAILED
    assert reason in str(told.problem)
