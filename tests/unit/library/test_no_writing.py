"""A folder that may not be written to: a sentence, for the owner of a machine and for a guest."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from digest_app.domain.problems import LibraryError
from digest_app.library.library import Library
from tests.library_making import add_article

pytestmark = pytest.mark.skipif(not hasattr(os, "setresuid"), reason="rights need POSIX")
_NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A library in a place that every user of the machine can reach."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    with Library.open(made / "library") as library:
        add_article(library, "News.")
        library.database.checkpoint()
    yield made / "library"
    (made / "library").chmod(0o755)
    shutil.rmtree(made)


def _opened(folder: Path, link: Connection) -> None:
    """Open a library as a user without any rights; send what that came to."""
    if os.getuid() == 0:
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    try:
        with Library.open(folder):
            link.send("")
    except LibraryError as error:
        link.send(str(error))


def opened_by_a_guest(folder: Path) -> str:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_opened, args=(folder, there))
    process.start()
    said: str = here.recv()
    process.join()
    return said


@pytest.mark.parametrize(
    ("rights", "said"), [(0o444, "the folder cannot be written to"), (0o000, "cannot be opened")]
)
def test_a_library_that_may_not_be_written_to_is_told(folder: Path, rights: int, said: str):
    (folder / "library.sqlite").chmod(rights)
    folder.chmod(0o555)

    assert said in opened_by_a_guest(folder)


def test_a_folder_that_may_not_be_made_is_told(folder: Path):
    folder.chmod(0o555)

    assert "cannot be made" in opened_by_a_guest(folder / "inside" / "library")
