"""Open data in bulk: votes as tables, files by year with their hashes, a catalogue, a sitemap."""
