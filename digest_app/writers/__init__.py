"""Writers: a digest in, a file of some format out."""
