"""Ways out of the ledger, one module each; an outlet reads versions and never a working table."""
