"""Write ``constraints.txt``: the exact version of everything an installation may bring.

    python3 packaging/lock.py

The versions are resolved from ``pyproject.toml`` for every system and every Python that we
support, by ``uv`` in an environment of its own that is thrown away. A clean installation then uses
these versions and no others; run this again to take newer ones, and run all tests after it.
"""

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by packaging/lock.py (make lock) from pyproject.toml; not by hand.\n"


def build_tools() -> str:
    """Return what building the package needs, as requirement lines."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        requires: list[str] = tomllib.load(file)["build-system"]["requires"]
    return "\n".join(requires)


def resolve(python: Path) -> str:
    """Return the pins for all extras and all systems, with ``uv`` installed beside ``python``."""
    subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
    options = ["--universal", "--python-version=3.11", "--all-extras", "--no-annotate"]
    uv = str(python.with_name("uv"))
    command = [uv, "pip", "compile", *options, "--no-header", "--quiet", "pyproject.toml", "-"]
    return subprocess.check_output(command, cwd=ROOT, input=build_tools(), text=True)


def main() -> None:
    """Resolve, and write the file."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        scripts = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
        pins = resolve(Path(folder) / scripts)
    (ROOT / "constraints.txt").write_text(HEADER + pins, encoding="utf-8")
    print(f"{len(pins.splitlines())} versions pinned in constraints.txt")


if __name__ == "__main__":
    main()
