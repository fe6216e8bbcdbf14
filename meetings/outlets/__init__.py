"""The ways out of the ledger, one module each. None of them imports a model."""
