"""XML with nothing in it that can hurt: no entities, nothing external, no bottomless tree."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits

_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w-",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w-",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r-",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r-",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc-",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m-",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a-",
    "urn:schemas-microsoft-com:vml": "v-",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office-",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text-",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table-",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw-",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style-",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo-",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta-",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg-",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest-",
    "http://www.w3.org/1999/xlink": "xlink-",
    "http://purl.org/dc/elements/1.1/": "dc-",
    "http://purl.org/dc/terms/": "dcterms-",
    "http://www.idpf.org/2007/ops": "epub-",
}
_NEXT: Final = "Save it again with the program that made it, or as plain text."


class _Refused(Exception):
    """The file has what no honest file needs."""


def parse_xml(data: bytes, name: str) -> Element:
    """Parse XML; tags and attributes carry the usual prefix of their namespace (``w-p``), or none.

    Raises:
        UnreadableFile: if it is not well-formed, nests too deep or declares entities.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="\t")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entities
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.MAX_XML_DEPTH:
            msg = f"It nests deeper than {limits.MAX_XML_DEPTH} elements, as no document does."
            raise _Refused(msg)
        builder.start(_short(tag), {_short(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_short(tag))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except _Refused as refusal:
        raise UnreadableFile(name, str(refusal)) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableFile(name, f"Its XML is broken ({error}).", _NEXT) from error
    return builder.close()


def _refuse_entities(*_: object) -> None:
    msg = "It declares entities of its own, as files do that attack the programs reading them."
    raise _Refused(msg)


def _short(name: str) -> str:
    namespace, tab, local = name.rpartition("\t")
    return _PREFIXES.get(namespace, "") + local if tab else name


def words(element: Element | None) -> str:
    """Return an element's text, its white space folded; empty for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
