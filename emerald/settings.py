"""Settings. Everything that differs between machines is read from the environment through `emerald.env`."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from emerald import env
from emerald.accounts.conf import *  # noqa: F403  its own page, with the reason for each
from emerald.backups.conf import *  # noqa: F403  the same
from emerald.files.conf import *  # noqa: F403  the same
from emerald.mail.conf import *  # noqa: F403  the same
from emerald.observability.conf import *  # noqa: F403  the same
from emerald.production import refuse_unsafe
from emerald.reminders.conf import *  # noqa: F403  the same

MODE = env.mode()
PRODUCTION = MODE == env.Mode.PRODUCTION
BASE_DIR = env.ROOT
VAR_DIR = BASE_DIR / "var"

# --- Who we are -------------------------------------------------------------------------------------------------
DEBUG = env.flag("EMERALD_DEBUG", default=False)
SECRET_KEY = env.required("SECRET_KEY", why="Put a long random text there: it signs sessions.")
# Keys that signed before, the newest first: what they signed is still taken for true, and they sign nothing new.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Encrypt the most dangerous facts (emerald/encrypted.py): the newest first. What was encrypted before stays readable.
FACTS_KEYS = env.keys(
    "EMERALD_FACTS_KEYS",
    why="Put a key there that encrypts children’s addresses. Keep a copy of it "
    "apart from every copy of the database: without it they cannot be read any more.",
    instead=None if PRODUCTION else SECRET_KEY,
)
# Encrypt the secrets of second steps, in the same way (emerald/accounts/second_factor.py).
SECOND_STEP_KEYS = env.keys(
    "EMERALD_SECOND_STEP_KEYS",
    why="Put a key there that encrypts the secrets of second steps of sign-in. Keep a copy of it apart from every copy "
    "of the database: without it everybody sets their second step up anew.",
    instead=None if PRODUCTION else SECRET_KEY,
)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default="" if PRODUCTION else "127.0.0.1,localhost,testserver")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# Set by the launcher when PostgreSQL and Redis come from wheels; production does not start with them.
EMBEDDED_SERVERS = env.flag("EMERALD_EMBEDDED", default=False)
# The name shown in the header, and the local words for things councils name differently (DOMAIN.md section 1, LOCAL).
SERVICE_NAME = "Emerald"

# --- Parts ------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "guardian",
    "pgtrigger",
    "pghistory",
    "django_filters",
    "emerald.accounts",
    "emerald.audit",
    "emerald.backups",
    "emerald.drafts",
    "emerald.files",
    "emerald.govuk",
    "emerald.mail",
    "emerald.reminders",
    "emerald.wording",
    "cases",
    "perpetrators",
    "interventions",
    "emerald.oversight",
    "emerald.observability",
]
if not PRODUCTION:
    INSTALLED_APPS.append("emerald.demo")  # needs a package that production does not have

MIDDLEWARE = [
    "emerald.observability.requests.observed",
    "emerald.accounts.features.no_features",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "emerald.accounts.middleware.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "emerald.accounts.anonymous_uploads.text_only_before_sign_in",  # before the first that reads a form
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "emerald.accounts.middleware.session_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "emerald.accounts.middleware.second_factor",
    "emerald.audit.middleware.access_log",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "emerald.urls"
WSGI_APPLICATION = "emerald.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Data -------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.server(
            "DATABASE_URL",
            ("postgres", "postgresql"),
            why="For example postgres://emerald:secret@127.0.0.1/emerald.",
            named=True,
        ),
        engine="emerald.database",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if MODE == env.Mode.TEST and not env.flag("EMERALD_TESTS_OWN_DATABASE", default=False):
    # The tests make a database of their own. Until it is made there is none by the name the settings have, so that a
    # test that forgets to ask for it reaches nobody's. What a test starts is given the address of the one it has.
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}"}
    DATABASES["default"]["NAME"] = "a_test_did_not_ask_for_its_database"
# A server that takes the connection and says nothing is given up after so many seconds.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# One request is one transaction: a page's read entry in the access log and the page stand or fall together.
DATABASES["default"]["ATOMIC_REQUESTS"] = True

# How many seconds a statement may take, how many of them waiting for what somebody else holds, and a transaction may
# stand idle, by kind of process (emerald/database/process.py). Whoever migrates has no limits.
DATABASE_LIMITS = {
    "web": env.seconds("EMERALD_DATABASE_LIMITS_WEB", default=(20, 5, 60)),
    "worker": env.seconds("EMERALD_DATABASE_LIMITS_WORKER", default=(300, 30, 300)),
    "command": env.seconds("EMERALD_DATABASE_LIMITS_COMMAND", default=(3600, 60, 3600)),
}

# The role that is taken on for whatever is asked for somebody, where Emerald signs in to the database as another. In
# production it signs in as the role itself (`manage.py grant_application`).
DATABASE_ROLE = "emerald_application" if MODE == env.Mode.TEST else None

# Shared counters (rate limits) live in the database: no page ever waits for Redis (DESIGN.md section 7).
CACHES = {
    # Room for many: at its limit this cache throws entries away, and a stranger could flush the counters.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "emerald_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Time and words ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- People and sign-in -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["emerald.accounts.passwords.Argon2", "emerald.accounts.passwords.PBKDF2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "emerald.accounts.passwords.NotTooLong"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "emerald.accounts.passwords.NotEasilyGuessed"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
# axes.W006 asks to count by address too: others share it (decision 4).
# guardian.W001 asks for its authentication backend: rights on a case are asked in cases.models.access.visible, never
# through user.has_perm, which would let a superuser in.
SILENCED_SYSTEM_CHECKS = ["axes.W006", "guardian.W001"]
# A second factor for everybody; the demonstration leaves it off so that one can walk in and look.
REQUIRE_SECOND_FACTOR = env.flag("EMERALD_REQUIRE_SECOND_FACTOR", default=PRODUCTION)

# Minutes without a request after which one is signed out, and hours after which one signs in again whatever one did
# (DOMAIN.md section 8: session 15 min).
IDLE_MINUTES = env.number("EMERALD_IDLE_MINUTES", default=15)
IDLE_WARNING_MINUTES = 3
SESSION_HOURS = env.number("EMERALD_SESSION_HOURS", default=12)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = IDLE_MINUTES * 60
SESSION_SAVE_EVERY_REQUEST = False  # `session_limits` saves it once a minute
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# How often somebody may look for a child before opening a case in one day, and on how many things they save in a day
# another record may have the same before the data protection officer is shown it. See decision 25.
LOOKS_A_DAY = env.number("EMERALD_LOOKS_A_DAY", default=40)
HITS_A_DAY = env.number("EMERALD_HITS_A_DAY", default=20)

# --- Risk -------------------------------------------------------------------------------------------------------
# DOMAIN.md section 2.3 [E1], LOCAL: no low level of risk for under-13s and children with a learning disability.
NO_LOW_FOR_SOME = env.flag("EMERALD_NO_LOW_FOR_SOME", default=True)
# Respect orders, youth and housing injunctions of the Crime and Policing Act 2026 are offered (DOMAIN.md section 3.5).
RESPECT_ORDERS = env.flag("EMERALD_RESPECT_ORDERS", default=False)

# --- Rights on rows ---------------------------------------------------------------------------------------------
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False

# --- Pages ------------------------------------------------------------------------------------------------------
FORM_RENDERER = "emerald.govuk.renderer.GovukRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "emerald.govuk.environment.environment",
            "context_processors": ["emerald.govuk.context.page", "emerald.accounts.context.bar"],
        },
    },
    # Django's own and the libraries' templates (widgets, e-mail parts); none of ours.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    },
]
# Where templates are kept as they were compiled. Nowhere in production: there a web process compiles all of them before
# its first request (emerald/preloading.py).
COMPILED_TEMPLATES = None if PRODUCTION else VAR_DIR / "templates"
STATIC_URL = "/assets/"
# Collected for production only; elsewhere WhiteNoise finds the files where they are, and would warn of no folder.
STATIC_ROOT = VAR_DIR / "static" if PRODUCTION else None
_FRONTEND = BASE_DIR / "emerald" / "frontend"
_BUILD = _FRONTEND / "build"
_ASSETS = [
    _BUILD,
    ("images", _FRONTEND / "node_modules/govuk-frontend/dist/govuk/assets/images"),
    ("images", _FRONTEND / "node_modules/@ministryofjustice/frontend/moj/assets/images"),
]
# Production's image collected them into STATIC_ROOT while it was built, and left their sources behind.
STATICFILES_DIRS = [] if PRODUCTION and not _BUILD.exists() else _ASSETS
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- What the browser may do ------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True  # a page's scripts take the token from its forms (emerald/frontend/modules/csrf.js)
CSRF_FAILURE_VIEW = "emerald.accounts.views.stale.out_of_date"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("EMERALD_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/"]  # the load balancer asks from inside
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-emerald"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-emerald-csrf"
# 10 MB of typed text, some four thousand pages of it: whatever anybody pasted is answered by its form, with a sentence
# and all of the text, and not by the server with nothing. Strangers send no more than a sign-in page may carry.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
LONGEST_FROM_STRANGERS = 2 * 1024 * 1024

# --- Evidence ---------------------------------------------------------------------------------------------------
# Where the seals of the access log and of the kept history are also written. In production a place the database's
# administrator cannot change: another host's append-only share.
AUDIT_SEAL_FILE = Path("".join(env.words("AUDIT_SEAL_FILE")) or VAR_DIR / "seals" / "seals.jsonl")
# How many proxies of ours stand in front: the access log keeps the address the outermost of them saw. In production one
# must: it ends HTTPS.
PROXIES_IN_FRONT = env.number("EMERALD_PROXIES", default=1 if PRODUCTION else 0)
# The moment of the change, not of the transaction's start.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"

# --- Addresses of ours --------------------------------------------------------------------------------------------
# Where people write when a page does not work for them (LOCAL).
SUPPORT_EMAIL = env.text("SUPPORT_EMAIL", default="emerald-support@council.example")
# What stands before the path in every link that leaves Emerald.
SITE_ADDRESS = env.text("EMERALD_ADDRESS").rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION and ALLOWED_HOSTS else "http://127.0.0.1:8000"
)

# --- Tasks ------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.server(
    "REDIS_URL", ("redis", "rediss", "redis+socket"), why="For example redis://127.0.0.1:6379/0."
)

if PRODUCTION:
    refuse_unsafe(globals())
