"""The pictures in a saved page's folder are kept with the page, and go with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_app.app.beside import pictures_beside
from digest_app.app.importing import add_files
from digest_app.app.keeping_safe import check_everything
from digest_app.app.moving import export_everything, import_everything
from digest_app.app.pictures import pictures
from digest_app.domain.block import InlineKind
from digest_app.library.library import Library
from digest_app.readers import limits
from digest_app.readers.registry import read
from tests.unit.readers import making

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def saved(folder: Path, *names: str) -> Path:
    """Save a page that shows pictures of these names."""
    tags = "".join(f'<p><img src="{name}" alt="A pier">Words.</p>' for name in names)
    page = folder / "Pier.html"
    page.write_bytes(making.page().replace(b"</article>", f"{tags}</article>".encode()))
    return page


def put(folder: Path, name: str, data: bytes = PNG) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def found(page: Path) -> dict[str, bytes]:
    return pictures_beside(page, read(page.read_bytes(), page.name).documents)


def test_the_pictures_of_a_saved_page_are_kept_with_it(library: Library, tmp_path: Path) -> None:
    put(tmp_path, "Pier_files/old pier.png")
    page = saved(tmp_path, "./Pier_files/old%20pier.png")

    (outcome,) = add_files(library, [page])
    (tmp_path / "Pier_files" / "old pier.png").unlink()

    assert pictures(library, outcome.articles[0]) == {"./Pier_files/old%20pier.png": PNG}


def test_pictures_go_with_the_last_article_that_shows_them(
    library: Library, tmp_path: Path
) -> None:
    numbers = []
    for name in ("one", "two"):
        put(tmp_path / name, "Pier_files/pier.png")
        page = saved(tmp_path / name, "Pier_files/pier.png", f"{name}.png")
        numbers += add_files(library, [page])[0].articles

    library.articles.delete(numbers[:1])
    assert pictures(library, numbers[1]) == {"Pier_files/pier.png": PNG}
    assert len(list(library.pictures.files.all())) == 1

    library.articles.delete(numbers[1:])
    assert list(library.pictures.files.all()) == []


def test_only_pictures_below_the_page_are_taken(tmp_path: Path) -> None:
    outside = put(tmp_path, "private.png")
    folder = tmp_path / "saved"
    put(folder, "Pier_files/notes.png", b"words that are no picture")
    put(folder, "Pier_files/pier.png")
    (folder / "link.png").symlink_to(outside)
    (folder / "loop.png").symlink_to(folder / "loop.png")
    (folder / "folder.png").mkdir()
    names = (
        *("../private.png", "Pier_files/../../private.png", str(outside), outside.as_uri()),
        *("link.png", "loop.png", "folder.png", "Pier_files/notes.png", "missing.png", "%00.png"),
        *("//host.example/a.png", "https://host.example/a.png", "\\\\host\\a.png"),
    )

    assert found(saved(folder, *names, "Pier_files/pier.png?size=2")) == {
        "Pier_files/pier.png?size=2": PNG
    }


def test_pictures_beyond_the_limits_are_left_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_PICTURES_BYTES", len(PNG) * 2)
    for name in ("a.png", "b.png", "c.png"):
        put(tmp_path, name)

    assert list(found(saved(tmp_path, "a.png", "b.png", "c.png"))) == ["a.png", "b.png"]


def test_a_library_moves_with_its_pictures(library: Library, tmp_path: Path) -> None:
    put(tmp_path, "Pier_files/pier.png")
    (outcome,) = add_files(library, [saved(tmp_path, "Pier_files/pier.png")])
    export_everything(library, tmp_path / "out")

    with Library.open(tmp_path / "other") as other:
        (number,) = import_everything(other, tmp_path / "out")

        assert pictures(other, number) == pictures(library, outcome.articles[0]) != {}


def test_a_picture_that_went_missing_is_not_there(library: Library, tmp_path: Path) -> None:
    put(tmp_path, "pier.png")
    (outcome,) = add_files(library, [saved(tmp_path, "pier.png")])
    for sha256 in list(library.pictures.files.all()):
        library.pictures.files.remove(sha256)

    assert pictures(library, outcome.articles[0]) == {}


def test_a_check_names_the_missing_picture_and_adding_the_page_again_brings_it_back(
    library: Library, tmp_path: Path
) -> None:
    put(tmp_path, "pier.png")
    page = saved(tmp_path, "pier.png")
    (outcome,) = add_files(library, [page])
    (sha256,) = library.pictures.files.all()
    library.pictures.files.remove(sha256)

    (problem,) = check_everything(library).problems
    add_files(library, [page])

    assert problem.what == "a picture of it is missing (pier.png)."
    assert check_everything(library).problems == ()
    assert pictures(library, outcome.articles[0]) == {"pier.png": PNG}


def test_a_page_marks_its_pictures_with_their_words(tmp_path: Path) -> None:
    (document,) = read(saved(tmp_path, "pier.png").read_bytes()).documents

    assert [i.alt for i in document.inlines if i.kind is InlineKind.IMAGE] == ["A pier"]
