"""Who logs in and which roles they hold."""
