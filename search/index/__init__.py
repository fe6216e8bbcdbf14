"""The index on disk: fed by cursor, rebuilt into a new folder, watched over."""
