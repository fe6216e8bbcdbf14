"""`make test`: all groups of tests one after another, and one account of them at the end."""
