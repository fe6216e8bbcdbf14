"""The verbs of the record: what the registry office does."""
