"""Scripts that set up a copy; each runs with the standard library alone."""
