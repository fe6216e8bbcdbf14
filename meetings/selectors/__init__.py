"""The nouns of the record: what the registry office looks up among working records."""
