"""What the registry office sees of recordings."""
