"""The search field, saved searches, and what a search marks."""
