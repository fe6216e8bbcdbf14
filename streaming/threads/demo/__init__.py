"""Threads of the demo city: every word and every person in them is invented."""
