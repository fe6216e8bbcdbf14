"""Writing: the verbs of recordings."""
