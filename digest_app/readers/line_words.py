"""Words that lines about an article begin with: its bylines, and the days it came out."""

from __future__ import annotations

from typing import Final

BYLINES: Final = (
    *("by", "written by", "story by", "reported by", "words by", "text by", "posted by"),
    *("von", "par"),
)
"""What stands before the names of authors, in any case."""
CAPITAL_BYLINES: Final = ("Por", "Di", "Door", "Af", "Av")
"""The same where it is a byline only with a capital: they are small words of other kinds too."""
BEFORE_NAMES: Final = ("by", "von", "par", "por")
"""What stands between a date and the names of authors."""
PUBLISHED: Final = {
    "published": "", "posted": "", "veröffentlicht": "", "publié": r"(?:\sle)?",
    "publicado": r"(?:\sel|\sem)?", "pubblicato": r"(?:\sil)?", "gepubliceerd": "",
    "erstellt": "", "publicerad": "",
}  # fmt: skip
"""What stands before the day on which a text came out, with patterns for what may follow."""
UPDATED: Final = {
    "updated": "", "modified": "", "aktualisiert": "", "mis à jour": r"(?:\sle)?",
    "actualizado": r"(?:\sel|\sem)?", "atualizado": r"(?:\sem)?", "aggiornato": r"(?:\sil)?",
    "bijgewerkt": "", "uppdaterad": "",
}  # fmt: skip
"""The same for the day on which it was changed."""
FIRST, LAST = "first", "last"
"""What may stand before one of the former, and before one of the latter."""
ENGLISH_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
"""The months as e-mails and feeds have them."""
BYLINE_CLASSES: Final = ("byline", "author", "writer", "autor", "auteur", "contributor")
"""What pages name the elements that their bylines stand in."""
