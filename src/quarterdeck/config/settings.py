"""Settings of every room, read from the environment and the store's config.toml."""

import os
from urllib.parse import unquote, urlparse

from csp.constants import SELF

from quarterdeck import FLOW
from quarterdeck.web.home import PROJECT, USUAL_PACK, home, read_config

HOME = home()
CONFIG = read_config()
PACKS = PROJECT / "packs"
DEMO = PROJECT / "demo"

SECRET_KEY = os.environ.get("QUARTERDECK_SECRET_KEY") or CONFIG["secret_key"]
DEBUG = os.environ.get("QUARTERDECK_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("QUARTERDECK_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

# A day on which the store's clock stands still (the sample province); empty means the real clock.
TODAY = os.environ.get("QUARTERDECK_TODAY", CONFIG.get("today", ""))
PACK = CONFIG.get("pack", USUAL_PACK)
SAMPLE = CONFIG.get("sample", "") == "yes"
# A folder with a model of what words mean; without one names are matched by their letters alone.
EMBEDDINGS = os.environ.get("QUARTERDECK_EMBEDDINGS", CONFIG.get("embeddings", ""))

ROOMS_WITH_TABLES_OR_PAGES = [room for room in FLOW if room not in ("core", "engine", "prose", "papers", "config")]
INSTALLED_APPS = [
    *(f"quarterdeck.{room}" for room in ROOMS_WITH_TABLES_OR_PAGES),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "quarterdeck.people.views.ActorMiddleware",
    "quarterdeck.web.gates.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "quarterdeck.config.urls"
WSGI_APPLICATION = "quarterdeck.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quarterdeck.web.context.common",
                "quarterdeck.areas.views.context.province",
                "quarterdeck.notices.views.context.inbox",
                "quarterdeck.config.context.sample_accounts",
            ],
            "builtins": ["quarterdeck.web.templatetags.quarterdeck"],
        },
    }
]


def _database() -> dict[str, object]:
    url = os.environ.get("QUARTERDECK_DATABASE_URL") or CONFIG.get("database_url", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "quarterdeck.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                "PRAGMA busy_timeout=10000;PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlparse(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "quarterdeck.people.forms.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
AXES_USERNAME_FORM_FIELD = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PROJECT / f"src/quarterdeck/{room}/locale" for room in ("core", "engine", "prose", "papers")]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# The mail server (smtp://, smtps:// or smtp+starttls://user:password@host:port), who sends, and what links begin with.
MAIL = os.environ.get("QUARTERDECK_MAIL", CONFIG.get("mail", ""))
MAIL_FROM = os.environ.get("QUARTERDECK_MAIL_FROM", CONFIG.get("mail_from", "Quarterdeck <quarterdeck@localhost>"))
ADDRESS = os.environ.get("QUARTERDECK_ADDRESS", CONFIG.get("address", ""))

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get(
            "QUARTERDECK_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
MEDIA_ROOT = HOME / "files"
# Larger uploads are refused with a clear message by web.gates before they are read.
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES

# From so many rows on that the segments of the figures engine do not hold, they are compacted in the background.
ENGINE_TAIL = int(os.environ.get("QUARTERDECK_ENGINE_TAIL") or 50_000)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
# Behind a web server with a certificate: cookies travel by HTTPS only, and browsers remember to ask by HTTPS.
HTTPS = os.environ.get("QUARTERDECK_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "quarterdeck.web.gates.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "quarterdeck": {"handlers": ["console"], "level": "INFO"},
        "django": {"handlers": ["console"], "level": "ERROR"},
    },
}
