"""The compiled reading of the parser's own nodes; see ``compiled_tree.pyx``."""

def fits(shift: int = 0) -> bool:
    """Tell whether the installed parser's nodes are as declared."""

def tag_id(tag: str) -> int:
    """Return the number of a tag that the parser knows, 0 for any other."""

def attribute_id(name: str) -> int:
    """Return the number of an attribute's name that the parser knows, 0 for any other."""
