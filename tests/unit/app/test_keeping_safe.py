"""What keeps a library safe: backups, checks, and a way back from any damage."""

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from digest_app.app.importing import add_files
from digest_app.app.keeping_safe import (
    check_everything,
    check_originals,
    check_quickly,
    go_back_to,
    keep_daily,
    list_backups,
    recover,
    restorable,
    restore,
    salvage,
)
from digest_app.domain.marks import Place
from digest_app.domain.problems import DamagedLibrary, LibraryError
from digest_app.domain.query_text import parse
from digest_app.domain.steps import CalledOff, Step
from digest_app.library import schema
from digest_app.library.backups import DATABASE, Backup
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


def test_two_backups_at_the_same_time_are_both_made(tmp_path: Path):
    """The window makes one for today; meanwhile a command makes one too."""
    with Library.open(tmp_path) as library:
        add_article(library, "News.")
        made = []

        def another_at_work(step: Step) -> None:
            with ThreadPoolExecutor(1) as other, suppress(IndexError):
                made.append(other.submit(_backed_up, waits.pop(), DAY).result())

        waits = [tmp_path]
        made.append(library.backups.make(today=DAY, tell=another_at_work))

    assert [backup.path for backup in made] == [made[0].path] * 2
    assert [known.articles for known in restorable(tmp_path)] == [1]
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [made[0].path.name]


def _backed_up(folder: Path, day: date) -> Backup:
    with Library.open(folder) as library:
        return library.backups.make(today=day)


def test_what_a_killed_backup_left_half_made_goes_with_a_later_one(tmp_path: Path):
    with Library.open(tmp_path) as library:
        library.backups.make(today=DAY)
        old, new = (tmp_path / "backups" / f"library-{n}.part" for n in ("old", "new"))
        for left in (old, new):
            left.write_bytes(b"half")
        os.utime(old, (0, 0))

        library.backups.make(today=DAY + timedelta(1))

    assert not old.exists()
    assert new.exists()


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
    assert recovered.salvaged.set_aside is not None
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
    with Library.open(folder) as library:
        assert library.articles.get(1).name.startswith("Recovered ")


def test_what_a_damaged_database_lost_comes_from_the_newest_backup(tmp_path: Path):
    folder = tmp_path / "library"
    filled(folder)
    before = facts_about(folder)
    with Library.open(folder) as library:
        keep_daily(library)
        library.database.checkpoint()
    cut_off(folder / DATABASE)

    made = salvage(folder)

    assert (made.articles, made.orphans, made.unmarked) == (60, (), 0)
    assert facts_about(folder) == before


def cut_off(path: Path, share: float = 0.5) -> None:
    """Leave a part of a file."""
    os.truncate(path, int(path.stat().st_size * share))


@pytest.mark.parametrize("size", [100, 4096])
@pytest.mark.parametrize("has_backup", [False, True])
def test_a_destroyed_first_page_costs_nothing(tmp_path: Path, size: int, has_backup: bool):
    folder = tmp_path / "library"
    filled(folder, 20)
    before = facts_about(folder)
    if has_backup:
        with Library.open(folder) as library:
            keep_daily(library)
            library.database.checkpoint()
    with (folder / DATABASE).open("r+b") as file:
        file.write(b"\xa5" * size)

    made = salvage(folder)

    assert (made.articles, made.labels, made.orphans) == (20, 1, ())
    assert facts_about(folder) == before
    left = {path.name for path in folder.iterdir() if path.is_file()}
    assert {name for name in left if "-wal" not in name and "-shm" not in name} == {
        DATABASE,
        "library-set-aside-1.sqlite",
    }


def test_a_part_of_a_file_gives_what_is_in_that_part(tmp_path: Path):
    folder = tmp_path / "library"
    filled(folder, 200)
    before = facts_about(folder)
    cut_off(folder / DATABASE, 0.8)

    recovered = recover(folder, analyse)

    assert set(facts_about(folder)) == set(before)
    assert 0 < recovered.salvaged.articles < 200
    assert recovered.salvaged.articles + len(recovered.read_again) == 200


def test_a_database_that_is_gone_is_never_taken_for_a_new_library(tmp_path: Path):
    filled(tmp_path / "library", 3)
    database = tmp_path / "library" / DATABASE

    def lose_the_log() -> None:
        database.unlink(missing_ok=True)
        sqlite3.connect(database).execute("PRAGMA journal_mode = WAL").connection.close()

    for lose in (lose_the_log, lambda: os.truncate(database, 0), database.unlink):
        lose()
        with pytest.raises(DamagedLibrary, match="missing or empty"):
            Library.open(tmp_path / "library")

    assert len(recover(tmp_path / "library", analyse).read_again) == 3


def test_originals_without_an_article_are_told_and_can_be_read_again(tmp_path: Path):
    filled(tmp_path / "library", 2)
    with Library.open(tmp_path / "library") as library:
        library.originals.keep(b"It came in, and the log of the database that said so is lost.")

        (problem,) = check_everything(library).problems
        add_files(library, [library.originals.folder], analyse=analyse)

        assert "1 file in it came without an article." in str(problem)
        assert check_everything(library).problems == ()


@pytest.mark.parametrize("dies_at", range(1, 6))
def test_a_kill_while_a_database_is_put_in_place_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
):
    """Each step may be the last one before the power goes."""
    filled(tmp_path / "open", 5)
    folder = tmp_path / "library"
    with Library.open(tmp_path / "open") as library:
        library.backups.make(today=DAY)
        library.marks.set_starred([1, 2, 3])
        before = set(library.listing.rows(library.listing.ids()))
        shutil.copytree(library.folder, folder)  # with the log of its last changes
    (backup,) = list_backups(folder)
    steps = 0

    def or_die(do):
        def step(*arguments):
            nonlocal steps
            steps += 1
            if steps == dies_at:
                raise KeyboardInterrupt
            return do(*arguments)

        return step

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(Path, "rename", or_die(Path.rename))
        patch.setattr(Path, "replace", or_die(Path.replace))
        restore(folder, backup.path)

    with suppress(DamagedLibrary), Library.open(folder) as library:
        assert set(library.listing.rows(library.listing.ids())) == before or steps < dies_at
        return
    assert salvage(folder).articles == 5
    with Library.open(folder) as library:
        assert set(library.listing.rows(library.listing.ids())) == before


def test_an_article_whose_record_is_damaged_is_named_and_read_again(tmp_path: Path):
    """Damage inside a record, which the database itself does not notice."""
    folder = tmp_path / "library"
    filled(folder, 4)
    spoil(folder, "UPDATE document SET packed = x'00' WHERE article = 2")
    spoil(folder, "UPDATE mark SET decisions = '{' WHERE article = 3")

    with Library.open(folder) as library:
        report = check_everything(library)
        with pytest.raises(DamagedLibrary, match="article 2"):
            library.articles.get(2)
    recovered = recover(folder, analyse)

    assert [problem.name for problem in report.problems] == ["article 3", "article 2"]
    assert report.is_damaged
    assert (recovered.salvaged.articles, recovered.salvaged.unmarked) == (3, 1)
    assert set(facts_about(folder)) == {f"Title {n}" for n in range(4)}


def spoil(folder: Path, sql: str) -> None:
    database = sqlite3.connect(folder / DATABASE)
    database.execute(sql)
    database.commit()
    database.close()


def test_a_check_names_every_article_whose_original_is_not_what_it_was(tmp_path: Path):
    with Library.open(tmp_path) as library:
        numbers = [add_article(library, f"News {n}.", title=f"Title {n}") for n in range(3)]
        changed, gone = (library.articles.get(n).original for n in numbers[:2])
        library.originals.path(changed).write_bytes(b"changed")
        library.originals.path(gone).unlink()

        report = check_everything(library)

        assert (report.articles, report.originals, report.is_damaged) == (3, 3, False)
        told = {problem.name: problem.what for problem in report.problems}
        assert "was changed" in told["Title 0"]
        assert "is missing" in told["Title 1"]
        assert len(told) == 2


def test_a_check_tells_each_step_and_ends_when_it_is_called_off(tmp_path: Path):
    told: list[Step] = []

    def enough(step: Step) -> None:
        told.append(step)
        if step.done == 2:
            raise CalledOff

    with Library.open(tmp_path) as library:
        for n in range(5):
            add_article(library, f"News {n}.")
        with pytest.raises(CalledOff):
            check_everything(library, enough)

    assert told[-1] == Step("Reading each article", 2, 5)


def test_a_damaged_database_never_replaces_a_good_backup(tmp_path: Path):
    folder = tmp_path / "library"
    filled(folder)
    with Library.open(folder) as library:
        good = library.backups.make(today=DAY)
        library.database.checkpoint()
    before = good.path.read_bytes()
    damage(folder / DATABASE, pages=range(60, 75))

    with Library.open(folder) as library, pytest.raises(DamagedLibrary):
        library.backups.make(today=DAY)

    assert good.path.read_bytes() == before
    assert [path.name for path in (folder / "backups").iterdir()] == [good.path.name]


def test_going_back_tells_what_came_back_and_what_is_to_be_read_again(tmp_path: Path):
    with Library.open(tmp_path) as library:
        kept = add_article(library, "Kept.", title="Kept")
        backup = library.backups.make(today=DAY)
        library.originals.path(library.articles.get(kept).original).unlink()
        later = library.articles.get(add_article(library, "Later.")).original
        orphan = library.originals.path(later)
        before = library.backups.make_before_restore()

    restored = go_back_to(tmp_path, backup.path)

    assert (restored.articles, restored.missing, restored.orphans) == (1, 1, (orphan,))
    assert restored.set_aside is not None
    counts = {known.backup.path: known.articles for known in restorable(tmp_path)}
    assert counts == {before.path: 2, backup.path: 1}
    assert before.before_restore
    assert not before.before_update


def test_a_backup_of_a_newer_version_or_that_is_rubbish_is_not_offered(tmp_path: Path):
    with Library.open(tmp_path) as library:
        good = library.backups.make(today=DAY)
        newer = library.backups.make(today=DAY + timedelta(1))
        rubbish = library.backups.make(today=DAY + timedelta(2))
    rubbish.path.write_bytes(b"rubbish" * 999)
    with sqlite3.connect(newer.path) as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()

    assert [known.backup for known in restorable(tmp_path)] == [good]


def test_nothing_takes_the_place_of_a_library_that_another_program_has_open(tmp_path: Path):
    with Library.open(tmp_path) as library:
        backup = library.backups.make(today=DAY)
    script = (
        "import sys; from pathlib import Path; from digest_app.library.library import Library\n"
        "with Library.open(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"

        for way in (lambda: restore(tmp_path, backup.path), lambda: salvage(tmp_path)):
            with pytest.raises(LibraryError, match="has the library open"):
                way()
        other.kill()

    assert not list(tmp_path.glob("library-set-aside*"))
    assert not list(tmp_path.glob("*.part"))
    restore(tmp_path, backup.path)


def test_a_salvage_that_is_called_off_leaves_everything_as_it_was(tmp_path: Path):
    folder = tmp_path / "library"
    filled(folder, 5)
    cut_off(folder / DATABASE)
    before = (folder / DATABASE).read_bytes()

    def enough(step: Step) -> None:
        raise CalledOff

    with pytest.raises(CalledOff):
        salvage(folder, enough)

    assert (folder / DATABASE).read_bytes() == before
    assert not list(folder.glob("*.salvaged*"))


def test_a_changed_original_is_put_right_by_adding_its_file_again(tmp_path: Path):
    filled(tmp_path / "library", 1)
    with Library.open(tmp_path / "library") as library:
        path = library.originals.path(library.articles.get(1).original)
        whole = path.read_bytes()
        path.write_bytes(b"x" * len(whole))

        add_files(library, [tmp_path / "in"], analyse=analyse)

        assert path.read_bytes() == whole


def test_lines_of_a_publisher_and_versions_of_an_article_are_known_after_a_salvage(tmp_path: Path):
    def known(library: Library) -> tuple[object, ...]:
        lines = library.database.rows("SELECT key, articles FROM common_line ORDER BY key")
        return lines, library.likenesses.of(2)

    report = " ".join(f"In week {n} of the strike no ferry left the port." for n in range(9))
    with Library.open(tmp_path) as library:
        for text in (f"{report}\nOne.", f"{report}\nTwo.", "Another story.\nRead more"):
            add_article(library, text, publisher="The Courier")
        before = known(library)

    recover(tmp_path, analyse)

    with Library.open(tmp_path) as library:
        assert known(library) == before
        assert before[1] is not None
