"""Settings of the log and of what else is told about the servers."""

from emerald import env

# --- Log: references, never names or note text ------------------------------------------------------------------
# Lines of JSON for a collector, or lines for people.
LOG_FORMAT = env.one_of(
    "EMERALD_LOG_FORMAT", ("json", "line"), default="json" if env.mode() == env.Mode.PRODUCTION else "line"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "emerald.audit.technical_log.Wordless",
            "style": "{",
            "fmt": "{asctime} {levelname} {name} {message}",
        },
        "json": {"()": "emerald.observability.json_lines.JsonLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        # The access log for a SIEM: each message is a line of JSON already.
        "access lines": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # axes writes e-mail addresses into its lines; the access log has what matters of them.
    # The makers and readers of PDFs tell of each step, and of the letters in it; Notify's client quotes its answers.
    "loggers": {
        name: {"level": "ERROR"} for name in ("axes", "weasyprint", "fontTools", "pypdf", "notifications_python_client")
    }
    | {"emerald.access_lines": {"handlers": ["access lines"], "level": "INFO", "propagate": False}},
}

# --- Figures and errors -----------------------------------------------------------------------------------------
# Who asks for /metrics/ shows this token; without one there is no such page.
METRICS_TOKEN = env.said("EMERALD_METRICS_TOKEN")
# Where the web processes put their figures together. Nothing said: each counts for itself.
METRICS_FOLDER = env.said("EMERALD_METRICS_FOLDER")
# A collector of errors that speaks Sentry's protocol, of the council's own.
SENTRY_DSN = env.said("SENTRY_DSN")
# Whether the worker writes each entry of the access log to its standard output too, for the council's SIEM.
ACCESS_LOG_LINES = env.flag("EMERALD_ACCESS_LOG_LINES", default=False)
