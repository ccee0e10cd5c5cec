"""The command line: the program's use cases without Qt, and the way into the window.

Data goes to standard output, sentences about problems to standard error. Exit codes: 0 done,
1 some input could not be used, 2 wrong use, 3 nothing could be used.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from digest_app import __version__
from digest_app.cli.exits import Exit
from digest_app.cli.window import Show
from digest_app.domain import compiled
from digest_app.domain.problems import DigestError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_DESCRIPTION = (
    "Digest reads news files, folds their boilerplate away, pins their key facts, and makes "
    "digests whose footnotes are checked. With files, or with nothing, it opens the window."
)
_EPILOG = (
    "Exit codes: 0 done, 1 some input could not be used, 2 wrong use, 3 nothing could be used."
)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint fits on two lines and ends with what to do."""

    def error(self, message: str) -> NoReturn:
        self.exit(int(Exit.WRONG_USE), f"{self.prog}: {message}\nSee: {self.prog} --help\n")


def _window_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, help="files and folders to add")
    parser.add_argument(
        "--samples", action="store_true", help="begin an empty library with the sample articles"
    )
    parser.add_argument("--quit-when-ready", action="store_true", help=argparse.SUPPRESS)


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, help="files and folders to add")


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--place", choices=("inbox", "archive", "trash"), default="inbox", help="where to look"
    )
    parser.add_argument("--limit", type=_count, default=50, help="at most so many (default: 50)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _clean_arguments(parser: ArgumentParser) -> None:
    _one_file(parser)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "--show-removed", action="store_true", help="the whole text, removed lines marked"
    )
    shape.add_argument(
        "--explain", action="store_true", help="one line a removal: kind, rule, reason, words"
    )
    shape.add_argument("--json", action="store_true", help="the article as one JSON object")


def _facts_arguments(parser: ArgumentParser) -> None:
    _one_file(parser)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "--all", action="store_true", help="every fact with its sentence, not the key facts alone"
    )
    shape.add_argument("--json", action="store_true", help="every fact, as one JSON object")


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "articles",
        nargs="*",
        type=_count,
        metavar="NUMBER",
        help="articles in order, by the number that `list` shows (default: the whole inbox)",
    )
    parser.add_argument("--to", type=Path, help="the file to write (default: standard output)")
    parser.add_argument(
        "--format",
        choices=("markdown", "html"),
        help="default: by the ending of --to, else markdown",
    )
    parser.add_argument("--title", default="Digest", help="the digest's title")
    parser.add_argument("--digest", type=_count, metavar="N", help="a digest made in the window")


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--repair",
        action="store_true",
        help="save what can be read of a damaged database, and read its originals again",
    )


def _one_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the file; - reads standard input")
    parser.add_argument(
        "--article",
        type=_count,
        default=1,
        metavar="N",
        help="which article of a file that holds several (default: 1)",
    )


def _count(text: str) -> int:
    """Read a whole number from 1; argparse tells the user when it is none."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_HELP = {
    "add": "add files and folders to the library",
    "list": "list the library's articles, newest first",
    "clean": "print a file's text without its boilerplate",
    "facts": "print a file's key facts",
    "export": "write articles as one digest, its footnotes checked",
    "check": "check the database, every article and every original",
}
_ARGUMENTS: dict[str, Callable[[ArgumentParser], None]] = {
    "add": _add_arguments,
    "list": _list_arguments,
    "clean": _clean_arguments,
    "facts": _facts_arguments,
    "export": _export_arguments,
    "check": _check_arguments,
}
_HANDLERS: dict[str | None, tuple[str, str]] = {
    "add": ("library", "add"),
    "list": ("library", "list_articles"),
    "clean": ("reading", "clean"),
    "facts": ("reading", "facts"),
    "export": ("library", "export"),
    "check": ("check", "check"),
    None: ("window", "open_window"),
}
COMMANDS = tuple(_HELP)


def _command_parser() -> _Parser:
    """Build the parser that knows the commands."""
    parser = _Parser(
        prog="digest-app",
        description=_DESCRIPTION,
        epilog=f"{_EPILOG} Files alone, without a command, open the window on them.",
    )
    _common(parser)
    commands = parser.add_subparsers(dest="command", metavar="command", required=False)
    for name, told in _HELP.items():
        sub = commands.add_parser(
            name, help=told, description=told.capitalize() + ".", epilog=_EPILOG
        )
        _library_option(sub, default=argparse.SUPPRESS)
        _ARGUMENTS[name](sub)
    return parser


def _window_parser() -> _Parser:
    """Build the parser for a call without a command."""
    parser = _Parser(prog="digest-app", description=_DESCRIPTION)
    _common(parser)
    _window_arguments(parser)
    return parser


class _Version(argparse.Action):
    """Prints what this program is; found out only when somebody asks."""

    def __call__(self, parser: ArgumentParser, *_: object) -> NoReturn:
        print(f"digest-app {__version__}\ncompiled parts: {compiled.use()}")
        parser.exit()


def _common(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--version",
        action=_Version,
        nargs=0,
        help="print the version, and whether the compiled parts are in use",
    )
    _library_option(parser, default=None)


def _library_option(parser: ArgumentParser, *, default: object) -> None:
    """Accept the library's folder before and after the command alike."""
    parser.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        default=default,
        help="the library's folder (default: the user's own)",
    )


def _parsed(arguments: Sequence[str]) -> Namespace:
    """Read the arguments: with a command its own, else those of the window."""
    if _names_a_command(arguments) or {"-h", "--help"} & set(arguments):
        return _command_parser().parse_args(arguments)
    return _window_parser().parse_args(arguments, argparse.Namespace(command=None))


def _names_a_command(arguments: Sequence[str]) -> bool:
    """Tell whether the first word that is no option, nor the library's folder, is a command."""
    words = iter(arguments)
    for word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            return word in COMMANDS
    return False


def main(arguments: Sequence[str] | None = None, *, show: Show | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: the words after the program's name; those of the process by default.
        show: opens the window; without it a call for the window is answered in words.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parsed(sys.argv[1:] if arguments is None else arguments)
    options.show = show
    try:
        return int(_run(options))
    except DigestError as error:
        print(error, file=sys.stderr)
        return int(Exit.NOTHING_USED)
    except BrokenPipeError:
        # The reader of our output has seen enough (`| head`): that is no failure.
        sys.stderr.close()
        return int(Exit.DONE)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return int(Exit.SOME_UNUSED)


def _run(options: Namespace) -> Exit:
    """Hand over to the command's own module; each is loaded only when it is called."""
    module, function = _HANDLERS[options.command]
    command: Callable[[Namespace], Exit] = getattr(
        import_module(f"digest_app.cli.{module}"), function
    )
    return command(options)
