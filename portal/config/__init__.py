"""Settings, addresses and checks: the only place that knows every app."""
