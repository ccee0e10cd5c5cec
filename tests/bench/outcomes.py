"""One file read in a process of its own, within the limits that a worker has, and what came of it."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from digest_app.app.extracting import Analysed, analyse
from digest_app.app.import_limits import Limits, prepare, timed
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.allowance import TimeIsUp

READ, REFUSED, CRASHED, TIMED_OUT, UNGROUNDED = (
    "read",
    "refused",
    "crashed",
    "timed out",
    "ungrounded",
)
FATES = (READ, REFUSED, CRASHED, TIMED_OUT, UNGROUNDED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its fate, the sentence or error, processor seconds, MB at the most."""

    name: str
    fate: str
    said: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0


def outcome(data: bytes, name: str) -> Outcome:
    """Read, clean and find facts in this process; no error but the one for people is expected."""
    begin = time.process_time()
    try:
        with timed(Limits()):
            fate, said = grounding(analyse(data, name)) or (READ, "")
    except UnreadableFile as error:
        fate, said = REFUSED, str(error.problem)
    except MemoryError:
        fate, said = REFUSED, "memory limit of the worker"
    except TimeIsUp:
        fate, said = TIMED_OUT, "processor time"
    except Exception as error:  # noqa: BLE001 - whatever escapes is what is counted here
        fate, said = CRASHED, f"{type(error).__name__}: {error}"[:200]
    return Outcome(name, fate, said, time.process_time() - begin)


def grounding(analysed: Iterable[Analysed]) -> tuple[str, str] | None:
    """Say what in a reading is no span of its text; None where all is."""
    for article, facts in analysed:
        text = article.text
        position = 0
        for block in article.blocks:
            if (
                not position <= block.start < block.end <= len(text)
                or text[position : block.start].strip()
            ):
                return UNGROUNDED, f"block at {block.start}"
            position = block.end
        if (
            text[position:].strip()
            or "".join(text[p.start : p.end] for p in article.pieces) != text
        ):
            return UNGROUNDED, "pieces"
        for removal in article.removals:
            if not 0 <= removal.start < removal.end <= len(text):
                return UNGROUNDED, f"removal at {removal.start}"
        for fact in facts:
            inside = any(r.start < fact.end and fact.start < r.end for r in article.removals)
            if text[fact.start : fact.end] != fact.text or inside:
                return UNGROUNDED, f"fact “{fact.text[:40]}”"
    return None


def apart(work: Callable[[], list[Outcome]], names: list[str]) -> list[Outcome]:
    """Run ``work`` in a forked process within the limits; a dead or silent one is an outcome too."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        _work_and_exit(work, sink)
    os.close(sink)
    answer = _answer(source, limits.SECONDS_OF_SILENCE)
    os.close(source)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if answer is None:
        return [Outcome(name, TIMED_OUT, "it only waited") for name in names]
    if not answer and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGVTALRM:
        return [Outcome(name, TIMED_OUT, "it never answered") for name in names]
    if not answer:
        return [Outcome(name, CRASHED, "the process died") for name in names]
    return [Outcome(**one) for one in json.loads(answer)]


def _work_and_exit(work: Callable[[], list[Outcome]], sink: int) -> None:
    prepare(Limits())
    made = work()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        {f: getattr(o, f) for f in ("name", "fate", "said", "seconds")} | {"megabytes": most}
        for o in made
    ]
    with os.fdopen(sink, "wb") as pipe:
        pipe.write(json.dumps(rows).encode())
    os._exit(0)


def _answer(source: int, seconds: float) -> bytes | None:
    """Read what the child writes until it ends; None where the time is over."""
    end = time.monotonic() + seconds
    pieces: list[bytes] = []
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([source], [], [], left)
        if not ready:
            return None
        piece = os.read(source, 1 << 16)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return None
