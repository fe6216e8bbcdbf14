"""How seconds, chapters and captions are said."""

from django import template
from django.utils.translation import gettext as _

from portal.core.addresses import localized
from streaming.video.models import CaptionTrack

register = template.Library()


@register.filter
def clock(seconds: float) -> str:
    """`1:02:03`."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


@register.filter
def whole_seconds(seconds: float) -> int:
    return int(seconds)


@register.simple_tag
def chapter_kind(kind: str) -> str:
    """What stands before the title; an item needs no word."""
    words = {
        "speaker": _("Talar"),
        "vote": _("Omröstning"),
        "result": _("Resultat"),
        "decision": _("Beslut"),
    }
    return f"{words[kind]}: " if kind in words else ""


@register.simple_tag
def caption_label(track: CaptionTrack) -> str:
    """The name of a track in the player's own menu."""
    name = {"sv": "Svenska", "en": "English"}.get(track.language, track.language)
    if track.is_live:
        return f"{name} ({_('direkt')})"
    return f"{name} ({_('automatisk')})" if track.is_automatic else name


@register.simple_tag
def in_language(path: str) -> str:
    return localized(path)


@register.simple_tag
def nudged(nudges: dict[str, int], key: str) -> int:
    """Seconds by which a chapter was moved."""
    return nudges.get(key, 0)
