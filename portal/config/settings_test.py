"""Settings of the test suite: the same code path, nothing outside the machine."""

import os
import tempfile

os.environ.setdefault("DEMO", "1")
# No thread builds an index behind a test; a test that needs one says which.
os.environ.setdefault("SEARCH_ENGINE", "database")
# Removed when the process ends.
_scratch = tempfile.TemporaryDirectory(prefix="radslag-test-")
os.environ.setdefault("VAR_DIR", _scratch.name)

from portal.config.settings import *  # noqa: E402, F403
from portal.config.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
RATE_LIMITS = "login=off write=off search=off api=off"  # a test that is about one sets it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# In memory, also in several processes: pytest-django knows that of Django's own engine only.
if DATABASES["default"]["ENGINE"] == "portal.config.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
