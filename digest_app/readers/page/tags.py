"""What each element of a page means to the walk over it."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from digest_app.domain.block import BlockKind, InlineKind

Kind = tuple[BlockKind, int, int]
"""What an element makes of the blocks inside it: their kind, their level, and their number."""


class Role(Enum):
    """What the walk does when it meets a node."""

    TEXT = auto()
    INLINE = auto()  # its words belong to the block around it
    BLOCK = auto()  # ends the block around it
    MARK = auto()  # inline, and worth remembering: links, emphasis
    ASK = auto()  # line breaks, images, tables, lists: the walk asks what they are
    SKIP = auto()  # shows no words of its own


_INLINE: Final = (
    "span font abbr acronym bdi bdo big cite data dfn del ins kbd label nobr q rp rt ruby s samp "
    "small strike sub sup time tt u var wbr math mi mn mo mrow mark picture"
)
_SKIPPED: Final = (
    "-comment !doctype script style noscript template svg iframe object embed canvas video audio "
    "head title meta link base input select option datalist textarea param source track area map "
    "progress meter"
)
MARKS: Final[dict[str | None, InlineKind]] = {
    "a": InlineKind.LINK,
    "b": InlineKind.STRONG,
    "strong": InlineKind.STRONG,
    "i": InlineKind.EMPHASIS,
    "em": InlineKind.EMPHASIS,
    "code": InlineKind.CODE,
}
# What may be read as a whole; see :mod:`digest_app.readers.page.coarse`.
WHOLE: Final = ("table", "ul", "ol", "nav", "footer")
# Whatever is not named here ends a block: the block elements of HTML and, far more often than
# not, the elements that sites invent.
ROLES: Final[dict[str | None, Role]] = {
    "-text": Role.TEXT,
    **dict.fromkeys(MARKS, Role.MARK),
    **dict.fromkeys(("br", "img", "amp-img", *WHOLE), Role.ASK),
    **dict.fromkeys(_INLINE.split(), Role.INLINE),
    **dict.fromkeys(_SKIPPED.split(), Role.SKIP),
}
# What no list of links has; see :mod:`digest_app.readers.page.coarse`.
NO_LINKS: Final = frozenset(
    ("script", "style", "noscript", "template", "select", "textarea", "br", "h1", "time")
)
PLAIN: Final[Kind] = (BlockKind.PARAGRAPH, 0, 0)
KINDS: Final[dict[str | None, Kind]] = {
    **{f"h{level}": (BlockKind.HEADING, level, 0) for level in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), (BlockKind.LIST_ITEM, 1, 0)),
    "blockquote": (BlockKind.QUOTE, 0, 0),
    "pre": (BlockKind.PREFORMATTED, 0, 0),
    "figcaption": (BlockKind.FIGURE, 0, 0),
}


def kind_inside(own: Kind, outer: Kind) -> Kind:
    """Return the kind of the blocks inside an element of a kind; lists in lists are deeper.

    A paragraph in a list item is still the list item's, and so with quotes and captions.
    """
    if own[0] is BlockKind.LIST_ITEM and outer[0] is BlockKind.LIST_ITEM:
        return BlockKind.LIST_ITEM, outer[1] + 1, 0
    return own
