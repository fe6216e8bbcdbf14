"""What a browser may do with our pages (Content-Security-Policy)."""

STRICT = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; "
    "object-src 'none'"
)
PLAYING = f"{STRICT}; media-src 'self' blob:"
"""A page with moving pictures: the player hands the browser what it fetched as a blob."""
