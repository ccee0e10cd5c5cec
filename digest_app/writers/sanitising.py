"""Whatever came from a page, or was typed as Markdown, passes here before it is exported."""

from __future__ import annotations

from digest_app.writers.addresses import image

_TAGS = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img", "a"),
    *("strong", "em", "sup", "sub", "hr"),
}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "data"}


def sanitised(markup: str) -> str:
    """Return the markup with nothing in it that runs, or that is fetched from elsewhere."""
    import nh3  # noqa: PLC0415 - only exports need it

    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        attribute_filter=_harmless,
        link_rel="noopener noreferrer",
    )


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    """Keep an image only where the file holds it, and a link only where it leaves by the web."""
    if (tag, attribute) == ("img", "src"):
        return image(value) or None
    if (tag, attribute) == ("a", "href") and value.startswith("data:"):
        return None
    return value


def from_markdown(text: str) -> str:
    """Return the user's Markdown as harmless HTML; an empty text gives an empty string."""
    if not text.strip():
        return ""
    import markdown  # noqa: PLC0415 - only exports need it

    return sanitised(markdown.markdown(text, extensions=["tables"], output_format="html"))
