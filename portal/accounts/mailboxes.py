"""Which addresses are one mailbox, where a person counts once."""


def mailbox_of(address: str) -> str:
    """The address in lower case and without its sub-address: `karin+2@x.se` is `karin@x.se`.

    RFC 5233 calls what stands after the plus sign detail. No other rule is known: two mailboxes
    may belong to one person, and dots, hyphens and other domains mean what each host makes of them.
    """
    local, _at, domain = address.strip().lower().rpartition("@")
    name, _plus, _detail = local.partition("+")
    return f"{name or local}@{domain}"
