"""What keeps a library safe: backups, checks, and a way back from any damage."""

import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from digest_app.app.importing import add_files
from digest_app.app.keeping_safe import (
    check_originals,
    check_quickly,
    keep_daily,
    list_backups,
    recover,
    restore,
)
from digest_app.domain.marks import Place
from digest_app.domain.problems import LibraryError
from digest_app.domain.query_text import parse
from digest_app.library import schema
from digest_app.library.backups import DATABASE
from digest_app.library.library import Library
from tests.library_making import add_article, analyse

DAY = date(2026, 11, 1)


def filled(folder: Path, count: int = 60) -> None:
    """Make a library with articles from files, some of them marked, all in one file."""
    source = folder.parent / "in"
    source.mkdir()
    for n in range(count):
        (source / f"{n:03}.txt").write_text(f"Title {n}\n\nNews {n} for $14. " + "More. " * 90)
    with Library.open(folder) as library:
        add_files(library, [source], analyse=analyse)
        library.marks.set_starred(range(1, count, 3))
        library.marks.add_label(range(1, count, 2), "AI")
        library.marks.move(range(1, count, 5), Place.ARCHIVE)
        library.database.checkpoint()


def facts_about(folder: Path) -> dict[str, tuple]:
    """Return what a user would see of each article, by title."""
    with Library.open(folder) as library:
        rows = [library.listing.rows([n])[0] for n in library.listing.ids()]
        return {row.title: (row.starred, row.place, row.labels, row.lead) for row in rows}


def test_a_daily_backup_is_made_once_a_day_and_seven_are_kept(tmp_path: Path):
    with Library.open(tmp_path) as library:
        add_article(library, "News.")
        made = [library.backups.make_daily(DAY + timedelta(n // 2)) for n in range(20)]

    assert [backup is not None for backup in made] == [True, False] * 10
    days = [backup.date for backup in list_backups(tmp_path)]
    assert days == [(DAY + timedelta(n)).isoformat() for n in range(9, 2, -1)]


def test_a_backup_is_the_library_as_it_was(tmp_path: Path):
    with Library.open(tmp_path) as library:
        kept = add_article(library, "Kept.", title="Kept")
        backup = keep_daily(library)
        add_article(library, "Later.", title="Later")
    assert backup is not None

    aside = restore(tmp_path, backup.path)

    assert aside.exists()
    assert backup.path.exists()
    with Library.open(tmp_path) as library:
        assert library.listing.ids() == (kept,)


def test_an_update_of_the_tables_makes_a_backup_first(tmp_path: Path, monkeypatch):
    with Library.open(tmp_path) as library:
        add_article(library, "News.")
    later = (*schema.MIGRATIONS, ("CREATE TABLE later (id INTEGER)",))
    monkeypatch.setattr(schema, "MIGRATIONS", later)

    Library.open(tmp_path).close()

    (backup,) = list_backups(tmp_path)
    assert backup.before_update
    before = sqlite3.connect(backup.path)
    assert before.execute("PRAGMA user_version").fetchone() == (len(later) - 1,)
    before.close()


def test_a_backup_that_cannot_be_written_is_told(tmp_path: Path):
    with Library.open(tmp_path) as library:
        (tmp_path / "backups").write_text("in the way")

        with pytest.raises(LibraryError, match="backup cannot be written"):
            keep_daily(library)


def test_a_changed_original_is_named_by_the_check(tmp_path: Path):
    with Library.open(tmp_path) as library:
        numbers = [add_article(library, f"News {n}.") for n in range(3)]
        bad = library.articles.get(numbers[1]).original
        library.originals.path(bad).write_bytes(b"changed")

        checked = list(check_originals(library))

    assert [c.sha256 for c in checked if not c.is_whole] == [bad]
    assert (checked[-1].done, checked[-1].total) == (3, 3)


def test_damage_is_found_by_the_quick_check(tmp_path: Path):
    filled(tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        assert check_quickly(library) == ""
    damage(tmp_path / "library" / DATABASE, pages=range(60, 75))

    with Library.open(tmp_path / "library") as library:
        assert check_quickly(library) != ""


def damage(path: Path, pages: range) -> None:
    """Overwrite pages of a database with rubbish."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        for page in pages:
            if (page + 1) * 4096 <= size:
                file.seek(page * 4096)
                file.write(b"\xa5" * 4096)


@pytest.mark.parametrize("pages", [range(40, 41), range(60, 75), range(90, 140, 7)])
def test_a_damaged_library_comes_back_with_every_article(tmp_path: Path, pages: range):
    folder = tmp_path / "library"
    filled(folder)
    before = facts_about(folder)
    damage(folder / DATABASE, pages)

    recovered = recover(folder, analyse)

    after = facts_about(folder)
    assert set(after) == set(before)
    whole = [title for title in before if after[title] == before[title]]
    assert len(whole) >= len(before) - len(recovered.read_again)
    assert recovered.salvaged.set_aside.exists()
    with Library.open(folder) as library:
        assert check_quickly(library) == ""
        assert len(library.search.every(parse("news"))) == len(before)


def test_a_library_that_is_all_rubbish_is_read_again_from_its_originals(tmp_path: Path):
    folder = tmp_path / "library"
    filled(folder, 5)
    (folder / DATABASE).write_bytes(b"rubbish" * 5000)

    recovered = recover(folder, analyse)

    assert recovered.salvaged.articles == 0
    assert set(facts_about(folder)) == {f"Title {n}" for n in range(5)}
