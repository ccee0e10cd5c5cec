"""Pictures that lay beside an original when it came, as in the folder of a saved page.

They are kept like originals, each under the hash of its bytes, in a folder of their own; the
database says by which name a page calls which of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from digest_app.domain.problems import LibraryError
from digest_app.library.database import Database
from digest_app.library.originals import Originals, identity

FOLDER = "pictures"


class Pictures:
    """What a file shows that it does not hold itself."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._db = database
        self.files = Originals(folder / FOLDER)

    def keep(self, pictures: Iterable[bytes]) -> None:
        """Store pictures, before the transaction that says whose they are.

        Raises:
            LibraryError: the disk is full or may not be written to.
        """
        self.files.keep_all(pictures)

    def note(self, original: str, pictures: Mapping[str, bytes]) -> None:
        """Say which kept pictures an original's page calls by which names; inside ``writing``."""
        self.note_kept(original, {name: identity(data) for name, data in pictures.items()})

    def note_kept(self, original: str, hashes: Mapping[str, str]) -> None:
        """Say by their hashes which pictures a page calls by which names; inside ``writing``."""
        self._db.write_many(
            "INSERT OR REPLACE INTO picture (original, name, sha256)"
            " SELECT id, ?, ? FROM original WHERE sha256 = ?",
            ((n, bytes.fromhex(h), bytes.fromhex(original)) for n, h in sorted(hashes.items())),
        )

    def of(self, original: str) -> dict[str, str]:
        """Return the hash of each picture beside an original, by the name its page calls it."""
        rows = self._db.rows(
            "SELECT name, lower(hex(picture.sha256)) FROM picture"
            " JOIN original ON original.id = picture.original WHERE original.sha256 = ?"
            " ORDER BY name",
            (bytes.fromhex(original),),
        )
        return dict(rows)

    def read(self, original: str, names: Iterable[str]) -> dict[str, bytes]:
        """Return those of the pictures that are there; one that went missing is left out."""
        known = self.of(original)
        found: dict[str, bytes] = {}
        for name in names:
            if name in known:
                try:
                    found[name] = self.files.read(known[name])
                except LibraryError:
                    continue
        return found

    def unneeded(self) -> tuple[str, ...]:
        """Return the hashes of pictures whose originals are about to go; inside ``writing``."""
        going = "original NOT IN (SELECT original FROM article)"
        rows = self._db.rows(
            f"SELECT lower(hex(sha256)) FROM picture WHERE {going} EXCEPT"
            f" SELECT lower(hex(sha256)) FROM picture WHERE NOT {going}"
        )
        return tuple(row[0] for row in rows)

    def remove(self, hashes: Iterable[str]) -> None:
        """Forget the files of pictures that no page calls any more."""
        for sha256 in hashes:
            self.files.remove(sha256)
