"""What the program offers to do with an article, and does only when asked."""
