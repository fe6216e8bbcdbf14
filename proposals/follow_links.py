"""Links that prove which follower opens them: signed, for one purpose each, and no secret kept."""

from datetime import timedelta

from django.core import signing

CONFIRM, STOP = "follow-confirm", "follow-stop"
CONFIRM_WITHIN = timedelta(days=3)


def confirm_token(follower: int) -> str:
    return signing.dumps(follower, salt=CONFIRM)


def stop_token(follower: int) -> str:
    return signing.dumps(follower, salt=STOP)


def follower_to_confirm(token: str) -> int | None:
    """None for a link that was forged, is meant for something else or is too old."""
    return _read(token, CONFIRM, CONFIRM_WITHIN)


def follower_to_stop(token: str) -> int | None:
    """A way out never grows too old."""
    return _read(token, STOP, None)


def _read(token: str, purpose: str, within: timedelta | None) -> int | None:
    try:
        return int(signing.loads(token, salt=purpose, max_age=within))
    except (signing.BadSignature, ValueError, TypeError):
        return None
