"""The digest editor: an outline on the left, the digest as it will leave on the right."""
