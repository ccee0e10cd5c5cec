"""What surrounds the program agrees with it: pins, desktop files, the bootstrap."""

from __future__ import annotations

import configparser
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from digest_app import __version__
from tests.bench.bench_clean import loaded

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"


@pytest.fixture
def bootstrap() -> ModuleType:
    """The bootstrap script as a module; it lies outside the package on purpose."""
    return loaded(ROOT / "packaging", "bootstrap")


def test_a_missing_system_package_is_named_and_the_work_goes_on(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "platform", "linux")
    there = bootstrap.Need("make-believe1", program=sys.executable)
    gone = bootstrap.Need("libmake-believe2", library="libmake-believe.so.2")

    bootstrap.ensure_system((there, gone))

    told = capsys.readouterr().err
    assert "sudo apt-get install libmake-believe2" in told
    assert "make-believe1" not in told


def test_another_lock_means_another_installation(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock = tmp_path / "constraints.txt"
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", Path(sys.executable))
    monkeypatch.setattr(bootstrap, "CONSTRAINTS", lock)
    lock.write_text("nh3==0.3.8", encoding="utf-8")
    (tmp_path / ".ready-run").write_text(bootstrap.fingerprint(), encoding="utf-8")

    before = bootstrap.ready("run")
    lock.write_text("nh3==0.3.9", encoding="utf-8")

    assert before
    assert not bootstrap.ready("run")


def test_everything_an_installation_brings_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [project["project"]["dependencies"], project["build-system"]["requires"], *extras]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", pins, re.MULTILINE))

    names = {re.match(r"[\w-]+", line)[0].lower() for lines in asked for line in lines}

    assert names <= pinned


def test_qt_stays_below_the_version_that_loses_references() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")

    version = re.findall(r"^pyside6-essentials==(\d+)\.(\d+)", pins, re.MULTILINE)[0]

    assert (6, 8) <= tuple(map(int, version)) < (6, 12)


def test_the_menu_entry_starts_the_program_and_names_its_icon() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "app.digest.Digest.desktop", encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    words = entry["Desktop Entry"]

    assert words["Exec"].split() == [*project["scripts"], "%F"]
    assert f"$share/icons/hicolor/scalable/apps/{'$id'}.svg" in _text(LINUX / "install.sh")
    assert words["Icon"] == "app.digest.Digest"


def test_the_version_is_told_alike_everywhere() -> None:
    metainfo = ET.fromstring(_text(LINUX / "app.digest.Digest.metainfo.xml").encode())  # noqa: S314 - our own file

    released = metainfo.find("releases/release")

    assert released is not None
    assert released.get("version") == __version__
    assert f"## {__version__}\n" in _text(ROOT / "CHANGELOG.md")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
