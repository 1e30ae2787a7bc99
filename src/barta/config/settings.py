"""Django's settings for the newsroom. Readers are served without any of this."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from barta.config.home import Home, HomeError
from barta.newsroom.secret import secret_key

HOME = Home.from_environment()
BARTA_HOME: Path = HOME.folder
BARTA_SITE_URL = HOME.site_url
BARTA_NEWSROOM_URL = HOME.newsroom_url
BARTA_PREVIEW = "barta.newsroom.desk.preview.respond"

BARTA_HOME.mkdir(parents=True, exist_ok=True)
SECRET_KEY = secret_key(HOME.secrets)
DEBUG = False


def _sqlite(name: str) -> dict[str, Any]:
    """Return the embedded database: one writer at a time, and a commit that survives a power cut."""
    return {
        "ENGINE": "barta.config.database",
        "NAME": name,
        # An idle connection costs nothing here, and a fresh one for every request costs pragmas.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                # A record of the ledger with its payload fills half of SQLite's usual page.
                "PRAGMA page_size=8192;PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON;PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    """Return a PostgreSQL database given as `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise HomeError(f"BARTA_DATABASE names no database: write {url.rstrip('/')}/barta")
    options = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "")) or unquote(parts.hostname or ""),
        "PORT": unquote(options.pop("port", "")) or str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {name: unquote(value) for name, value in options.items()},
    }


def _database(url: str) -> dict[str, Any]:
    if url.startswith("sqlite:///"):
        return _sqlite("/" + url.removeprefix("sqlite://").lstrip("/"))
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(url)
    raise HomeError(
        f"BARTA_DATABASE={url!r} is not understood: write postgresql://user@host/name, or leave it out"
    )


DATABASES = {"default": _database(HOME.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "barta.newsroom.desk",
    "barta.newsroom.users",
    "barta.newsroom.sections",
    "barta.newsroom.people",
    "barta.newsroom.topics",
    "barta.newsroom.media",
    "barta.newsroom.stories",
    "barta.newsroom.pages",
    "barta.newsroom.fronts",
    "barta.newsroom.site",
    "barta.newsroom.log",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

ROOT_URLCONF = "barta.config.urls"
WSGI_APPLICATION = "barta.config.wsgi.application"

# Origins and cookies. Ports do not keep cookies apart, so that the newsroom's have names of their own.
_newsroom = urlsplit(BARTA_NEWSROOM_URL)
_secure = _newsroom.scheme == "https"
ALLOWED_HOSTS = [_newsroom.hostname or "newsroom.localhost", "newsroom.localhost", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [f"{_newsroom.scheme}://{_newsroom.netloc}"]
SESSION_COOKIE_NAME = "barta_newsroom_session"
CSRF_COOKIE_NAME = "barta_newsroom_csrf"
LANGUAGE_COOKIE_NAME = "barta_newsroom_language"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
# Wagtail's scripts take the token from the page, so that no script needs the cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "barta.newsroom.desk.failures.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _secure
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
X_FRAME_OPTIONS = "SAMEORIGIN"

AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

LANGUAGE_CODE = "bn"
LANGUAGES = [("bn", "বাংলা"), ("en", "English")]
TIME_ZONE = "Asia/Dhaka"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BARTA_HOME / "static"
# Originals and Wagtail's renditions: behind the newsroom's login, never served to readers.
MEDIA_URL = "/media/"
MEDIA_ROOT = BARTA_HOME / "media"
FILE_UPLOAD_PERMISSIONS = 0o640
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "বার্তা"
WAGTAILADMIN_BASE_URL = BARTA_NEWSROOM_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = [("bn", "বাংলা")]
WAGTAIL_I18N_ENABLED = False
# The paper has one clock; a picker of zones would only lead astray.
WAGTAIL_USER_TIME_ZONES = ["Asia/Dhaka"]
# Wagtail's own index splits Bangla at every vowel sign and ranks in quadratic time.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
WAGTAIL_AUTOSAVE_INTERVAL = 4000
WAGTAILIMAGES_IMAGE_MODEL = "media.Photo"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 120_000_000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"barta": {"level": "INFO"}, "django": {"handlers": [], "propagate": True}},
}
