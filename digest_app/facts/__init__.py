"""Facts: people, money, dates, quotations and the rest, each an exact span of the text."""
