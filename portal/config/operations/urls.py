"""What machines ask of the portal itself, at addresses without a language."""

from django.urls import path

from portal.config.operations.health import healthz, readyz
from portal.config.operations.metrics import metrics
from portal.config.security.wellknown import robots_txt, security_txt

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", robots_txt, name="robots"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]
