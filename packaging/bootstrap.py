"""Make the environment that the program runs in, or see that it is there already.

    python3 packaging/bootstrap.py run      the program: system libraries, .venv, dependencies
    python3 packaging/bootstrap.py test     the same, and what the tests and checks need
    python3 packaging/bootstrap.py bench    the same, and the programs we measure ourselves against
    python3 packaging/bootstrap.py dist     the same, and the tools that build bundles

Needs Python 3.11 and nothing else. System packages are installed where that is allowed (Debian
and its family, as root or with sudo that asks no password); elsewhere each missing one is named,
and the work goes on without it. The compiled parts of the program are built where a C compiler is
or can be had; elsewhere the same is done in Python. A second call does nothing but build what
changed, and takes a fraction of a second.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NATIVE = ROOT / "packaging" / "native" / "build.py"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
CONSTRAINTS = ROOT / "constraints.txt"

EXTRAS = {
    "run": "",
    "test": "[test,check]",
    "bench": "[test,check,bench]",
    "dist": "[test,check,dist]",
}


class Need(NamedTuple):
    """A Debian package, and how to see that it is there without asking Debian.

    ``library`` is a shared library that must load, ``program`` a command that must be found,
    ``file`` a file that must be there.
    """

    package: str
    library: str = ""
    program: str = ""
    file: str = ""

    def missing(self) -> bool:
        """Tell whether what the package brings is not there."""
        if self.program:
            return shutil.which(self.program) is None
        if self.file:
            return not Path(self.file).exists()
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return True
        return False


# What Qt's wheels expect of the system: the first seven always, the others for a real window.
WINDOW = (
    Need("libglib2.0-0", library="libglib-2.0.so.0"),
    Need("libegl1", library="libEGL.so.1"),
    Need("libgl1", library="libGL.so.1"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("libxkbcommon0", library="libxkbcommon.so.0"),
    Need("libx11-6", library="libX11.so.6"),
    Need("libx11-xcb1", library="libX11-xcb.so.1"),
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-image0", library="libxcb-image.so.0"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-randr0", library="libxcb-randr.so.0"),
    Need("libxcb-render-util0", library="libxcb-render-util.so.0"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libxcb-util1", library="libxcb-util.so.1"),
    Need("libxcb-xkb1", library="libxcb-xkb.so.1"),
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
)
# A display of the tests' own, a window manager, a hand for the mouse, an eye.
DISPLAY = (
    Need("xvfb", program="Xvfb"),
    Need("openbox", program="openbox"),
    Need("xdotool", program="xdotool"),
    Need("imagemagick", program="import"),
)
# What compiles the compiled parts. Without it they are not built, and all works.
COMPILER = (
    Need("gcc", program="cc"),
    Need("libc6-dev", file="/usr/include/limits.h"),
)


def headers() -> "tuple[Need, ...]":
    """Return what brings the headers of this Python, if it is Debian's own: others have theirs."""
    if sys.base_prefix != "/usr":
        return ()
    package = f"python3.{sys.version_info.minor}-dev"
    return (Need(package, file=str(Path(sysconfig.get_path("include"), "Python.h"))),)


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once and apart from any program's output."""
    print(sentence, file=sys.stderr, flush=True)


def succeeds(command: "list[str]", *, quietly: bool = True) -> bool:
    """Run a command in the checkout and tell whether it ended well; quietly, or for all to see."""
    out = subprocess.DEVNULL if quietly else None
    try:
        return (
            subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, check=False).returncode == 0
        )
    except OSError:
        return False


def administrator() -> "list[str] | None":
    """Return what to put before a command to run it as root, or None where we may not."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if succeeds(["sudo", "-n", "true"]) else None


def install_packages(packages: "list[str]") -> None:
    """Install Debian packages, where there is Debian and where we may."""
    prefix = administrator() if shutil.which("apt-get") else None
    if prefix is None:
        return
    say(f"Installing system packages: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    if not succeeds(install):
        # A fresh machine has no package lists yet, or old ones.
        succeeds([*apt, "update"], quietly=False)
        succeeds(install)


def ensure_system(needs: "tuple[Need, ...]") -> None:
    """Install the system packages that are missing, or name them and go on."""
    if sys.platform != "linux":
        return
    lacking = [need for need in needs if need.missing()]
    if lacking:
        install_packages([need.package for need in lacking])
    still = " ".join(need.package for need in lacking if need.missing())
    if still:
        say(f"Missing system packages (by their Debian names): {still}")
        say(f"Install them with: sudo apt-get install {still}")
        say("Going on without them; what needs them will say so.")


def ensure_compiler() -> None:
    """Install a C compiler and the headers of Python, where that is allowed."""
    if sys.platform != "linux":
        return
    lacking = [need.package for need in (*COMPILER, *headers()) if need.missing()]
    if lacking:
        install_packages(lacking)


def build_compiled() -> None:
    """Build the compiled parts whose sources changed; the build says what it cannot do."""
    succeeds([str(VENV_PYTHON), str(NATIVE)], quietly=False)


def fingerprint() -> str:
    """Return a hash of everything that decides what the environment holds."""
    parts = [ROOT / "pyproject.toml", CONSTRAINTS, Path(__file__)]
    digest = hashlib.sha256(sys.version.encode())
    for part in parts:
        digest.update(part.read_bytes())
    return digest.hexdigest()


def ready(group: str) -> bool:
    """Tell whether the environment holds what this group needs, as of these very files."""
    stamp = VENV / f".ready-{group}"
    return VENV_PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint()


def make_environment() -> None:
    """Create ``.venv``; where Debian's Python has no ensurepip, get it or go around it.

    Raises:
        SystemExit: if there is no way to get pip, naming the package that is missing.
    """
    pip = [str(VENV_PYTHON), "-m", "pip"]
    if succeeds([*pip, "--version"]):  # an environment that was moved does not start
        return
    say("Making the environment in .venv …")
    package = f"python3.{sys.version_info.minor}-venv"
    if importlib.util.find_spec("ensurepip") is None:
        install_packages([package])
    venv = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    borrowed = [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON), "install", "pip"]
    if succeeds(venv) or (succeeds([*venv, "--without-pip"]) and succeeds(borrowed)):
        return
    sys.exit(f"Missing system package: {package}. Install it with: sudo apt-get install {package}")


def build_tools() -> "list[str]":
    """Return what building the program needs, as ``pyproject.toml`` says it."""
    import tomllib  # noqa: PLC0415 - an older Python has none, and shall hear why it is refused

    with (ROOT / "pyproject.toml").open("rb") as file:
        requires: list[str] = tomllib.load(file)["build-system"]["requires"]
    return requires


def install(group: str) -> None:
    """Install the program, editable, with exactly the versions that ``constraints.txt`` pins.

    Raises:
        SystemExit: if pip fails; its own words are on the terminal by then.
    """
    say("Installing Python packages; the first time this takes about a minute …")
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pinned = [*pip, "--constraint", str(CONSTRAINTS)]
    # The build tools first: so they are pinned too, and the build needs no environment of its own.
    tools = [*pinned, *build_tools()]
    program = [*pinned, "--no-build-isolation", "--editable", f"{ROOT}{EXTRAS[group]}"]
    if not (succeeds(tools, quietly=False) and succeeds(program, quietly=False)):
        sys.exit("The Python packages could not be installed. Is the package index reachable?")


def main(arguments: "list[str]") -> None:
    """Bring the machine to the state that the group needs.

    Raises:
        SystemExit: if that is impossible, with a sentence that says why.
    """
    if len(arguments) != 1 or arguments[0] not in EXTRAS:
        sys.exit(f"usage: bootstrap.py {'|'.join(EXTRAS)}")
    if sys.version_info < (3, 11):  # noqa: UP036 - this very file meets older ones
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    group = arguments[0]
    ensure_system(WINDOW if group == "run" else WINDOW + DISPLAY)
    if not ready(group):
        # Asked for once and not with every call: without it all works.
        ensure_compiler()
        make_environment()
        install(group)
        (VENV / f".ready-{group}").write_text(fingerprint())
    build_compiled()


if __name__ == "__main__":
    main(sys.argv[1:])
