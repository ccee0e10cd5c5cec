"""Readers: a file of some format in, documents out. Nothing is removed or interpreted here."""
