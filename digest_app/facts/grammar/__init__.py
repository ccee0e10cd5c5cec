"""Numbers and dates by grammar: one table of words for each language, one set of shapes for all."""
