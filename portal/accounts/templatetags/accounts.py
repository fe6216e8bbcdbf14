"""What account pages ask."""

from django import template

from portal.accounts.eid.provider_settings import provider_settings

register = template.Library()


@register.simple_tag
def eid_name() -> str:
    """What the city calls its e-ID, or nothing where it has none."""
    described = provider_settings()
    return described.name if described.is_set_up else ""
