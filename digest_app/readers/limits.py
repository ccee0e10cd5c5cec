"""Every limit that a reader keeps to, in one place; ``docs/formats.md`` tells them to users.

A file that passes a limit is refused with a sentence, or read up to the limit with a note.
The numbers are far above what people keep news in, and below what hurts a worker process. That
process is kept to its memory and time by the operating system (``app/import_limits.py`` and
``readers/allowance.py``), whatever a reader does.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1 << 20

# What the operating system grants the process that reads. Resident memory is what it writes to
# and the code of the parsers; the first is what the system can bound.
WORKER_MEMORY: Final = 512 * MIB
MAPPED_CODE: Final = 32 * MIB
# Processor time for one file, so that a busy machine refuses nothing that a free one reads. Each
# article found in a file and each million characters of text adds to it (measured: an article
# takes about 0.03 s, a million characters 4 s).
SECONDS_PER_FILE: Final = 10.0
SECONDS_PER_ARTICLE: Final = 0.1
SECONDS_PER_MILLION_CHARS: Final = 12.0
GIVEN_UP_AT: Final = 1.2  # times the time allowed: then the process is ended from outside
# On the clock: for what waits and takes no processor time (a disk of a network that is gone).
SECONDS_OF_SILENCE: Final = 300.0

# Sizes, in bytes of the file and in code points of one article.
MAX_FILE_BYTES: Final = 128 * MIB
MAX_PAGE_BYTES: Final = 48 * MIB
MAX_TEXT_CHARS: Final = 10_000_000
MAX_STRUCTURED_BYTES: Final = 32 * MIB  # JSON, CSV, XML: their trees are ten times their size
MAX_MARKDOWN_CHARS: Final = 400_000  # the markdown package is quadratic on some inputs
MAX_MARKDOWN_BRACKETS: Final = 2_000

# Saved pages: what no browser writes and what makes parsers hang.
MAX_TAG_CHARS: Final = 100_000
MAX_TAG_ATTRIBUTES: Final = 2_000
TAGS_WORTH_A_LOOK: Final = 15_000  # with fewer a page cannot nest deep enough to hurt
MAX_OPEN_TAGS: Final = 4_000  # the fast parser's time grows with the square of the depth

# Archives and packages (ZIP, EPUB, DOCX, ODT).
MAX_ENTRIES: Final = 2_000
MAX_ENTRY_BYTES: Final = 48 * MIB
MAX_EXPANDED_BYTES: Final = 192 * MIB
MAX_RATIO: Final = 200  # expanded to packed; news text packs about 3 to 1, blank XML about 50
RATIO_MATTERS_FROM: Final = 4 * MIB
MAX_NESTING: Final = 3  # an archive in an archive in an archive

# Pictures that a file holds: of one of them, and of one article.
MAX_PICTURE_BYTES: Final = 24 * MIB
MAX_PICTURES_BYTES: Final = 96 * MIB

# Trees.
MAX_XML_DEPTH: Final = 200
MAX_RTF_DEPTH: Final = 500
MAX_RTF_BYTES: Final = 8 * MIB

# E-mail.
MAX_MAIL_PARTS: Final = 500
MAX_HEADER_CHARS: Final = 100_000

MAX_ALT_CHARS: Final = 600  # what an image says to those who do not see it

MAX_FEED_ENTRIES: Final = 1_000

MAX_RECORDS: Final = 20_000

# Articles of one file, and pages of one PDF.
MAX_ARTICLES: Final = 2_000
MAX_PAGES: Final = 1_000
MAX_PAGE_LINKS: Final = 2_000
PDF_SECONDS: Final = 8.0  # of processor time
