"""Reading a live meeting."""
