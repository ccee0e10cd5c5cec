"""The library: one SQLite file and a folder of originals. SQL lives here and nowhere else."""
