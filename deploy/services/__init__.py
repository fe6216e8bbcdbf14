"""Throw-away servers for one run of tests or benchmarks; never the machine's own."""
