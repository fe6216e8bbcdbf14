"""The relay: subscribers read the ledger in order, each with its own cursor."""


def wake() -> None:
    """Tell waiting runners that there is something to read."""
