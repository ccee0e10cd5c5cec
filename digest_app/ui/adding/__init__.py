"""Getting articles in: drops, the import bar, what became of each file, the first run."""
