"""Labels: putting them on articles, and changing them."""
