"""Colours, type and icons: everything that is look and not behaviour."""
