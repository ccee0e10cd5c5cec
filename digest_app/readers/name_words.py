"""Words that stand in names, between them, before them, and in what is no name."""

from __future__ import annotations

from typing import Final

PARTICLES: Final = ("de", "da", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "di",
                    "du", "dos")  # fmt: skip
"""Small words between the parts of one name."""
BETWEEN: Final = ("and", "und", "et", "y", "e", "en", "og", "och", "with")
"""What stands between the names of two people."""
BY_BEGINS: Final = (
    *("by", "analysis", "opinion", "commentary", "column", "perspective", "written", "posted"),
    *("published", "story", "text", "texte", "words", "reported", "article", "report", "review"),
    *("reviewed", "von", "veröffentlicht", "artikel", "geschrieben", "ein", "par", "publié"),
    *("écrit", "rédigé", "por", "escrito", "publicado", "door", "af", "av", "di", "da", "autor"),
    "author",
)
"""One of these begins every byline, and they are quick to look for."""
MENU: Final = (
    *("post", "posts", "more", "article", "articles", "view", "views", "all", "follow"),
    *("subscribe", "share", "about", "contact", "comment", "comments", "read", "news"),
)
"""Words of menus: no name of a person has one."""
NO_AUTHOR: Final = frozenset({
    "admin", "administrator", "author", "editor", "staff", "unknown", "none", "null", "undefined",
    "n/a", "anonymous", "user", "guest", "webmaster", "root",
})  # fmt: skip
"""What systems write where nobody is named."""
