"""White space as pages have it, and as a text has it: one space between two words."""

from __future__ import annotations


def folded(raw: str) -> str:
    """Return the words of a text with single spaces between them.

    Most texts have them so. To see that costs a third of cutting them into words: what is
    printable has no other white space than plain spaces.
    """
    words = raw.strip()
    return words if words.isprintable() and "  " not in words else " ".join(words.split())


def folded_lines(text: str) -> list[str]:
    """Return the lines of a text that have words in them, each folded."""
    lines = text.split("\n")
    if "  " not in text and "".join(lines).isprintable():
        return [line for each in lines if (line := each.strip())]
    return [line for each in lines if (line := folded(each))]
