"""Who is who: the UUID of a record follows from its source, so it is the same each time."""

from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "https://schema.oparl.org/")


def record_id(source: str, key: str) -> UUID:
    """Of an object of a source; `key` is its address there without the host."""
    return uuid5(NAMESPACE, f"{source} {key}")


def case_id(source: str, reference: str) -> UUID:
    """Of the case that a source knows only as the number on its papers."""
    return uuid5(NAMESPACE, f"{source} case {reference}")
