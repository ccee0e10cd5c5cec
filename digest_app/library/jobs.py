"""Import jobs, file by file: what a killed import needs to go on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.clock import now
from digest_app.domain.importing import JobState, Pending, Standing
from digest_app.library.database import Database
from digest_app.library.records import pack_text, unpack_text

_KEPT_JOBS = 20


class Job(NamedTuple):
    """An import: its number, state, when it was started, and whether all folders were walked."""

    id: int
    state: JobState
    started: str
    walked: bool


class Jobs:
    """Writing down what is to be imported, and what became of each file."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def create(self, roots: Sequence[bytes]) -> int:
        """Write down a new job for these files and folders; return its number."""
        with self._db.writing():
            number = self._db.insert(
                "INSERT INTO job (state, roots, started) VALUES (?, ?, ?)",
                (JobState.RUNNING, json.dumps([root.hex() for root in roots]), now()),
            )
            self._db.write("DELETE FROM job WHERE id <= ?", (number - _KEPT_JOBS,))
        return number

    def get(self, number: int) -> Job:
        """Return a job."""
        row = self._db.row("SELECT id, state, started, walked FROM job WHERE id = ?", (number,))
        assert row is not None, "jobs are asked for by the number that create gave"  # noqa: S101
        return Job(row[0], JobState(row[1]), row[2], bool(row[3]))

    def unfinished(self) -> tuple[int, ...]:
        """Return the jobs that were killed or paused in the middle, the oldest first."""
        rows = self._db.rows("SELECT id FROM job WHERE state IN ('running', 'paused') ORDER BY id")
        return tuple(row[0] for row in rows)

    def last(self) -> int | None:
        """Return the last job that something became of; None where there is none."""
        number: int | None = self._db.value(
            "SELECT id FROM job WHERE EXISTS"
            " (SELECT 1 FROM job_file WHERE job = id AND fate IS NOT NULL) ORDER BY id DESC LIMIT 1"
        )
        return number

    def roots(self, number: int) -> tuple[bytes, ...]:
        """Return the files and folders that the user gave."""
        roots = self._db.value("SELECT roots FROM job WHERE id = ?", (number,))
        return tuple(bytes.fromhex(root) for root in json.loads(roots))

    def set_state(self, number: int, state: JobState) -> None:
        """Write down what the job is doing."""
        with self._db.writing():
            self._db.write("UPDATE job SET state = ? WHERE id = ?", (state, number))

    def append(self, number: int, paths: Iterable[bytes], *, walked: bool = False) -> int:
        """Write down files to import; return how many the job did not have already."""
        with self._db.writing():
            position = self._db.value(
                "SELECT coalesce(max(position), 0) FROM job_file WHERE job = ?", (number,)
            )
            if walked:
                self._db.write("UPDATE job SET walked = 1 WHERE id = ?", (number,))
            return self._db.write_many(
                "INSERT OR IGNORE INTO job_file (job, position, path) VALUES (?, ?, ?)",
                ((number, place, path) for place, path in enumerate(paths, start=position + 1)),
            )

    def pending(self, number: int, after: int, limit: int) -> tuple[Pending, ...]:
        """Return the next files that nothing has become of yet, in order."""
        rows = self._db.rows(
            "SELECT position, path FROM job_file WHERE job = ? AND fate IS NULL AND position > ?"
            " ORDER BY position LIMIT ?",
            (number, after, limit),
        )
        return tuple(Pending(*row) for row in rows)

    def settle(self, number: int, position: int, outcome: Outcome) -> None:
        """Write down what became of a file, in the transaction that adds its articles."""
        self._db.write(
            "UPDATE job_file SET fate = ?, outcome = ? WHERE job = ? AND position = ?",
            (outcome.fate, pack_text(outcome), number, position),
        )

    def refuse(self, number: int, path: bytes, outcome: Outcome) -> bool:
        """Write down something found that is no file to read; False if it is there already."""
        with self._db.writing():
            if not self.append(number, [path]):
                return False
            self._db.write(
                "UPDATE job_file SET fate = ?, outcome = ? WHERE job = ? AND path = ?",
                (outcome.fate, pack_text(outcome), number, path),
            )
        return True

    def retry_failed(self, number: int) -> int:
        """Make the failed files of a job pending again; return how many."""
        with self._db.writing():
            self._db.write("UPDATE job SET state = ? WHERE id = ?", (JobState.RUNNING, number))
            return self._db.write(
                "UPDATE job_file SET fate = NULL, outcome = '' WHERE job = ? AND fate = ?",
                (number, Fate.FAILED),
            )

    def standing(self, number: int) -> Standing:
        """Count a job's files by what became of them."""
        rows = self._db.rows(
            "SELECT fate, count(*) FROM job_file WHERE job = ? GROUP BY fate", (number,)
        )
        by_fate: dict[str | None, int] = dict(rows)
        return Standing(
            total=sum(by_fate.values()),
            added=by_fate.get(Fate.ADDED, 0),
            already_there=by_fate.get(Fate.ALREADY_THERE, 0),
            failed=by_fate.get(Fate.FAILED, 0),
        )

    def outcomes(self, number: int, fate: Fate | None = None) -> tuple[Outcome, ...]:
        """Return what became of a job's files, in order; of one fate only where it is given."""
        rows = self._db.rows(
            "SELECT outcome FROM job_file WHERE job = ? AND fate IS NOT NULL"
            " AND fate = coalesce(?, fate) ORDER BY position",
            (number, fate),
        )
        return tuple(unpack_text(Outcome, row[0]) for row in rows)
