"""Cleaning: every block and span of a document gets kept, or removed with kind, rule and reason."""
