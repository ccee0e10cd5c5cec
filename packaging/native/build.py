"""Compile the parts of the program that have a compiled form, beside their sources.

    .venv/bin/python packaging/native/build.py            all that changed since the last time
    .venv/bin/python packaging/native/build.py NAME …     of these alone: compiled_walk …

Each ``digest_app/**/compiled_*.pyx`` becomes an extension module. The program runs without them:
the answers are the same, and cleaning takes several times as long. Needs Cython, setuptools, a C
compiler and the headers of Python. Ends with 1, and says why, where something could not be made;
an extension whose source has changed since is taken away then, so that nothing old is ever run.

Several of these may run at once, beside programs that use what is there: an extension is made in
a folder of its own and takes its place in one step.
"""

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
OBJECTS = ROOT / "build" / "native"
SUFFIX: str = sysconfig.get_config_var("EXT_SUFFIX")
# Sums must be the same on every processor: no multiplication and addition in one step.
UNIX = ("-O2", "-g0", "-w", "-ffp-contract=off", "-fvisibility=hidden")
FLAGS = () if sys.platform == "win32" else UNIX
DIRECTIVES = {
    "language_level": 3,
    "boundscheck": False,
    "wraparound": False,
    "initializedcheck": False,
    "cdivision": True,
    "embedsignature": False,
}
_FEW = 5
MEANING = "Cleaning will take about four times as long; everything works."
_CIMPORT = re.compile(
    r"^\s*(?:from\s+(?P<base>[.\w]+)\s+)?cimport\s+(?P<names>\([^)]*\)|[^#\n]*)", re.MULTILINE
)
_PROBE = "#include <Python.h>\nint main(void) { return PY_MAJOR_VERSION == 3 ? 0 : 1; }\n"


def package(end: str) -> "list[Path]":
    """Return the files of the program, in order, that belong to compiled modules and end so."""
    return sorted((ROOT / "digest_app").rglob(f"compiled_*.{end}"))


def full_name(source: Path) -> str:
    """Return the name that Python imports this source's module by."""
    return ".".join(source.relative_to(ROOT).with_suffix("").parts)


def target(source: Path) -> Path:
    """Return where the extension of this source stands, for the Python that runs."""
    return source.with_name(source.stem + SUFFIX)


def cimported(text: str, package: str) -> Iterator[str]:
    """Yield the full names of what this Cython source of that package may take from others."""
    for found in _CIMPORT.finditer(text):
        names = re.findall(r"([.\w]+)(?:\s+as\s+\w+)?", found["names"])
        base = found["base"] or ""
        above = len(base) - len(base.lstrip("."))
        if above:
            base = ".".join([*package.split(".")[: 1 - above or None], base[above:]]).rstrip(".")
        yield from [base, *(f"{base}.{name}" for name in names)] if base else names


def inputs(source: Path) -> "list[Path]":
    """Return this source and all declarations of ours that it takes in, also through others."""
    found: dict[Path, None] = {}
    waiting = [source, source.with_suffix(".pxd")]
    while waiting:
        path = waiting.pop()
        if path in found or not path.exists():
            continue
        found[path] = None
        package = full_name(path).rpartition(".")[0]
        names = cimported(path.read_text(encoding="utf-8"), package)
        waiting.extend(ROOT.joinpath(*name.split(".")).with_suffix(".pxd") for name in names)
    return sorted(found)


def tools() -> "dict[str, str]":
    """Return the versions of what builds, those that are installed."""
    found = {}
    for name in ("Cython", "setuptools"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def fingerprint(source: Path, versions: "Mapping[str, str]") -> str:
    """Return a hash of everything that decides what the extension of this source is."""
    settings = [sys.version, sysconfig.get_platform(), FLAGS, DIRECTIVES]
    digest = hashlib.sha256(repr([*settings, versions.get("Cython")]).encode())
    for path in inputs(source):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def stamp(source: Path) -> Path:
    """Return the file that says of what the extension beside this source was made."""
    return OBJECTS / f"{full_name(source)}{SUFFIX}.made"


def told(source: Path, mark: str) -> str:
    """Return what the stamp says when the extension that is there was made of this very source."""
    made = target(source)
    return f"{mark} {hashlib.sha256(made.read_bytes()).hexdigest()}" if made.exists() else ""


def fresh(source: Path, mark: str) -> bool:
    """Tell whether the extension beside this source was made of it, whole."""
    known = stamp(source)
    return known.exists() and target(source).exists() and known.read_text() == told(source, mark)


def outdated(chosen: "Iterable[Path]") -> "list[Path]":
    """Return those of these sources whose extension is not there or was made of something else."""
    versions = tools()
    return [source for source in chosen if not fresh(source, fingerprint(source, versions))]


def renew(chosen: "Iterable[Path]") -> None:
    """Make these extensions, which are as their sources say, younger than all sources too.

    The program uses none that is older: sources may have been fetched, or copied, since.
    """
    changed = (path.stat().st_mtime for end in ("pyx", "pxd") for path in package(end))
    newest = max(changed, default=0.0)
    for source in chosen:
        if target(source).stat().st_mtime < newest:
            target(source).touch()


def lacking() -> str:
    """Return, as a sentence, what is missing here for compiling; nothing if all is there."""
    absent = sorted({"Cython", "setuptools"} - set(tools()))
    if absent:
        return f"{' and '.join(absent)} of pyproject.toml's build requirements: not installed."
    if sys.platform == "win32":
        return ""  # setuptools looks for Microsoft's compiler itself, and says so if it finds none
    command = compiler()
    if not command:
        return "There is no C compiler here (cc)."
    headers = {sysconfig.get_path("include"), sysconfig.get_path("platinclude")}
    if not any(Path(folder, "Python.h").exists() for folder in headers):
        return f"The headers of Python {version_told()} are not here (Python.h)."
    if not compiles([*command, *(f"-I{folder}" for folder in sorted(headers))]):
        return f"The C compiler here ({command[0]}) cannot compile a program of one line."
    return ""


def compiler() -> "list[str]":
    """Return the C compiler's command: the one asked for, else Python's own, else the system's."""
    asked = os.environ.get("CC")
    commands = [asked] if asked else [sysconfig.get_config_var("CC") or "cc", "cc"]
    found = (shlex.split(command) for command in commands)
    return next((command for command in found if shutil.which(command[0])), [])


def version_told() -> str:
    """Return the version of this Python as people say it."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def compiles(command: "list[str]") -> bool:
    """Try the compiler on a program of one line: one without the C library's headers fails."""
    with TemporaryDirectory() as folder:
        probe = Path(folder, "probe.c")
        probe.write_text(_PROBE, encoding="ascii")
        made = str(probe.with_suffix(".o"))
        trial = [*command, "-c", str(probe), "-o", made]
        return subprocess.run(trial, capture_output=True, check=False).returncode == 0


def make(source: Path) -> None:
    """Compile one source in a folder of its own, then put the extension in its place."""
    mark = fingerprint(source, tools())
    OBJECTS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=OBJECTS) as folder:
        compile_into(folder, source).replace(target(source))
    stamp(source).write_text(told(source, mark))


def compile_into(folder: str, source: Path) -> Path:
    """Compile one source with Cython and the C compiler; return where the extension is."""
    # Imported here: they are asked only when something changed, and may not be installed.
    from Cython.Build import cythonize  # noqa: PLC0415
    from setuptools import Distribution, Extension  # noqa: PLC0415
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    name = full_name(source)
    extension = Extension(name, [str(source.relative_to(ROOT))], extra_compile_args=[*FLAGS])
    ready = cythonize(
        [extension], build_dir=folder, compiler_directives=DIRECTIVES, force=True, quiet=True
    )
    command = build_ext(Distribution({"name": "digest-app", "ext_modules": ready}))
    command.build_lib = command.build_temp = folder
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(name))


def attempt(source: Path) -> str:
    """Compile one source in a process of its own; return what went wrong, nothing if all is well.

    Where it went wrong, what stood there before was made of another source: it goes.
    """
    command = [sys.executable, __file__, "--here", str(source)]
    settings = os.environ | ({} if sys.platform == "win32" else {"CC": shlex.join(compiler())})
    ran = subprocess.run(
        command, env=settings, capture_output=True, check=False, text=True, errors="replace"
    )
    if ran.returncode == 0:
        return ""
    withdraw(target(source))
    said = (ran.stdout + ran.stderr).strip()
    return f"{full_name(source)} could not be compiled, and runs in Python:\n{said}"


def withdraw(extension: Path) -> None:
    """Take an extension away that was made of something else than what is there now.

    Raises:
        SystemExit: the system keeps the file, because a program uses it.
    """
    try:
        extension.unlink(missing_ok=True)
    except PermissionError:
        sys.exit(f"{extension.name} is in use and out of date. Close Digest, then try again.")


def strays() -> "list[Path]":
    """Return the extensions whose source is no longer there."""
    built = [*package("so"), *package("pyd")]
    return [path for path in built if not path.with_name(path.name.split(".")[0] + ".pyx").exists()]


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once and apart from any program's output."""
    print(sentence, file=sys.stderr, flush=True)


def named(chosen: "list[Path]") -> str:
    """Return what is told of these sources: a few by their names, many by their number."""
    if len(chosen) > _FEW:
        return f"{len(chosen)} parts of the program; the first time this takes about half a minute"
    return ", ".join(full_name(source) for source in chosen)


def build(chosen: "list[Path]") -> "list[str]":
    """Compile those of these sources that changed; return a sentence for all that went wrong."""
    waiting = outdated(chosen)
    renew(set(chosen) - set(waiting))
    if not waiting:
        return []
    missing = lacking()
    if missing:
        for source in waiting:
            withdraw(target(source))
        return [f"The compiled parts are not built. {missing} {MEANING}"]
    say(f"Compiling {named(waiting)} …")
    with ThreadPoolExecutor(os.cpu_count()) as several:
        return [said for said in several.map(attempt, waiting) if said]


def main(arguments: "list[str]") -> None:
    """Compile what is asked for.

    Raises:
        SystemExit: with a sentence, if a name is unknown or something could not be made.
    """
    os.chdir(ROOT)  # Cython writes the paths of sources into what it makes: those told from here
    if arguments[:1] == ["--here"]:
        sys.tracebacklimit = 0  # the compilers say themselves what is wrong, and where
        make(Path(arguments[1]))
        return
    known = package("pyx")
    unknown = set(arguments) - {source.stem for source in known}
    if unknown:
        sys.exit(f"No compiled module is called {', '.join(sorted(unknown))}.")
    for extension in strays():
        withdraw(extension)
    wrong = build([source for source in known if not arguments or source.stem in arguments])
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
