"""What templates need to show a proposal: `{% load proposal %}`."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from proposals.contents import ProposalContent

register = template.Library()


@register.simple_tag
def proposal_words(content: ProposalContent) -> SafeString:
    """The proposer's own words; `clean_html` made them safe when they were written."""
    return mark_safe(content.html)  # noqa: S308  the one cleaning function wrote it
