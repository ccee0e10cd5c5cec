"""The sidebar: places, labels, saved searches and digests, with their numbers."""
