"""One file in, one file out: the reason in words, and never half a file."""

import os

import pytest

from digest_app.app.files import file_content, write_whole
from digest_app.domain.problems import ExportError, UnreadableFile
from digest_app.readers.limits import MAX_FILE_BYTES


def test_a_files_bytes_come_back_unchanged(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\x00\r\n")

    assert file_content(path) == b"\xff\x00\r\n"


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match="there is no such file"):
        file_content(tmp_path / "gone.txt")


def test_a_folder_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(UnreadableFile, match=r"it is a folder\. Name the files in it"):
        file_content(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(UnreadableFile, match="no ordinary file"):
        file_content(pipe)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)

    with pytest.raises(UnreadableFile, match="larger than 128 MB"):
        file_content(path)


def test_an_export_replaces_the_old_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "digest.md"
    path.write_text("old")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["digest.md"]


def test_an_export_into_an_absent_folder_says_what_to_do(tmp_path):
    with pytest.raises(ExportError, match="Choose another folder"):
        write_whole(tmp_path / "absent" / "digest.md", b"new")
