"""Checks, backups and ways back from damage, as the user sees them."""
