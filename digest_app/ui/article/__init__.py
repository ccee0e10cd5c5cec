"""The article: its page laid out from blocks and removals, drawn, and read."""
