"""Findings as people see them: rows, facets, words for what was noticed."""
