"""The window. It shows models and tells wishes; deciding is the app's work."""
