"""Setting up, testing and running a copy of Rådslag."""
