"""Errors for a collector that speaks Sentry's protocol, made anew from what may leave.

The collector is sent what helps to mend a fault: the kinds of error, the lines of code, the page's name, the id of the
request. A report is made of these alone, so that what a library adds to it one day stays here until somebody allows it.
What the error says, values of variables, addresses, forms, headers, cookies and the words of the log are never sent.
"""

from typing import Any

from emerald import __version__
from emerald.lazy import lazy
from emerald.observability import current

sentry_sdk = lazy("sentry_sdk")
KEPT = ("event_id", "timestamp", "level", "platform", "logger", "release", "environment", "sdk")
OF_A_FRAME = ("filename", "module", "function", "lineno", "in_app")


def start(address: str, *, environment: str) -> None:
    """From now on errors of this process are reported to `address` (a DSN)."""
    sentry_sdk.init(
        dsn=address,
        release=__version__,
        environment=environment,
        before_send=allowed,
        before_breadcrumb=lambda *_: None,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
    )


def allowed(event: Any, _hint: Any = None) -> Any:
    """The report with nothing in it but what may leave."""
    report = {name: event[name] for name in KEPT if name in event}
    facts = current.facts()
    report |= {"tags": {name: str(value) for name, value in facts.items()}, "transaction": facts.get("page", "")}
    if errors := event.get("exception", {}).get("values"):
        report["exception"] = {"values": [_error(one) for one in errors]}
    return report


def _error(one: Any) -> dict[str, Any]:
    frames = (one.get("stacktrace") or {}).get("frames", ())
    kept = [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
    return {"type": one.get("type"), "module": one.get("module"), "value": "", "stacktrace": {"frames": kept}}
