"""Comment threads and their moderation."""
