"""Ingest, HLS, recording, chapters and captions."""
