"""What came of checks, backups and repairs, in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_app.app.keeping_safe import Backup, KeptBackup, Report, Restored
from digest_app.app.moving_whole import Imported
from digest_app.domain.problems import Problem
from digest_app.library.salvage import Salvaged
from digest_app.ui.safety import telling

ASIDE = Path("/library/library-set-aside-1.sqlite")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "22 Nov 2026  ·  415 articles"),
        ("before-5", "22 Nov 2026  ·  415 articles  ·  before an update"),
        (
            "before-restore-140259",
            "22 Nov 2026  ·  415 articles  ·  before a backup was restored at 14:02",
        ),
    ],
)
def test_a_backup_is_named_by_its_day_its_articles_and_why_it_was_made(
    reason: str, said: str
) -> None:
    assert telling.backup_name(KeptBackup(Backup(Path("x"), "2026-11-22", reason), 415)) == said


def test_a_repair_says_what_came_back_and_what_did_not() -> None:
    made = Salvaged(412, (Path("a"), Path("b")), ASIDE, unmarked=3, labels=2, digests=1)

    told = telling.salvaged(made)

    assert told.headline == "412 articles came back"
    assert told.lines == (
        "Came back with them: 2 labels, 1 digest.",
        "Without their marks (read, star, place, labels): 3 articles.",
        (
            "Being read again from 2 files in “originals”: what was decided by hand about those"
            " articles is lost."
        ),
        f"The database from before is kept: {ASIDE}",
    )


def test_a_repair_that_lost_nothing_says_so() -> None:
    assert telling.salvaged(Salvaged(1, (), None)).lines == ("Nothing is known to be missing.",)


def test_a_restored_backup_says_what_is_missing() -> None:
    told = telling.restored(Restored(7, 2, (), ASIDE), Backup(Path("x"), "2026-11-22"))

    assert told.headline == "7 articles came back as of 22 Nov 2026"
    assert told.lines[0] == "Missing: 2 originals. “Check Library” names the articles."


def test_a_long_list_of_problems_is_cut_and_says_so() -> None:
    problems = tuple(Problem(str(number), "it is gone.") for number in range(1234))

    told = telling.checked(Report(2000, 1999, problems))

    assert told.headline == "1,234 problems found"
    assert len(told.problems) == 500
    assert told.lines[-1] == "The list shows the first 500; 734 more were found."


def test_an_import_names_what_was_there_already() -> None:
    assert telling.imported(Imported(0, 6)).lines == ("Already there: 6 articles.",)
    assert telling.imported(Imported(6, 6)) == telling.Told("6 articles added")
