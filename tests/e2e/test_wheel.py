"""The wheel, installed as a user would: alone, in a clean environment, with nothing else there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from digest_app import __version__
from digest_app.domain.compiled import built

ROOT = Path(__file__).resolve().parents[2]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
CONSTRAINTS = str(ROOT / "constraints.txt")


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command away from the checkout and without the tests' own settings."""
    ours = ("PYTHON", "QT_", "DIGEST_", "DISPLAY", "WAYLAND_", "PYTEST_")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return subprocess.run(
        [str(word) for word in command],
        cwd=Path(sys.prefix).anchor,
        env=clean | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=1800,
        check=False,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel and its dependencies, and no more."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(*PIP, "wheel", "--no-build-isolation", "--no-deps", "-w", folder, ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("digest_app-*.whl")
    _skip_without_an_index(folder)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "clean")
    scripts = folder / "clean" / ("Scripts" if sys.platform == "win32" else "bin")
    into = (*PIP, "--python", scripts / "python", "install", "--constraint", CONSTRAINTS)
    put = run(*into, wheel)
    assert put.returncode == 0, put.stderr
    return scripts


def _skip_without_an_index(folder: Path) -> None:
    """Ask for the smallest dependency, past every cache: does an index answer?"""
    ask = ("download", "--no-cache-dir", "--no-deps", "--constraint", CONSTRAINTS)
    answer = run(*PIP, *ask, "--retries", "1", "--dest", folder / "probe", "platformdirs")
    if answer.returncode != 0:
        pytest.skip(f"no package index answers: {answer.stderr.strip()[-200:]}")


def test_the_installed_program_tells_its_version(installed: Path) -> None:
    told = run(installed / "digest-app", "--version")

    assert told.stdout.splitlines()[0] == f"digest-app {__version__}"
    assert told.returncode == 0


def test_the_installed_program_has_the_compiled_parts_that_the_checkout_has(
    installed: Path,
) -> None:
    if not built():
        pytest.skip("the compiled parts are not built here: no C compiler")

    told = run(installed / "digest-app", "--version")

    assert told.stdout.splitlines()[1] == "compiled parts: in use"


def test_the_installed_program_cleans_a_file(installed: Path, tmp_path: Path) -> None:
    page = tmp_path / "news.txt"
    page.write_text(
        "The river Oume may now sue and be sued, the Upper House decided on Monday.\n\n"
        "Read also: A tax on empty windows\n\n"
        "“It has signed none of the 212 contracts,” Senator Tevita Moale said.\n",
        encoding="utf-8",
    )

    cleaned = run(installed / "digest-app", "clean", page)

    assert cleaned.returncode == 0, cleaned.stderr
    assert "The river Oume may now sue" in cleaned.stdout
    assert "Tevita Moale said." in cleaned.stdout
    assert "Read also" not in cleaned.stdout


def test_the_installed_program_brings_its_samples_and_resources(installed: Path) -> None:
    names = "from digest_app import assets; print(*(p.name for p in assets.seeds().iterdir()))"

    told = run(installed / "python", "-c", names)

    for sample in (ROOT / "seeds").iterdir():
        assert sample.name in told.stdout


def test_the_installed_window_opens_on_a_fresh_library(installed: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"

    opened = run(
        installed / "digest-app",
        *("--library", library, "--samples", "--quit-when-ready"),
        QT_QPA_PLATFORM="offscreen",
    )

    assert opened.returncode == 0, opened.stderr
    assert opened.stderr == ""
    assert any(library.iterdir())
