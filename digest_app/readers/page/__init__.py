"""Saved pages: bytes in, all that the page shows out. The door is :func:`read_page`."""

from digest_app.readers.page.reading import read_page

__all__ = ["read_page"]
