"""What the office sees: the desk, one proposal at a time, policies."""
