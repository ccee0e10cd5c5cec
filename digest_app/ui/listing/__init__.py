"""The list of articles: rows fetched page by page, drawn by a delegate."""
