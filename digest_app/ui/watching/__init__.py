"""Watched folders, as the user chooses them."""
