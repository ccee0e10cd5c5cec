"""Names of people, organizations and places, found in a text."""
