"""Benchmarks: `python -m bench NAME [--quick]`. Each sets up its own data and services."""
