"""Small files of each format, made in memory: what the tests of the readers read."""

from __future__ import annotations

import io
import json
import plistlib
import zipfile

STORY = (
    "The harbour town of Ellery opened its new ferry pier on Monday, two years late.",
    "“We waited for the tide, and then for the money,” said the harbour master, Ada Lindqvist.",
    "The pier cost €4.2 million and replaces a wooden one that burned down in 2019.",
)
TITLE = "Ellery opens its ferry pier at last"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def page(title: str = TITLE, story: tuple[str, ...] = STORY, head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{p}</p>" for p in story)
    html = (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}"
        f"</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    return html.encode("utf-8")


def zipped(files: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, *, prologue: str = "", core: str = "") -> bytes:
    document = (
        f'{prologue}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" Type="link" Target="https://pier.example/"/></Relationships>'
    )
    styles = (
        f'<w:styles xmlns:w="{_W}"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        f'<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style></w:styles>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document,
            "word/_rels/document.xml.rels": links,
            "word/styles.xml": styles,
            "docProps/core.xml": core
            or '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada Lindqvist</dc:creator></c>',
        }
    )


def docx_story() -> bytes:
    heading = f'<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    paragraphs = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in STORY)
    link = '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:rPr><w:b/></w:rPr><w:t>the pier</w:t></w:r></w:hyperlink></w:p>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>One ferry</w:t></w:r></w:p>'
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in ("Year", "Trips"))
    gone = "<w:p><w:del><w:r><w:delText>never printed</w:delText></w:r></w:del></w:p>"
    return docx(f"{heading}{paragraphs}{link}{item}<w:tbl><w:tr>{cells}</w:tr></w:tbl>{gone}")


def odt() -> bytes:
    paragraphs = "".join(f"<text:p>{p}</text:p>" for p in STORY)
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<office:body><office:text><text:h text:outline-level="1">{TITLE}</text:h>{paragraphs}'
        f"<text:list><text:list-item><text:p>One<text:s/>ferry</text:p></text:list-item></text:list>"
        f'<text:p>See <text:a xlink:href="https://pier.example/">the pier</text:a><text:note><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>"
        f"</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def epub(chapters: dict[str, bytes], *, extra: dict[str, bytes | str] | None = None) -> bytes:
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>The Ellery Courier, weekly</dc:title><dc:date>2026-03-14</dc:date><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/c.opf"/></rootfiles></container>'
    files: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/c.opf": opf,
    }
    files |= {f"OEBPS/{name}": data for name, data in chapters.items()}
    return zipped(files | (extra or {}))


def rtf() -> bytes:
    body = "\\par ".join(
        p.encode("ascii", "backslashreplace").decode().replace("\\u", "\\u0x") for p in STORY
    )
    for code in ("201c", "201d", "20ac"):
        body = body.replace(f"\\u0x{code}", f"\\u{int(code, 16)}?")
    return (
        "{\\rtf1\\ansi{\\info{\\title "
        + TITLE
        + "}{\\author Ada Lindqvist}{\\creatim\\yr2026\\mo3\\dy14}}"
        "{\\pict\\wmetafile8 0102030405}" + body + "\\par}"
    ).encode("ascii")


def rich_rtf() -> bytes:
    """Make an RTF file as word processors write it: styles, lists, tables, fields, notes, fonts."""
    return (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Serif;}{\f1\fcharset204 Serif;}{\f2\fcharset128 Gothic;}}"
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Quotations;}{\*\cs3 Strong;}}"
        r"{\header Ellery \par 12\par}"
        r"\pard\plain\s1\b Ellery opens its pier\par"
        r"\pard\plain\f0\fs24 It cost {\b four} {\i million}{\*\footnote\pard A note.\par}, see "
        r'{\field{\*\fldinst HYPERLINK "https://pier.example/"}{\fldrslt the {\ul pier}}}.{\deleted gone}{\v hidden}\par'
        r"\pard\s2 A quotation.\par"
        r"\pard{\listtext\tab *\tab}\ls1\ilvl1 One ferry\par"
        r"\trowd\cellx1\cellx2\pard\intbl Year\cell Trips\cell\row\pard"
        r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0} {\f2\'93\'8c\'8b\'9e} \uc2\u-10179\'3f\'3f\u-8638??!\par"
        r"{\*\unknown nothing}{\pict\wmetafile8 0102}\pard The end.}"
    ).encode("ascii")


def mail(subject: str = TITLE, body: str = "\n\n".join(STORY), headers: str = "") -> bytes:
    return (
        f"From: Ada Lindqvist <ada@pier.example>\r\nTo: reader@home.example\r\nSubject: Re: {subject}\r\n"
        f"Date: Sat, 14 Mar 2026 09:30:00 +0100\r\n{headers}MIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


def newsletter(html: bytes) -> bytes:
    return (
        b"From: The Tide Table <news@tide.example>\r\nTo: x@y.example\r\nSubject: Issue 12\r\n"
        b"List-Id: <tide.example>\r\nDate: Sat, 14 Mar 2026 09:30:00 +0100\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nView online\r\n"
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html + b"\r\n--b--\r\n"
    )


def mhtml(html: bytes) -> bytes:
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://pier.example/news?utm_source=x\r\n"
        b"Subject: Pier\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html + b"\r\n--b--\r\n"
    )


def webarchive(html: bytes) -> bytes:
    main = {
        "WebResourceData": html,
        "WebResourceURL": "https://pier.example/news",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceMIMEType": "text/html",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def rss(entries: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Ellery Courier</title><language>en</language>{entries}</channel></rss>"
    ).encode()


def entry(title: str, body: str) -> str:
    return (
        f"<item><title>{title}</title><link>https://pier.example/{len(title)}</link><author>Ada Lindqvist</author>"
        f"<pubDate>Sat, 14 Mar 2026 09:30:00 +0100</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


def records(*, text: bool) -> list[dict[str, object]]:
    made: list[dict[str, object]] = [
        {
            "title": TITLE,
            "url": "https://pier.example/a",
            "author": "Ada Lindqvist",
            "publishedAt": "2026-03-14",
        },
        {"title": "Another", "url": "https://pier.example/b"},
    ]
    if text:
        made[0]["content"] = "".join(f"<p>{p}</p>" for p in STORY)
    return made


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def warc(html: bytes, *, chunked: bool = False) -> bytes:
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(html), html) if chunked else html
    fields = b"Transfer-Encoding: chunked\r\n" if chunked else b""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + fields + b"\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://pier.example/w\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
        % (len(answer), answer)
    )


BOLD, PLAIN = ") Tj /B 10 Tf (", ") Tj /F 10 Tf ("
"""What a line of :func:`pdf` has before and behind its bold words, at size 10."""


def pdf(pages: list[list[tuple[float, float, int, str]]], annotations: bytes = b"") -> bytes:
    """Make a PDF of lines given as (left, foot, size, words), words in ASCII."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F {size} Tf {left} {foot} Td ({words}) Tj ET\n"
            for left, foot, size, words in lines
        ).encode()
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Annots[%b]/Resources"
            b"<</Font<</F 3 0 R/B<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>>>>>>>"
            % (len(objects), annotations)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def rich_pdf() -> bytes:
    """Make a PDF of two pages with two columns, bold words, a link and running heads."""
    link = (
        b"<</Type/Annot/Subtype/Link/Rect[50 600 600 655]/A<</S/URI/URI(https://pier.example/)>>>>"
    )
    bold = f"the {BOLD}new pier{PLAIN} of Ellery is open and the may-"
    columns = [(left, 700 - 12 * n, 10, bold) for left in (50, 320) for n in range(12)]
    page = [(60, 780, 8, "The Ellery Courier"), (60, 740, 20, "A pier at last"), *columns]
    return pdf([page, page], link)


def scanned_pdf() -> bytes:
    """Make a PDF whose one page is a picture."""
    return (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>\nendobj\n"
        b"4 0 obj\n<</Length 29>>stream\nq 99 0 0 99 0 0 cm /I Do Q    \nendstream\nendobj\n"
        b"5 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream\nendobj\n"
        b"trailer<</Root 1 0 R>>"
    )


def locked_pdf() -> bytes:
    """Make a PDF that no empty password opens."""
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>" % (b"4f" * 32, b"55" * 32)
    whole = pdf([[(60, 700, 10, "words")]])
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/ID[<00><00>]/Encrypt " + lock)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
