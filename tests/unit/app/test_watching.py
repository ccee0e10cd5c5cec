"""Files that appear in a watched folder are taken once, and only when they are whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_app.app.watching import look, remember, states, unwatch, watch, watched
from digest_app.domain.problems import LibraryError
from digest_app.library.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_a_file_is_ready_when_it_stands_still_between_two_looks(library: Library, folder: Path):
    watch(library, folder)
    (folder / "a.txt").write_text("half")
    first = look(library)
    (folder / "a.txt").write_text("half and half")

    second = look(library, first)
    third = look(library, second)

    assert (first.ready, second.ready) == ((), ())
    assert third.ready == (folder / "a.txt",)


def test_a_file_that_was_taken_is_not_taken_again_until_it_changes(library: Library, folder: Path):
    watch(library, folder)
    (folder / "a.txt").write_text("news")
    remember(library, look(library, look(library)).ready)

    assert look(library, look(library)).ready == ()
    (folder / "a.txt").write_text("other news")
    assert look(library, look(library)).ready == (folder / "a.txt",)


def test_unfinished_downloads_and_empty_files_are_waited_for(library: Library, folder: Path):
    watch(library, folder)
    (folder / "page.html.crdownload").write_text("half")
    (folder / "empty.txt").touch()

    assert look(library, look(library)).ready == ()


def test_only_what_appears_later_is_taken_when_so_asked(library: Library, folder: Path):
    (folder / "old.txt").write_text("old")
    watch(library, folder, present_too=False)
    (folder / "sub").mkdir()
    (folder / "sub" / "new.txt").write_text("new")

    assert look(library, look(library)).ready == (folder / "sub" / "new.txt",)


def test_a_folder_that_is_gone_is_passed_over_and_one_can_be_left(library: Library, folder: Path):
    watch(library, folder)
    watch(library, folder)
    watch(library, folder / "gone")

    assert look(library).growing == {}
    unwatch(library, folder / "gone")
    assert watched(library) == (folder,)


def test_a_folder_that_is_gone_is_known_as_such(library: Library, folder: Path):
    watch(library, folder)
    watch(library, folder / "gone")

    assert [state.is_there for state in states(library)] == [True, False]


def test_the_library_is_never_watched_by_itself(library: Library, tmp_path: Path):
    for wrong in (library.folder, library.folder / "originals", tmp_path):
        with pytest.raises(LibraryError, match="cannot be watched"):
            watch(library, wrong)

    assert watched(library) == ()
