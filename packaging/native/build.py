"""Compile the parts of the program that have a compiled form, beside their sources.

    .venv/bin/python packaging/native/build.py            all that changed since the last time
    .venv/bin/python packaging/native/build.py NAME …     those of these names alone

Each ``digest_app/**/compiled_*.pyx`` becomes an extension module. The program runs without them,
and then cleans pages several times slower; the answers are the same. Needs Cython, a C compiler
and the headers of Python. Ends with 1, and says why, where one cannot be made.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OBJECTS = ROOT / "build" / "native"
# Sums must be the same on every processor: no multiplication and addition in one step.
FLAGS = [] if sys.platform == "win32" else ["-O2", "-ffp-contract=off", "-fvisibility=hidden"]
DIRECTIVES = {
    "language_level": 3,
    "boundscheck": False,
    "wraparound": False,
    "initializedcheck": False,
    "cdivision": True,
    "embedsignature": False,
}


def sources(chosen: "list[str]") -> "list[Path]":
    """Return the sources of these modules, or all, in order."""
    found = sorted((ROOT / "digest_app").rglob("compiled_*.pyx"))
    return [path for path in found if not chosen or path.stem in chosen]


def build(paths: "list[Path]") -> None:
    """Compile these sources, each beside itself; those that did not change are left alone."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    extensions = []
    for path in paths:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        extensions.append(Extension(name, [str(path.relative_to(ROOT))], extra_compile_args=FLAGS))
    made = cythonize(extensions, build_dir=str(OBJECTS), compiler_directives=DIRECTIVES, quiet=True)
    command = build_ext(Distribution({"name": "digest-app", "ext_modules": made}))
    command.inplace = True
    command.build_temp = str(OBJECTS)
    command.ensure_finalized()
    command.run()


def main(chosen: "list[str]") -> None:
    """Compile, from the checkout's root: paths are told from there."""
    import os

    os.chdir(ROOT)
    build(sources(chosen))


if __name__ == "__main__":
    main(sys.argv[1:])
