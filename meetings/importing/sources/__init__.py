"""Where a source is read from: a live server, a folder, an archive."""
