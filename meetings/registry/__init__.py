"""What the registry office sees: working records, drops and acts, inside Wagtail's admin."""
