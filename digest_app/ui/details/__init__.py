"""What is known of an article beside its words: details, pictures."""
