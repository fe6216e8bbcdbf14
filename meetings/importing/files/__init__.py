"""The bytes of a source's files: fetched with suspicion, kept by hash, listed by their papers."""
