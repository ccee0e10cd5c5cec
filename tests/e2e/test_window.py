"""A real window: another program drags a file on it, and the clean article and its facts appear."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from digest_app.app.opening import open_library
from digest_app.app.reading import open_article
from digest_app.assets import seeds
from tests.e2e.screen import Program, Screen, screen

HERE = Path(__file__).parent
pytestmark = pytest.mark.window


def shown(display: Screen, library: Path) -> Program:
    window = display.python(HERE / "watched_window.py", library)
    window.wait_for("ready")
    return window


def dropped(display: Screen, window: Program, *files: Path) -> str:
    """Drag files on the middle of the screen and let go; return what was done with them."""
    source = display.python(HERE / "drag_source.py", *files)
    _, x, y = source.wait_for("place").split()
    display.mouse("mousemove", "--sync", x, y, "mousedown", 1)
    source.wait_for("dragging", nudge=lambda: display.mouse("mousemove_relative", "--", -4, -4))
    places = cycle(range(640, 650))

    def move() -> None:
        display.mouse("mousemove", next(places), 400)

    over = window.wait_for("over the window", nudge=move)
    assert f"Add {len(files)} file" in over
    source.wait_for("would CopyAction", nudge=move)  # before that, letting go drops nothing
    display.mouse("mouseup", 1)
    return source.wait_for("done").removeprefix("done ")


def test_a_file_dragged_from_another_program_becomes_a_clean_article(tmp_path: Path) -> None:
    file, library = tmp_path / "council-bus-vote.txt", tmp_path / "library"
    file.write_bytes((seeds() / "council-bus-vote.txt").read_bytes())

    with screen() as display:
        window = shown(display, library)
        done = dropped(display, window, file)
        window.wait_for("added 1, failed 0")
        opened = window.wait_for("opened")
        with open_library(library) as kept:
            article = open_article(kept, int(opened.split()[1]))
        title = f"{article.title} — Digest"
        search = ("search", "--name", "Digest", "getwindowname", "%@")
        display.wait_until(lambda titles: title in titles, *search)

    assert done == "CopyAction"
    assert file.exists()
    assert article.removals
    assert article.removals[-1].span.of(article.article.text) not in article.shown.cleaned_text
    assert f"with {len(article.facts)} facts" in opened
    assert article.pinned


def test_a_drop_of_many_files_names_each_that_cannot_be_read(tmp_path: Path) -> None:
    good = [tmp_path / f"story-{n}.txt" for n in range(8)]
    for number, path in enumerate(good):
        path.write_text(
            f"Story {number}\n\nThe council voted {number} to 3.\n" * 3, encoding="utf-8"
        )
    empty, binary = tmp_path / "empty.txt", tmp_path / "program.bin"
    empty.touch()
    binary.write_bytes(bytes(range(256)) * 40)

    with screen() as display:
        window = shown(display, tmp_path / "library")
        dropped(display, window, *good, empty, binary)
        first = window.wait_for("added")
        dropped(display, window, *good, empty, binary)
        again = window.wait_for("added")

    assert first == "added 8, failed 2"
    assert again == "added 0, failed 2"
