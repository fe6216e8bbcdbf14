"""The portal's settings, with an empty page beside its own to measure against."""

from portal.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
