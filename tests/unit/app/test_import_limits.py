"""What takes too much costs one line in the list of outcomes, and the rest of a drop is in."""

import errno
import os
import threading
from pathlib import Path

import pytest

from digest_app.app import import_limits
from digest_app.app.import_limits import Limits, timed, watch_memory
from digest_app.app.importing import How, ImportJob
from digest_app.domain.changes import Fate
from digest_app.readers import allowance, limits
from tests.unit.app.import_workers import read, say_priority
from tests.unit.app.test_importing import PATIENCE, ended, write

SHORT = Limits(seconds=1, silence=PATIENCE)

pytestmark = pytest.mark.skipif(not allowance.HAS_TIMERS, reason="this system has no timers")


def never_end() -> None:
    while True:
        pass


def test_a_file_without_end_a_deaf_one_and_a_greedy_one_are_named_and_the_rest_is_in(
    tmp_path: Path,
):
    write(tmp_path / "in", "a.txt", "burn.txt", "deaf.txt", "eat.txt", "z.txt")
    how = How(workers=1, limits=SHORT, analyse=read)

    told = ended(ImportJob.start(tmp_path / "library", [tmp_path / "in"], how))

    outcomes = {Path(o.path).name: o for p in told for o in p.outcomes}
    reasons = {name: str(o.problem) for name, o in outcomes.items() if o.problem}
    assert outcomes["a.txt"].fate is outcomes["z.txt"].fate is Fate.ADDED
    assert sorted(reasons) == ["burn.txt", "deaf.txt", "eat.txt"]
    assert "longer than a file of its size may take" in reasons["burn.txt"]
    assert "longer than 1 s" in reasons["deaf.txt"]
    assert "more than 512 MB of memory" in reasons["eat.txt"]


def test_time_is_told_where_it_is_over_and_grows_with_what_is_found():
    allowance.be_told()
    with timed(SHORT):
        allowance.extend(articles=10, characters=1_000_000)
        left, *_ = allowance.running()
    with pytest.raises(allowance.TimeIsUp), timed(Limits(seconds=0.05)):
        never_end()

    assert left > limits.SECONDS_PER_MILLION_CHARS + 10 * limits.SECONDS_PER_ARTICLE
    assert not any(allowance.running())


def test_a_process_that_reads_files_gives_way_and_one_that_does_so_more_stays(
    monkeypatch: pytest.MonkeyPatch,
):
    taken: list[int] = []
    monkeypatch.setattr(os, "setpriority", lambda _which, _who, niceness: taken.append(niceness))

    for present in (0, import_limits.NICENESS + 5):
        monkeypatch.setattr(os, "getpriority", lambda _which, _who, here=present: here)
        import_limits.give_way()

    assert taken == [import_limits.NICENESS, import_limits.NICENESS + 5]


def test_a_process_that_may_not_give_way_works_as_it_is(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: int) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "setpriority", refuse)

    import_limits.give_way()


def test_the_workers_of_an_import_give_way(tmp_path: Path):
    write(tmp_path / "in", "a.txt")
    how = How(workers=1, analyse=say_priority)

    told = ended(ImportJob.start(tmp_path / "library", [tmp_path / "in"], how))

    (outcome,) = (o for p in told for o in p.outcomes)
    here = os.getpriority(os.PRIO_PROCESS, 0)
    assert f"at {max(here, import_limits.NICENESS)}." in str(outcome.problem)


def test_nothing_is_timed_that_nobody_began():
    allowance.extend(articles=5)

    with timed(Limits(seconds=0)):
        assert not any(allowance.running())


def test_where_the_system_bounds_no_memory_a_watcher_ends_the_process():
    ended_with: list[int] = []
    over = threading.Event()

    def end(status: int) -> None:
        ended_with.append(status)
        over.set()

    peaks = iter([10, 10, 30])
    watch_memory(20, lambda: next(peaks), end)

    assert over.wait(PATIENCE)
    assert ended_with == [import_limits.ENDED]


def test_a_process_knows_the_most_memory_that_it_had():
    assert import_limits.resident_peak() > 10 * limits.MIB
