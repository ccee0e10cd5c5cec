"""Opening a library: it is made, kept, refused or told about, never guessed at."""

import locale
import sqlite3
from pathlib import Path

import pytest

from digest_app.domain.problems import DamagedLibrary, LibraryError
from digest_app.domain.query_text import parse
from digest_app.library import schema
from digest_app.library.library import DATABASE, Library
from tests.library_making import add_article


def test_what_was_added_is_there_when_the_library_is_opened_again(tmp_path: Path):
    with Library.open(tmp_path) as library:
        number = add_article(library, "News.", title="First")

    with Library.open(tmp_path) as library:
        assert library.articles.get(number).article.title == "First"


def test_a_library_from_the_future_is_refused_and_left_as_it_is(tmp_path: Path):
    Library.open(tmp_path).close()
    with sqlite3.connect(tmp_path / DATABASE) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()

    with pytest.raises(LibraryError, match="newer version of Digest"):
        Library.open(tmp_path)

    raw = sqlite3.connect(tmp_path / DATABASE)
    assert raw.execute("PRAGMA user_version").fetchone() == (999,)
    raw.close()


def test_a_file_that_is_no_database_is_told_as_damage(tmp_path: Path):
    (tmp_path / DATABASE).write_bytes(b"not a database at all" * 400)

    with pytest.raises(DamagedLibrary, match="damaged"):
        Library.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(tmp_path / "file" / "library")


def test_two_programs_may_have_one_library_open(tmp_path: Path):
    with Library.open(tmp_path) as one, Library.open(tmp_path) as other:
        number = add_article(one, "News.")
        other.marks.set_starred([number])

        assert one.listing.counts().starred.total == 1


def test_a_write_outside_a_transaction_is_a_bug_that_shows(library: Library):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        library.database.write("DELETE FROM article")


def test_a_failed_write_leaves_nothing_behind(library: Library):
    def half_done() -> None:
        with library.database.writing():
            library.settings.set("theme", "night")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()

    assert library.settings.get("theme") == ""


def test_every_step_of_the_migrations_is_taken_once(tmp_path: Path):
    with Library.open(tmp_path) as library:
        assert schema.version(library.database) == len(schema.MIGRATIONS)
        schema.migrate(library.database)


def test_a_full_disk_is_told_and_nothing_is_lost(library: Library):
    kept = add_article(library, "Kept.")
    pages = library.database.value("PRAGMA page_count")
    library.database.value(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(LibraryError, match="the disk is full"):
        add_article(library, "".join(f"word{n} " for n in range(9_000)))

    assert library.listing.ids() == (kept,)
    library.database.value("PRAGMA max_page_count = 1000000")
    assert add_article(library, "There is room again.")


def test_a_library_that_may_only_be_read_is_told_when_something_is_to_be_written(library: Library):
    number = add_article(library, "News.")
    library.database.value("PRAGMA query_only = 1")

    with pytest.raises(LibraryError, match="cannot be written to"):
        library.marks.set_starred([number])
    assert library.articles.get(number)


def test_a_program_that_writes_without_end_is_told(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("digest_app.library.database.PATIENCE", 0.01)

    with Library.open(tmp_path) as one, Library.open(tmp_path) as other:
        number = add_article(one, "News.")
        with one.database.writing(), pytest.raises(LibraryError, match="does not finish"):
            other.marks.set_starred([number])


def test_what_is_written_is_counted_though_a_capital_i_has_no_dot_here(tmp_path: Path):
    """On a Turkish machine Python takes “INSERT” for no writing: nothing could be added."""
    with Library.open(tmp_path) as library:
        said: list[str] = []
        library.database._connection.set_trace_callback(said.append)
        with library.database.writing():
            library.database.write("INSERT INTO setting (name, value) VALUES ('a', 'b')")

    assert next(sql for sql in said if "setting" in sql).startswith("insert")


def test_articles_are_added_and_found_on_a_turkish_machine(tmp_path: Path):
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "tr_TR.UTF-8")
    except locale.Error:
        pytest.skip("this machine knows no Turkish")
    try:
        with Library.open(tmp_path) as library:
            number = add_article(library, "News of the bridge.")
            library.labels.make("AI")
            found = library.search.every(parse("bridge"))
    finally:
        locale.setlocale(locale.LC_CTYPE, before)

    assert list(found) == [number]
