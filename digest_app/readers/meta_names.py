"""The names under which pages state title, author, publisher and dates in their meta tags.

Best known first; collected from the standards (OpenGraph, Dublin Core, rNews, Highwire) and from
what publishing systems write of their own.
"""

from __future__ import annotations

from typing import Final

TITLES: Final = (
    "twitter:title", "title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
    "hdl", "headline", "citation_title",
)  # fmt: skip
AUTHORS: Final = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl", "byline", "authors", "article.author", "cxenseparse:author",
    "citation_author", "og:article:author", "twitter:creator:name", "by",
)  # fmt: skip
PUBLISHERS: Final = (
    "publisher", "dc.publisher", "dcterms.publisher", "application-name",
    "apple-mobile-web-app-title", "cre", "source", "citation_journal_title", "copyright",
)  # fmt: skip
PUBLISHED: Final = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "publication-date", "published_time", "published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date.created", "dcterms.created",
    "dcterms.issued", "dc.date", "dcterms.date", "dc.created", "article.published",
    "article:create_date", "originalpublicationdate", "cxenseparse:recs:publishtime", "pdate",
    "ptime", "displaydate", "citation_publication_date", "timestamp", "created", "date.created",
    "iso-8601-publish-date", "rnews:datepublished", "bt:pubdate", "article_date_original",
    "vr:published_time",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "last_modified", "modified", "dcterms.modified", "dc.date.modified", "article.updated",
    "utime", "revision_date", "og:modified_time", "article:modified", "date.modified",
    "updated_time",
)  # fmt: skip
OF_PAGES: Final = (
    "og:url", "og:title", "og:site_name", "og:locale", "og:image", "og:description",
    "twitter:image", "description",
)  # fmt: skip
ALL: Final = frozenset((*TITLES, *AUTHORS, *PUBLISHERS, *PUBLISHED, *MODIFIED, *OF_PAGES))
"""Every name that is asked for; a page has as many others."""
