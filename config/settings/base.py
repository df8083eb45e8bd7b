"""Settings shared by every way of running Công Vụ."""

from csp.constants import NONE, SELF

from config import environment

ROOT = environment.ROOT
SECRET_KEY = environment.text("CONGVU_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = environment.words("CONGVU_HOSTS", "localhost,127.0.0.1,[::1]")

# The application logs in as a role that owns nothing; row-level security binds it.
# Migrations run as the owner, by `congvu db migrate`.
DATABASE_URL = environment.text("DATABASE_URL", "postgresql:///congvu")
DATABASE_OWNER_URL = environment.text("DATABASE_OWNER_URL", DATABASE_URL)
SCOPE_ROLE = environment.text("CONGVU_SCOPE_ROLE", "congvu_app")
DATABASES = {"default": environment.database(DATABASE_URL, pool=16)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "congvu.web",
    "congvu.plans",
    "congvu.work",
    "congvu.decisions",
    "congvu.standards",
    "congvu.people",
    "congvu.access",
    "congvu.establishment",
    "congvu.documents",
    "congvu.catalog",
    "congvu.duties",
    "congvu.journal",
    "congvu.core",
    "template_partials",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
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
    "congvu.web.middleware.ActorMiddleware",
    "congvu.web.middleware.SizeMiddleware",
    "congvu.web.middleware.ScopeMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "congvu.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "congvu.core.templatetags.show",
                "congvu.journal.templatetags.acts",
            ],
        },
    }
]

# Widgets come from our templates too: core overrides the one for long lists of options.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- language, days and numbers
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "congvu" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_THOUSAND_SEPARATOR = True

# -- background work and letters
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
EMAIL_BACKEND = environment.text(
    "CONGVU_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_FILE_PATH = ROOT / "var" / "letters"
EMAIL_HOST = environment.text("CONGVU_EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = environment.text("CONGVU_EMAIL_FROM", "congvu@localhost")

# -- files
STATIC_URL = "static/"
STATIC_ROOT = ROOT / "staticfiles"
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT_MB = int(environment.text("CONGVU_UPLOAD_LIMIT_MB", "50"))

# -- electronic signatures
# A folder with the roots that are trusted (.crt, .cer, .pem) and revocation lists (.crl).
TRUST_ROOTS = environment.text("CONGVU_TRUST_ROOTS")
# The time stamp service (RFC 3161), and the driver of signing tokens (PKCS#11) on this machine.
TIME_STAMP_URL = environment.text("CONGVU_TSA_URL")
# Hosts (with commas) inside this network from which revocation lists may be fetched.
LIST_HOSTS = environment.words("CONGVU_LIST_HOSTS")
# The demo's own authority, which stamps and lists what was signed there; nowhere else.
DEMO_AUTHORITY = ""
PKCS11_MODULE = environment.text("CONGVU_PKCS11_MODULE")
# The label of the token to use, where the driver shows several.
PKCS11_TOKEN = environment.text("CONGVU_PKCS11_TOKEN")

# -- sign-in
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Scrypt is as hard to guess against and quicker to check at the door than Django's first choice.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "congvu.access.sign_in.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# django-axes is the one voice that says an account is locked.
ACCOUNT_RATE_LIMITS = {"login_failed": False}
MFA_ADAPTER = "congvu.access.sign_in.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Công Vụ"
MFA_REQUIRED_FOR_ALL = environment.flag("CONGVU_MFA_FOR_ALL", default=False)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "congvu.access.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "congvu.web.errors.csrf_failure"

# -- what a page may load
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("CONGVU_LOG_LEVEL", "WARNING")},
}
