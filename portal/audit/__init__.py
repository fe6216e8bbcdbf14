"""Who opened what is not for all, and who changed what: a log that nobody can rewrite.

Reading as anybody leaves no trace (TF 2:18, law.md D4): only what is not public is written down.
"""
