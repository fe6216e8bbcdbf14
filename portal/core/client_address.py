"""Who a request comes from, through the city's own proxies and no others."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

FORWARDED = ("X-Forwarded-For", "Forwarded")


def client_address(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; without proxies that of the connection.

    Each of TRUSTED_PROXIES adds one address at the end of X-Forwarded-For; what stands before
    those was written by the client and is worth nothing.
    """
    direct = request.META.get("REMOTE_ADDR", "") or ""
    return address_behind(direct, request.headers.get("X-Forwarded-For", ""))


def address_behind(direct: str, forwarded: str) -> str:
    """The same of a connection's own address and the value of its X-Forwarded-For."""
    count = settings.TRUSTED_PROXIES
    told = [part.strip() for part in forwarded.split(",")]
    return told[-count] if count and len(told) >= count and told[-count] else direct


def network_of(address: str) -> str:
    """The address without what points at one household: /24 or /48; `-` for none.

    law.md D4 and K3: what is logged of a reader is not enough to know the reader.
    """
    found = _parsed(address)
    if found is None:
        return "-"
    prefix = 24 if found.version == 4 else 48
    return str(ip_network((found, prefix), strict=False).network_address)


def household_of(address: str) -> str:
    """What is counted as one sender: an IPv4 address, or the /64 that a household is given."""
    found = _parsed(address)
    if found is None:
        return "-"
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))


def is_forwarded(request: HttpRequest) -> bool:
    """Whether some proxy says that it stands in between, trusted or not."""
    return any(name in request.headers for name in FORWARDED)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
