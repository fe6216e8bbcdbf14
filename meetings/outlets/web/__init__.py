"""The web: HTML pages over the ledger."""
