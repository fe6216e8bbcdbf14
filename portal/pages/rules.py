"""Pure questions about pages."""


def address_of(url_path: str) -> str:
    """Wagtail's path with the root's own name taken off: `/hem/nyheter/a/` → `/nyheter/a/`."""
    return "/" + url_path.strip("/").partition("/")[2] + "/"
