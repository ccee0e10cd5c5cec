"""Settings and taught rules: small texts under a name."""

from __future__ import annotations

from digest_app.library.database import Database


class Settings:
    """Settings that travel with the library, and the rules that the user taught (TOML)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, name: str, default: str = "") -> str:
        """Return a setting, or the default where it was never set."""
        value = self._db.value("SELECT value FROM setting WHERE name = ?", (name,))
        return default if value is None else str(value)

    def set(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._db.writing():
            self._db.write("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def all(self) -> dict[str, str]:
        """Return every setting that was set."""
        return dict(self._db.rows("SELECT name, value FROM setting ORDER BY name"))

    def taught_rules(self, scope: str = "library") -> str:
        """Return the taught rules of a scope as TOML; empty where none were taught."""
        found = self._db.value("SELECT toml FROM taught_rules WHERE scope = ?", (scope,))
        return str(found or "")

    def all_taught_rules(self) -> dict[str, str]:
        """Return the taught rules of every scope as TOML."""
        return dict(self._db.rows("SELECT scope, toml FROM taught_rules ORDER BY scope"))

    def teach(self, toml: str, scope: str = "library") -> None:
        """Replace the taught rules of a scope."""
        with self._db.writing():
            self._db.write("INSERT OR REPLACE INTO taught_rules VALUES (?, ?)", (scope, toml))
