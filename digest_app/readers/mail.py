"""E-mails, newsletters and mailboxes: what each message shows, and the articles attached to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message
from typing import Final

from digest_app.domain.document import Document, Metadata
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits, naming
from digest_app.readers.allowance import extend
from digest_app.readers.claims import Claim, claims_of, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.fragment import read_fragment
from digest_app.readers.joining import joined
from digest_app.readers.mail_text import forwarded_claims
from digest_app.readers.mime import content, header, parsed, sender, text_of, words_of
from digest_app.readers.nested import placed
from digest_app.readers.reading import Reading
from digest_app.readers.statements import stated_in_lines
from digest_app.readers.text import read_text

ReadInside = Callable[[bytes, str], Reading]
_SOURCE: Final = "e-mail headers"
_REPLY: Final = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE
)
_MESSAGE: Final = "message/rfc822"
_SEALED: Final = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_LIST_HEADERS: Final = ("List-Id", "List-Unsubscribe", "List-Post")
_SEPARATOR: Final = re.compile(rb"(?:\A|\n\r?\n)(?=From \S.*\d\d:\d\d.*\r?\n)")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_CUT: Final = "The e-mail is cut off: its end is missing."
_LEAST_CHARS: Final = 3


def read_mail(data: bytes, name: str, read_inside: ReadInside) -> Reading:
    """Read one message: its text is an article, and so is each attachment that is one.

    Raises:
        UnreadableFile: if it is sealed, damaged, or holds nothing to read.
    """
    message = parsed(data, name)
    if message.get_content_type() in _SEALED:
        what = "The e-mail is encrypted."
        raise UnreadableFile(name, what, "Save its text from your mail program.")
    documents = [document] if (document := _body(message, name)) else []
    notes: list[str] = []
    for number, (part, file) in enumerate(attached(message)):
        try:
            documents += placed(read_inside(held(part), file).documents, number)
        except UnreadableFile as error:
            notes.append(f"An attachment was left out. {error.problem}")
    if not documents:
        raise UnreadableFile(name, "The e-mail holds no text.", "Add its attachments as files.")
    return Reading(tuple(documents), "e-mail", tuple(notes))


def read_mailbox(data: bytes, name: str, read_inside: ReadInside) -> Reading:
    """Read each message of a mailbox; messages without text are counted in a note.

    Raises:
        UnreadableFile: if no message has a text.
    """
    documents: list[Document] = []
    empty = 0
    messages = messages_of(data)
    for number, message in enumerate(messages[: limits.MAX_ARTICLES]):
        extend()
        try:
            documents += placed(read_mail(message, name, read_inside).documents, number)
        except UnreadableFile:
            empty += 1
    if not documents:
        raise UnreadableFile(name, "No message of the mailbox holds a text.")
    notes = [f"{empty} of {len(messages)} messages hold no text."] if empty else []
    if len(messages) > limits.MAX_ARTICLES:
        notes.append(
            f"Only the first {limits.MAX_ARTICLES:,} of {len(messages):,} messages were read."
        )
    return Reading(tuple(documents), "mailbox", tuple(notes))


def messages_of(data: bytes) -> list[bytes]:
    """Cut a mailbox at its separator lines, which are taken off."""
    starts = [found.end() for found in _SEPARATOR.finditer(data)] or [0]
    cuts = [data[a:b] for a, b in zip(starts, [*starts[1:], len(data)], strict=True)]
    return [_QUOTED_FROM.sub(rb"\1", cut.partition(b"\n")[2]) for cut in cuts if cut.strip()]


def _body(message: Message, name: str) -> Document | None:
    """Return what the message shows; None where it shows no words."""
    parts = [p for p in (_shown(part, name) for part in _text_parts(message)) if p is not None]
    if not parts:
        return None
    document = joined(parts)
    if any("Boundary" in type(d).__name__ for part in message.walk() for d in part.defects):
        document = replace(document, notes=(*document.notes, _CUT))
    return replace(document, metadata=_metadata(message, document))


def _text_parts(message: Message) -> list[Message]:
    """Return the parts to show: of alternatives the HTML, of a sequence each."""
    chosen: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        children = part.get_payload()
        if isinstance(children, list):
            inside = [c for c in children if isinstance(c, Message)]
            if kind == "multipart/alternative":
                inside = _best_alternative(inside)
            waiting.extend(reversed(inside if kind != _MESSAGE or part is message else []))
        elif kind in {"text/plain", "text/html"} and not _is_attached(part):
            chosen.append(part)
    return chosen


def _best_alternative(parts: list[Message]) -> list[Message]:
    """Return the richest alternative that is HTML or holds it, else the first."""
    for part in reversed(parts):
        kinds = {p.get_content_type() for p in part.walk()}
        if "text/html" in kinds and any(
            text_of(p).strip() for p in part.walk() if p.get_content_type() == "text/html"
        ):
            return [part]
    return parts[:1]


def _shown(part: Message, name: str) -> Document | None:
    text = text_of(part)
    if part.get_content_type() == "text/html":
        document = read_fragment(text)
        return document if document.text else None
    try:
        return replace(read_text(text, name), metadata=Metadata())
    except UnreadableFile:
        return None


def _is_attached(part: Message) -> bool:
    return (part.get_content_disposition() or "") == "attachment"


def attached(message: Message) -> Iterator[tuple[Message, str]]:
    """Yield the attachments that may be articles, with their names."""
    for part in _outer_parts(message):
        file = words_of(part.get_filename() or "")
        kind = part.get_content_type()
        if kind.startswith(("image/", "audio/", "video/", "font/")) or part is message:
            continue
        if kind == _MESSAGE:
            yield part, naming.file_name(file) or "attached message"
        elif _is_attached(part) or (file and not kind.startswith("text/")):
            yield part, naming.file_name(file) or "attachment"


def _outer_parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that hold something, and attached messages as a whole."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inside = part.get_payload()
        if part.get_content_type() == _MESSAGE and part is not message:
            yield part
        elif isinstance(inside, list):
            waiting.extend(p for p in reversed(inside) if isinstance(p, Message))
        else:
            yield part


def held(part: Message) -> bytes:
    """Return the bytes of an attachment; of a message that is attached, the message."""
    inside = part.get_payload()
    message = inside[0] if isinstance(inside, list) and inside else None
    if part.get_content_type() != _MESSAGE or not isinstance(message, Message):
        return content(part)
    try:
        return message.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError):  # headers that nobody can write
        return b""


def _metadata(message: Message, document: Document) -> Metadata:
    """Put together what the headers and the lines state."""
    who, address = sender(message)
    is_list = any(message.get(name) for name in _LIST_HEADERS)
    name = who.strip() or address
    claims = [
        *forwarded_claims(document.text),
        Claim("title", _SOURCE, _REPLY.sub("", header(message, "Subject"))),
        Claim("publisher", _SOURCE, name if is_list else ""),
        Claim("published", _SOURCE, iso_date(header(message, "Date"))),
        Claim("language", _SOURCE, naming.language_tag(header(message, "Content-Language"))),
    ]
    lines = stated_in_lines(document.text, document.blocks)
    sent_by = Claim("authors", _SOURCE, () if is_list else naming.authors(who))
    return settle([*claims, *claims_of(document.metadata), *lines, sent_by])
