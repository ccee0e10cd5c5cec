"""A library has one window: who comes second hands over what it was called with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from digest_app.app.one_window import hand_over, handed_folder, take_seat, taken_over
from digest_app.domain.problems import LibraryError

SITTER = (
    "import sys; from pathlib import Path; from digest_app.app.one_window import take_seat\n"
    "seat = take_seat(Path(sys.argv[1])); print(seat is not None, flush=True); sys.stdin.read()"
)
LAUNCH = (
    "import sys; from pathlib import Path; from digest_app.app.one_window import hand_over\n"
    "hand_over(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]); print('taken')"
)


def other(script: str, *arguments: object) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def test_a_place_is_taken_until_its_process_ends_however_it_ends(tmp_path: Path):
    with other(SITTER, tmp_path / "library") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"

        assert take_seat(tmp_path / "library") is None
        first.kill()

    seat = take_seat(tmp_path / "library")
    assert seat is not None
    seat.leave()
    seat.leave()
    assert list((tmp_path / "library").iterdir()) == []


def test_another_library_has_a_place_of_its_own(tmp_path: Path):
    one, two = take_seat(tmp_path / "one"), take_seat(tmp_path / "two")

    assert one is not None
    assert two is not None
    one.leave()
    two.leave()


def test_where_nothing_can_be_locked_nobody_is_kept_off(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    assert take_seat(tmp_path / "file" / "library") is not None


def test_files_are_handed_over_whatever_they_are_called(tmp_path: Path):
    names = [tmp_path / "a b.txt", tmp_path / "新聞\n.html", tmp_path / "caf\udce9.txt"]
    with other(LAUNCH, tmp_path, *names) as second:
        taken: list[tuple[Path, ...]] = []
        while not taken:
            taken += taken_over(tmp_path)
        assert second.stdout is not None
        answer = second.stdout.read()

    assert taken == [tuple(names)]
    assert answer == "taken\n"
    assert list(handed_folder(tmp_path).iterdir()) == []


def test_a_window_that_does_not_answer_is_told_and_nothing_is_left_behind(tmp_path: Path):
    with pytest.raises(LibraryError, match="does not answer"):
        hand_over(tmp_path, [tmp_path / "a.txt"], patience=0)

    assert list(taken_over(tmp_path)) == []


@pytest.mark.parametrize("message", ["", "[1]", '["zz"]', json.dumps({"a": 1})])
def test_what_is_no_message_is_thrown_away(tmp_path: Path, message: str):
    handed_folder(tmp_path).mkdir()
    (handed_folder(tmp_path) / "1-1.json").write_text(message)

    assert [files for files in taken_over(tmp_path) if files] == []
    assert list(handed_folder(tmp_path).iterdir()) == []
