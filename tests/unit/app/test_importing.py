"""An import: every file gets an outcome, repeating adds nothing, nothing that dies is the end."""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from digest_app.app import importing
from digest_app.app.import_limits import Limits
from digest_app.app.importing import How, ImportJob, add_files, changes_of
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.importing import JobState, Progress
from digest_app.domain.marks import Place
from digest_app.domain.problems import LibraryError
from digest_app.library.library import Library
from tests.unit.app.import_workers import die, read

PATIENCE = 300


def write(folder: Path, *names: str, text: str = "") -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(text or f"{name}\n\nBody of {name}.")


def fates(outcomes: list[Outcome]) -> dict[str, Fate]:
    return {Path(o.path).name: o.fate for o in outcomes}


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_one_unreadable_file_does_not_lose_the_others(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt", "b.txt")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")

    outcomes = add_files(library, [tmp_path / "in"], analyse=read)

    assert fates(outcomes) == {
        "a.txt": Fate.ADDED,
        "b.txt": Fate.ADDED,
        "empty.txt": Fate.FAILED,
    }
    assert str(outcomes[2].problem) == "“empty.txt”: it is empty. Save it again."
    assert {row.title for row in library.listing.page()} == {"a.txt", "b.txt"}


def test_a_file_that_lies_in_the_trash_is_told_as_lying_there(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt")
    (added,) = add_files(library, [tmp_path / "in"], analyse=read)
    library.marks.move(added.articles, Place.TRASH)

    (again,) = add_files(library, [tmp_path / "in"], analyse=read)

    assert again.fate is Fate.ALREADY_THERE
    assert again.notes == ("It is in the Trash; move it to the Inbox from there.",)


def test_adding_again_adds_nothing_and_says_what_is_there(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt", "b.txt")
    first = add_files(library, [tmp_path / "in"], analyse=read)

    again = add_files(library, [tmp_path / "in"], analyse=read)

    assert changes_of(again).already_there == changes_of(first).added
    assert changes_of(again).added == ()
    assert library.listing.counts().everything == 2


def test_the_same_bytes_under_two_names_are_one_article(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt", "copy.txt", text="The same.")

    outcomes = add_files(library, [tmp_path / "in"], analyse=read)

    assert [o.fate for o in outcomes] == [Fate.ADDED, Fate.ALREADY_THERE]
    assert outcomes[0].articles == outcomes[1].articles


def test_adding_a_file_again_brings_back_an_original_that_went_missing(
    tmp_path: Path, library: Library
):
    write(tmp_path / "in", "a.txt")
    (outcome,) = add_files(library, [tmp_path / "in"], analyse=read)
    stored = library.articles.get(outcome.articles[0])
    library.originals.path(stored.original).unlink()

    add_files(library, [tmp_path / "in"], analyse=read)

    assert library.originals.is_whole(stored.original)


def test_what_is_no_file_is_named_with_its_reason(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt")
    os.mkfifo(tmp_path / "in" / "pipe")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "nowhere").symlink_to(tmp_path / "gone")

    outcomes = add_files(library, [tmp_path / "in", tmp_path / "absent"], analyse=read)

    reasons = {Path(o.path).name: o.problem.what for o in outcomes if o.problem}
    assert fates(outcomes)["a.txt"] is Fate.ADDED
    assert "pipe" in reasons["pipe"]
    assert "read already" in reasons["round"]
    assert "cannot be found" in reasons["nowhere"]
    assert "cannot be found" in reasons["absent"]


def test_hidden_files_and_the_parts_of_a_saved_page_are_left_out_of_folders(
    tmp_path: Path, library: Library
):
    write(tmp_path / "in", "page.html", ".hidden", "Thumbs.db")
    write(tmp_path / "in" / "page_files", "style.css")
    write(tmp_path / "in" / "other_files", "kept.txt")

    outcomes = add_files(library, [tmp_path / "in"], analyse=read)

    assert set(fates(outcomes)) == {"page.html", "kept.txt"}


def test_a_hidden_file_that_is_given_itself_is_taken(tmp_path: Path, library: Library):
    write(tmp_path / "in", ".hidden")

    assert [o.fate for o in add_files(library, [tmp_path / "in" / ".hidden"], analyse=read)] == [
        Fate.ADDED
    ]


def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path, library: Library):
    write(tmp_path / "in")
    (tmp_path / "in" / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Coffee.")

    (outcome,) = add_files(library, [tmp_path / "in"], analyse=read)

    assert outcome.fate is Fate.ADDED
    assert outcome.path.endswith("caf?.txt")


def test_a_fault_of_a_reader_costs_one_file(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt", "fault.txt", "z.txt")

    outcomes = add_files(library, [tmp_path / "in"], analyse=read)

    assert fates(outcomes) == {
        "a.txt": Fate.ADDED,
        "fault.txt": Fate.FAILED,
        "z.txt": Fate.ADDED,
    }
    assert "RuntimeError: a fault of a reader" in str(outcomes[1].problem)


def test_outcomes_can_be_saved_as_text(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")

    outcomes = add_files(library, [tmp_path / "in"], analyse=read)

    assert importing.told_as_text(outcomes).splitlines() == [
        f"added\t{tmp_path}/in/a.txt",
        f"failed\t{tmp_path}/in/empty.txt\t“empty.txt”: it is empty. Save it again.",
    ]


def test_progress_tells_every_outcome_once_and_ends_as_done(tmp_path: Path, library: Library):
    write(tmp_path / "in", *(f"{n:03}.txt" for n in range(70)))
    told: list[Progress] = []

    outcomes = add_files(library, [tmp_path / "in"], analyse=read, tell=told.append)

    assert [o for p in told for o in p.outcomes] == outcomes
    assert told[-1].state is JobState.DONE
    assert (told[-1].standing.done, told[-1].standing.total) == (70, 70)


def killed_import(tmp_path: Path) -> None:
    """Import in a process that is killed (SIGKILL) by the file whose name begins with “crash”."""
    command = [sys.executable, "-m", "tests.unit.app.import_workers"]
    done = subprocess.run(
        [*command, tmp_path / "library", tmp_path / "in"],
        check=False,
        timeout=PATIENCE,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == -9


def test_a_killed_import_goes_on_and_ends_with_the_same_library(tmp_path: Path):
    names = [f"{n:03}.txt" for n in range(80)]
    write(tmp_path / "in", *names[:40], "040-crash.txt", *names[40:])
    (tmp_path / "in" / "040-crash.txt").rename(tmp_path / "in" / "crash.txt")
    killed_import(tmp_path)
    write(tmp_path / "in", "crash.txt")  # no longer what kills: only its name was

    with Library.open(tmp_path / "library") as library:
        (job,) = library.jobs.unfinished()
        importing.run_here(library, job, analyse=lambda data, name: read(data, f"ok-{name}"))

        assert {row.title for row in library.listing.page(limit=200)} == {*names, "crash.txt"}
        assert library.jobs.unfinished() == ()
        assert library.jobs.standing(job).added == 81


def ended(job: ImportJob) -> list[Progress]:
    """Listen to a job until it is over."""
    told: list[Progress] = []
    while not job.is_over:
        assert job.wait(PATIENCE)
        told += job.poll()
    job.close()
    return told


def test_a_worker_that_dies_or_hangs_costs_one_file(tmp_path: Path):
    write(tmp_path / "in", *(f"{n:03}.txt" for n in range(40)), "crash.txt", "hang.txt")
    how = How(workers=2, limits=Limits(silence=2), analyse=read)

    told = ended(ImportJob.start(tmp_path / "library", [tmp_path / "in"], how))

    failed = [o for p in told for o in p.outcomes if o.fate is Fate.FAILED]
    assert sorted(Path(o.path).name for o in failed) == ["crash.txt", "hang.txt"]
    assert "process that read it died" in str(failed[0].problem)
    assert told[-1].state is JobState.DONE
    assert told[-1].standing.added == 40


def test_where_no_worker_can_start_the_import_ends_with_the_reason_and_can_go_on(
    tmp_path: Path, library: Library
):
    write(tmp_path / "in", *(f"{n:03}.txt" for n in range(200)))
    made: list[Executor] = []

    def workers_that_never_live() -> Executor:
        made.append(ProcessPoolExecutor(1, get_context("spawn"), initializer=die))
        return made[-1]

    with pytest.raises(LibraryError, match="no process can be started"):
        add_files(library, [tmp_path / "in"], make_executor=workers_that_never_live)

    (job,) = library.jobs.unfinished()
    assert len(made) == 2
    assert library.jobs.standing(job).failed == 0
    importing.run_here(library, job, analyse=read)
    assert library.jobs.standing(job).added == 200


class NothingMayStart(Executor):
    """An executor on a system that is out of processes."""

    def submit(self, fn, /, *args, **kwargs):
        raise BlockingIOError(11, "Resource temporarily unavailable")


def test_a_system_without_room_for_a_process_is_told(tmp_path: Path, library: Library):
    write(tmp_path / "in", "a.txt")

    with pytest.raises(LibraryError, match=r"started to read files .*temporarily unavailable"):
        add_files(library, [tmp_path / "in"], make_executor=NothingMayStart)


def test_an_import_whose_own_process_cannot_start_is_told_and_stays(tmp_path: Path, monkeypatch):
    def refuse(_process: BaseProcess) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    write(tmp_path / "in", "a.txt")
    monkeypatch.setattr(BaseProcess, "start", refuse)

    with pytest.raises(LibraryError, match="no process can be started"):
        ImportJob.start(tmp_path / "library", [tmp_path / "in"])

    with Library.open(tmp_path / "library") as library:
        assert len(library.jobs.unfinished()) == 1


def test_what_a_killed_import_left_half_written_long_ago_goes(tmp_path: Path, library: Library):
    left = library.originals.folder / "incoming" / "left"
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"half")
    os.utime(left, (0, 0))
    write(tmp_path / "in", "a.txt")

    add_files(library, [tmp_path / "in"], analyse=read)

    assert list(left.parent.iterdir()) == []


@contextmanager
def begun_and_not_over(tmp_path: Path) -> Iterator[ImportJob]:
    """Yield an import that has told of some files, and that cannot end as long as the block lasts."""
    gate = tmp_path / "gate"
    gate.touch()
    write(tmp_path / "in", *(f"{n:04}.txt" for n in range(100)))
    write(tmp_path / "in", "gate.txt", text=str(gate))  # the last one
    with gate.open("rb") as closed:
        fcntl.flock(closed, fcntl.LOCK_EX)
        job = ImportJob.start(tmp_path / "library", [tmp_path / "in"], How(1, analyse=read))
        assert job.wait(PATIENCE)
        yield job


def test_a_cancelled_job_stops_and_keeps_what_it_confirmed(tmp_path: Path):
    with begun_and_not_over(tmp_path) as job:
        job.cancel()
    told = ended(job)

    confirmed = {n for p in told for o in p.outcomes for n in o.articles}
    assert told[-1].state is JobState.CANCELLED
    with Library.open(tmp_path / "library") as library:
        assert confirmed <= set(library.listing.ids())
        assert library.jobs.unfinished() == ()


def test_a_job_that_is_over_is_left_and_its_processes_end_by_themselves(tmp_path: Path):
    write(tmp_path / "in", "a.txt")
    job = ImportJob.start(tmp_path / "library", [tmp_path / "in"], How(1, analyse=read))
    while not job.is_over:
        assert job.wait(PATIENCE)
        job.poll()

    job.leave()

    for thread in threading.enumerate():
        if thread.name == "import-end":
            thread.join(PATIENCE)
    assert [process for process in active_children() if process.name == "digest-import"] == []


def test_a_job_that_was_let_go_is_resumed_where_it_was(tmp_path: Path):
    with begun_and_not_over(tmp_path) as job:
        closing = threading.Thread(target=job.close)
        closing.start()
        while not job._link.closed:
            closing.join(0.01)
    closing.join()

    with Library.open(tmp_path / "library") as library:
        unfinished = library.jobs.unfinished()
    told = ended(ImportJob.resume(tmp_path / "library", job.job, How(1, analyse=read)))

    assert unfinished == (job.job,)
    assert told[-1].state is JobState.DONE
    assert told[-1].standing.added == 101


def test_a_paused_job_stays_until_it_is_told_to_go_on(tmp_path: Path):
    write(tmp_path / "in", *(f"{n:04}.txt" for n in range(300)))
    job = ImportJob.start(tmp_path / "library", [tmp_path / "in"], How(1, analyse=read))
    job.pause()
    told: list[Progress] = []
    while not told or told[-1].state is not JobState.PAUSED:
        assert job.wait(PATIENCE)
        told += job.poll()

    job.go_on()
    told += ended(job)

    assert told[-1].state is JobState.DONE
    assert told[-1].standing.added == 300


def test_failed_files_are_tried_again_when_asked(tmp_path: Path):
    write(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "later.txt").write_bytes(b"")
    job = ImportJob.start(tmp_path / "library", [tmp_path / "in"], How(1, analyse=read))
    assert ended(job)[-1].standing.failed == 1
    write(tmp_path / "in", "later.txt")

    told = ended(ImportJob.retry(tmp_path / "library", job.job, How(1, analyse=read)))

    assert (told[-1].standing.failed, told[-1].standing.added) == (0, 2)


def test_a_library_that_cannot_be_written_is_told_and_the_job_can_be_resumed(tmp_path: Path):
    write(tmp_path / "in", "a.txt")
    Library.open(tmp_path / "library").close()
    (tmp_path / "library" / "originals").write_text("a file is in the way")
    job = ImportJob.start(tmp_path / "library", [tmp_path / "in"], How(1, analyse=read))

    told = ended(job)

    assert "cannot be written" in told[-1].trouble
    with Library.open(tmp_path / "library") as library:
        assert library.jobs.unfinished() == (job.job,)


def test_what_every_article_of_a_file_has_to_say_is_said_once(tmp_path: Path, library: Library):
    summaries = "".join(
        f"<item><title>{n}</title><description>{n} ferries sank.</description></item>"
        for n in ("One", "Two", "Three")
    )
    (tmp_path / "feed.xml").write_text(f"<rss><channel>{summaries}</channel></rss>")

    (outcome,) = add_files(library, [tmp_path / "feed.xml"])

    assert outcome.notes == ("The feed holds only the beginning or a summary of it. (3 articles)",)
