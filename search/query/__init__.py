"""The query language: what people type, read without ever failing."""
