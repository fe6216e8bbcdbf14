"""The API: records as JSON (CONTRACT, API)."""
