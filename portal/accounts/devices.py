"""What a session was opened on, in two coarse words: enough to know one's own, no fingerprint."""

PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""In order: a browser names its forebears too."""


def device_of(user_agent: str) -> str:
    """`Firefox, Windows`; empty for what is not known."""
    found = [
        next((name for mark, name in known if mark in user_agent), "")
        for known in (PROGRAMS, SYSTEMS)
    ]
    return ", ".join(filter(None, found))
