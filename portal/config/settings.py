"""Settings: one code path, the environment chooses. Every variable stands in docs/settings.md."""

from pathlib import Path

from portal.accounts.form_classes import ACCOUNT_FORM_CLASSES, FACTOR_FORM_CLASSES
from portal.accounts.limits import LIMITS_PER_NAME
from portal.config.caches import cache
from portal.config.databases import database
from portal.core.env import env_bool, env_int, env_list, env_secret, env_text

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env_text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = env_bool("DEBUG", False)
DEMO = env_bool("DEMO", False)
SECRET_KEY = env_secret("SECRET_KEY", "demo-only-not-a-secret" if DEMO or DEBUG else "")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_URL = env_text("SITE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", 0)

CITY_NAME = env_text("CITY_NAME", "Göteborgs Stad")
CITY_LOGO = env_text("CITY_LOGO", "")  # path in static files; without it, the mark
CITY_ACCENT = env_text("CITY_ACCENT", "#1b4f8f")
CITY_CONTACT = env_text("CITY_CONTACT", "")
DATA_PROTECTION_CONTACT = env_text("DATA_PROTECTION_CONTACT", "")
ACCESSIBILITY_ASSESSED = env_text("ACCESSIBILITY_ASSESSED", "")
DATA_LICENSE = env_text("DATA_LICENSE", "https://creativecommons.org/publicdomain/zero/1.0/")

INSTALLED_APPS = [
    "portal.config",
    "portal.pages",
    "streaming.live",
    "streaming.video",
    "streaming.threads",
    "proposals",
    "meetings",
    "search",
    "streaming.hub",
    "portal.accounts",
    "portal.audit",
    "portal.ledger",
    "portal.core",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.config.operations.requests.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.config.middleware.SecurityHeadersMiddleware",
    "portal.config.static_files.StaticFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.config.security.throttling.ThrottleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.LoginMiddleware",
    "portal.config.middleware.ReaderMiddleware",
    "portal.config.as_of.AsOfMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "portal.config.urls"
ASGI_APPLICATION = "portal.config.asgi.application"
WSGI_APPLICATION = "portal.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.core.context.city",
                "portal.core.context.past",
            ],
        },
    }
]

DATABASES = {"default": database(env_secret("DATABASE_URL", f"sqlite:///{VAR_DIR}/db.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.PasswordBackend",
    "portal.accounts.backends.GrantBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.accounts.passwords.OwnWordsValidator"},
    {"NAME": "portal.accounts.passwords.LeakedPasswordValidator"},
]
PASSWORD_WORDS = env_list("PASSWORD_WORDS")
LEAKED_PASSWORDS_FILE = env_text("LEAKED_PASSWORDS_FILE", "")
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60  # seconds that the link in the letter works
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = ACCOUNT_FORM_CLASSES
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = LIMITS_PER_NAME
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before an address or an e-ID is added
SIGNUP_OPEN = env_bool("SIGNUP_OPEN", True)
SECOND_FACTOR_REQUIRED = env_bool("SECOND_FACTOR_REQUIRED", not DEMO)
SECOND_FACTOR_HOURS = env_int("SECOND_FACTOR_HOURS", 12)
SESSION_IDLE_HOURS = env_int("SESSION_IDLE_HOURS", 168)
IDENTITY_KEY = env_secret("IDENTITY_KEY", "demo-only-not-an-identity-key" if DEMO or DEBUG else "")
MFA_ADAPTER = "portal.accounts.factors.FactorAdapter"
MFA_FORMS = FACTOR_FORM_CLASSES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": None}  # by sender: portal/config/security/limits.py
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
SOCIALACCOUNT_ADAPTER = "portal.accounts.eid.adapter.EidAccountAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_REQUIRED = False  # an e-ID is enough
EID_ISSUER = env_text("EID_ISSUER", "")
EID_CLIENT_ID = env_text("EID_CLIENT_ID", "")
EID_KEY_FILE = env_text("EID_KEY_FILE", "")
EID_KEY_ID = env_text("EID_KEY_ID", "")
EID_NAME = env_text("EID_NAME", "e-legitimation")
EID_SCOPES = env_list("EID_SCOPES", "openid,https://id.oidc.se/scope/naturalPersonNumber")
EID_ACR_LEVELS = env_list(
    "EID_ACR_LEVELS",
    "http://id.elegnamnden.se/loa/1.0/loa3=substantial,http://id.elegnamnden.se/loa/1.0/loa4=high",
)
EID_IDENTITY_CLAIMS = env_list(
    "EID_IDENTITY_CLAIMS", "https://id.oidc.se/claim/personalIdentityNumber"
)
EMAIL_BACKEND = env_text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env_text("EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_text("EMAIL_FROM", CITY_CONTACT or "radslag@localhost")

SESSION_ENGINE = "portal.accounts.session_store"  # docs/decisions/0016
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
IS_HTTPS = SITE_URL.startswith("https:")
SESSION_COOKIE_NAME = "__Host-sessionid" if IS_HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if IS_HTTPS else "csrftoken"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_HTTPS  # nginx does it too; the next line tells whether it did
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked on the machine itself
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 365 * 24 * 3600) if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # the registry shows previews in a frame of its own origin
    "security.W021",  # a browser's preload list takes whole domains: the city's own choice
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURITY_CONTACT = env_text("SECURITY_CONTACT", "")
CACHE_URL = env_secret("CACHE_URL")
CACHES = {"default": cache(CACHE_URL)}
RATE_LIMITS = env_text("RATE_LIMITS", "")

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env_text("TIME_ZONE", "Europe/Stockholm")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "wagtail"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

FILES_DIR = Path(env_text("FILES_DIR", str(VAR_DIR / "files")))
FILE_MAX_SIZE = env_int("FILE_MAX_MEGABYTES", 100) * 1024 * 1024
VIRUS_SCANNER = env_text("VIRUS_SCANNER", "")
VIRUS_SCANNER_AWAY = env_text("VIRUS_SCANNER_AWAY", "refuse")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

WAGTAIL_SITE_NAME = "Rådslag"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 20000
WAGTAILADMIN_LOGIN_URL = "/logga-in/"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

PAGE_CACHE_BYTES = env_int("PAGE_CACHE_MEGABYTES", 64) * 1024 * 1024
SEARCH_ENGINE = env_text("SEARCH_ENGINE", "whoosh")
SEARCH_DIR = Path(env_text("SEARCH_DIR", str(VAR_DIR / "search")))
RELAY_IN_PROCESS = env_bool("RELAY_IN_PROCESS", False)
RETENTION = env_text("RETENTION", "")
METRICS_TOKEN = env_secret("METRICS_TOKEN")
METRICS_ADDRESSES = env_list("METRICS_ADDRESSES", "127.0.0.1,::1")
ACCESS_LOG = env_bool("ACCESS_LOG", False)
REDIS_URL = env_secret("REDIS_URL", "")
VOTE_KEYS_DIR = Path(env_text("VOTE_KEYS_DIR", str(VAR_DIR / "vote-keys")))
STREAM_READERS = env_int("STREAM_READERS", 20_000)
STREAM_READERS_PER_ADDRESS = env_int("STREAM_READERS_PER_ADDRESS", 500)
VIDEO_DIR = Path(env_text("VIDEO_DIR", str(VAR_DIR / "video")))
VIDEO_DELAY_SECONDS = env_int("VIDEO_DELAY_SECONDS", 0)
VIDEO_MARGIN_SECONDS = env_int("VIDEO_MARGIN_SECONDS", 10)
VIDEO_RTMP_HOST = env_text("VIDEO_RTMP_HOST", "127.0.0.1")
VIDEO_RTMP_PORT = env_int("VIDEO_RTMP_PORT", 1935)
VIDEO_WINDOW_SECONDS = 90

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"masking": {"()": "portal.config.operations.logs.MaskingFilter"}},
    "formatters": {
        "text": {"format": "%(levelname)s %(name)s %(message)s"},
        "json": {"()": "portal.config.operations.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["masking"],
            "formatter": "json" if env_bool("LOG_JSON", False) else "text",
        }
    },
    "root": {"handlers": ["console"], "level": env_text("LOG_LEVEL", "INFO")},
    "loggers": {"portal.access": {"level": "INFO"}},
}
