"""The demo city: Göteborg's public facts, with persons and texts of our own making."""
