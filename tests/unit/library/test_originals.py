"""Originals are the bytes that arrived, under the hash of these bytes."""

import os
from pathlib import Path
from time import time

import pytest

from digest_app.domain.problems import LibraryError
from digest_app.library.originals import Originals, identity


def test_an_original_comes_back_byte_for_byte(tmp_path: Path):
    originals = Originals(tmp_path)
    data = bytes(range(256)) * 3

    sha256 = originals.keep(data)

    assert sha256 == identity(data)
    assert originals.read(sha256) == data
    assert originals.path(sha256) == tmp_path / sha256[:2] / sha256[2:]


def test_keeping_the_same_bytes_twice_keeps_one_file_and_no_remains(tmp_path: Path):
    originals = Originals(tmp_path)

    originals.keep(b"twice")
    originals.keep(b"twice")

    assert list(originals.all()) == [identity(b"twice")]
    assert list((tmp_path / "incoming").iterdir()) == []


def test_files_kept_together_are_each_there(tmp_path: Path):
    originals = Originals(tmp_path)
    files = [b"file %d" % n for n in range(40)]

    originals.keep_all([*files, files[0]])

    assert sorted(originals.all()) == sorted(map(identity, files))
    assert all(map(originals.is_whole, originals.all()))
    assert list((tmp_path / "incoming").iterdir()) == []


def test_an_original_of_the_same_size_but_other_bytes_is_written_again(tmp_path: Path):
    originals = Originals(tmp_path)
    sha256 = originals.keep(b"whole file")
    originals.path(sha256).write_bytes(b"whole\0\0\0\0\0")

    originals.keep(b"whole file")

    assert originals.is_whole(sha256)


def test_what_killed_imports_left_is_removed_and_what_is_at_work_is_not(tmp_path: Path):
    originals = Originals(tmp_path)
    originals.keep(b"whole file")
    half = tmp_path / "incoming" / "abandoned"
    half.mkdir()
    (half / "half").write_bytes(b"who")
    (tmp_path / "incoming" / "tmpold").write_bytes(b"an older version left it")
    os.utime(half, (time(), time()))  # the disk may have a clock of its own

    originals.clear_incoming()
    assert half.exists()
    originals.clear_incoming(older_than=-60)

    assert list((tmp_path / "incoming").iterdir()) == []
    assert originals.is_whole(identity(b"whole file"))


def test_a_half_written_original_is_written_again(tmp_path: Path):
    originals = Originals(tmp_path)
    sha256 = originals.keep(b"whole file")
    originals.path(sha256).write_bytes(b"whole")

    assert not originals.is_whole(sha256)
    originals.keep(b"whole file")

    assert originals.is_whole(sha256)


def test_a_changed_original_is_noticed(tmp_path: Path):
    originals = Originals(tmp_path)
    sha256 = originals.keep(b"as it arrived")

    originals.path(sha256).write_bytes(b"as it arrivel")

    assert not originals.is_whole(sha256)


def test_a_missing_original_is_told_with_what_to_do(tmp_path: Path):
    with pytest.raises(LibraryError, match="add the file again"):
        Originals(tmp_path).read(identity(b"never kept"))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "originals").write_text("a file is in the way")

    with pytest.raises(LibraryError, match="cannot be written"):
        Originals(tmp_path / "originals").keep(b"data")
