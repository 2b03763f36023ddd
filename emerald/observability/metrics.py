"""Figures for Prometheus: what the web processes counted, and what the database knows at the moment of asking."""

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from emerald.observability import processes_of_metrics
from emerald.observability.state import State

SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

if settings.METRICS_FOLDER:
    processes_of_metrics.share(settings.METRICS_FOLDER)
COUNTED = CollectorRegistry()
REQUESTS = Counter(
    "emerald_requests", "Requests, by the name of the page", ["page", "method", "status"], registry=COUNTED
)
DURATION = Histogram(
    "emerald_request_seconds", "Seconds until the answer began", ["page"], buckets=SECONDS, registry=COUNTED
)


def count(page: str, method: str, status: int, seconds: float) -> None:
    """One request that was answered."""
    REQUESTS.labels(page, method, str(status)).inc()
    DURATION.labels(page).observe(seconds)


def exposition() -> bytes:
    """Everything, as Prometheus reads it (bytes). The database being away is a figure too, and no error."""
    counted = processes_of_metrics.of_all(settings.METRICS_FOLDER) if settings.METRICS_FOLDER else COUNTED
    now = CollectorRegistry()
    now.register(State())
    return generate_latest(counted) + generate_latest(now)
