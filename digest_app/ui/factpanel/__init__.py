"""The facts beside the article: rows in sections, and what can be done with one."""
