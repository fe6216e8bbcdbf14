"""What search puts into Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from search.registry import SynonymViewSet

register_snippet(SynonymViewSet)
