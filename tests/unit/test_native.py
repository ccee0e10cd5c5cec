"""Compiled parts: built, loaded, of these very sources, and within the walls between the rooms."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from digest_app.domain import compiled
from tests.bench.bench_clean import loaded

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "packaging" / "native" / "build.py"
SOURCES = sorted((ROOT / "digest_app").rglob("compiled_*.pyx"))
CYTHON = sorted(path for end in ("pyx", "pxd") for path in (ROOT / "digest_app").rglob(f"*.{end}"))

TINY = "from digest_app.compiled_least cimport Least\ndef least():\n    return Least.LEAST\n"
LEAST = "cdef enum Least:\n    LEAST = {}\n"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The build of this checkout, where there is a compiler."""
    script = loaded(BUILD.parent, BUILD.stem)
    reason = script.lacking()
    if reason:
        pytest.skip(f"the compiled parts cannot be built here: {reason}")
    return script


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


# What is built is in use.


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_a_compiled_part_is_built_of_this_very_source_and_loads(
    build: ModuleType, path: Path
) -> None:
    # One of other sources may end the process: it is not even tried.
    assert build.outdated([path]) == [], "make test or packaging/native/build.py builds it"

    module = importlib.import_module(module_name(path))

    assert module.__file__ == str(build.target(path))


def test_the_program_says_that_it_uses_them(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(compiled.PLAIN, raising=False)

    assert compiled.use() == "in use"
    assert set(compiled.built()) == {build.full_name(path) for path in SOURCES}


def test_the_program_does_without_them_when_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiled.PLAIN, "1")

    assert [name for name in map(module_name, SOURCES) if compiled.compiled(name)] == []


def test_a_part_that_is_not_there_is_none() -> None:
    assert compiled.compiled("digest_app.domain.compiled_nothing") is None


def test_a_part_that_is_older_than_a_source_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(compiled.PLAIN, raising=False)
    monkeypatch.setattr(compiled, "_newest_declaration", lambda: sys.maxsize)

    assert [name for name in map(module_name, SOURCES) if compiled.compiled(name)] == []


# The walls: the import linter reads Python alone.


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of everything that a Cython file imports, of ours and of others."""
    script = loaded(BUILD.parent, BUILD.stem)
    text = path.read_text(encoding="utf-8")
    for taken in ("cimport", "import"):
        as_cimport = re.sub(
            rf"^(\s*(?:from\s+\S+\s+)?){taken}\b", r"\1cimport", text, flags=re.MULTILINE
        )
        yield from script.cimported(as_cimport, module_name(path).rpartition(".")[0])


def contracts(kind: str) -> list[dict[str, list[str]]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [wall for wall in project["tool"]["importlinter"]["contracts"] if wall["type"] == kind]


def within(name: str, rooms: list[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("path", CYTHON, ids=module_name)
def test_a_compiled_part_imports_downwards_only(path: Path) -> None:
    (plan,) = contracts("layers")
    floors = {
        room.strip(): floor
        for floor, rooms in enumerate(plan["layers"])
        for room in rooms.split("|")
    }
    own = module_name(path).split(".")[1]
    others = {name.split(".")[1] for name in imported(path) if name.startswith("digest_app.")}

    upwards = {room for room in others - {own} if floors.get(room, 99) <= floors[own]}

    assert upwards == set()


@pytest.mark.parametrize("path", CYTHON, ids=module_name)
def test_a_compiled_part_imports_nothing_that_its_room_must_not(path: Path) -> None:
    ours = [
        wall for wall in contracts("forbidden") if within(module_name(path), wall["source_modules"])
    ]

    broken = {
        name for name in imported(path) for wall in ours if within(name, wall["forbidden_modules"])
    }

    assert broken == set()


def test_the_walls_see_what_a_compiled_part_imports(tmp_path: Path) -> None:
    told = set(
        loaded(BUILD.parent, BUILD.stem).cimported(
            "cimport cython\nfrom ..readers cimport page as tree\nfrom .a cimport (\n    B,\n    C,\n)\n",
            "digest_app.cleaning",
        )
    )

    assert {"cython", "digest_app.readers.page", "digest_app.cleaning.a.B"} <= told


# The build itself, in a checkout of one small module.


@pytest.fixture
def small(build: ModuleType, tmp_path: Path) -> Path:
    """A checkout with one compiled module that takes a number from its declarations."""
    (tmp_path / "packaging" / "native").mkdir(parents=True)
    shutil.copy(BUILD, tmp_path / "packaging" / "native")
    package = tmp_path / "digest_app"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "compiled_tiny.pyx").write_text(TINY)
    (package / "compiled_least.pxd").write_text(LEAST.format(1))
    return tmp_path


def built(checkout: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "packaging" / "native" / "build.py")]
    return subprocess.run(
        command, env=os.environ | settings, capture_output=True, text=True, check=False
    )


def least(checkout: Path) -> str:
    """What the module of the small checkout says, asked in a process of its own."""
    asked = "from digest_app.compiled_tiny import least; print(least())"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=checkout, capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or told.stderr.strip().splitlines()[-1]


def test_only_what_changed_is_built_again(small: Path) -> None:
    first, again = built(small), built(small)
    (small / "digest_app" / "compiled_least.pxd").write_text(LEAST.format(2))
    changed = built(small)

    assert (first.returncode, again.returncode, changed.returncode) == (0, 0, 0)
    assert "compiled_tiny" in first.stderr
    assert again.stderr == ""
    assert "compiled_tiny" in changed.stderr
    assert least(small) == "2"


def test_an_extension_whose_source_has_a_fault_now_is_gone(small: Path) -> None:
    built(small)
    (small / "digest_app" / "compiled_tiny.pyx").write_text("def least(:\n")

    failed = built(small)

    assert failed.returncode == 1
    assert "digest_app.compiled_tiny could not be compiled" in failed.stderr
    assert least(small).startswith("ModuleNotFoundError")


def test_without_a_compiler_one_sentence_says_what_that_means(small: Path) -> None:
    built(small)
    (small / "digest_app" / "compiled_tiny.pyx").write_text(TINY + "# changed\n")

    failed = built(small, CC="no-such-compiler")

    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
    assert "There is no C compiler here" in failed.stderr
    assert "everything works" in failed.stderr
    assert least(small).startswith("ModuleNotFoundError")


def test_an_extension_without_its_source_is_taken_away(small: Path) -> None:
    built(small)
    (small / "digest_app" / "compiled_tiny.pyx").unlink()

    built(small)

    assert least(small).startswith("ModuleNotFoundError")


def test_two_builds_at_once_leave_one_whole_extension(small: Path) -> None:
    command = [sys.executable, str(small / "packaging" / "native" / "build.py")]
    both = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(2)]

    ended = [one.wait() for one in both]

    assert ended == [0, 0]
    assert least(small) == "1"
    assert built(small).stderr == ""
