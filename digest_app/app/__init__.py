"""What a user can do, one function each; the only room that knows all the others."""
