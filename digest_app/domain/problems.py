"""Errors that a person can act on: which thing, what happened, what to do next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """An error told to a person: the thing's name, what happened to it, what to do next."""

    name: str
    what: str
    next_step: str = ""

    def __str__(self) -> str:
        sentence = f"“{self.name}”: {self.what}"
        return f"{sentence} {self.next_step}".rstrip()


class DigestError(Exception):
    """The base of every error that this program raises on purpose; ``problem`` tells it."""

    def __init__(self, name: str, what: str, next_step: str = "") -> None:
        self.problem = Problem(name, what, next_step)
        super().__init__(str(self.problem))

    def __reduce__(self) -> tuple[type[DigestError], tuple[str, str, str]]:
        """Travel between processes: an exception is made again from what it was made of."""
        return type(self), (self.problem.name, self.problem.what, self.problem.next_step)


class UnreadableFile(DigestError):
    """A file that no reader can turn into an article."""


class LibraryError(DigestError):
    """The library's folder or database cannot be used as asked."""


class DamagedLibrary(LibraryError):
    """The database is damaged or gone: restoring a backup or salvaging is what helps."""


class ExportError(DigestError):
    """A digest that must not leave, or cannot be written."""
