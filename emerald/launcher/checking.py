"""`python3 -m emerald check`: style, types, Django's own checks, the shape of the code and the tests of the rules.

What one asks before each commit. The database of the tests is kept from one run to the next, and made anew when a
migration changed. Each part runs even when one before it failed, so that one run tells everything.
"""

import time

from emerald.environment_setup import ROOT, VAR, digest, install_linters
from emerald.launcher.changed import nearest_tests
from emerald.launcher.embedded import servers_alone
from emerald.launcher.foreground import call, manage
from emerald.launcher.signals import StopRequested

SERVERS = "check"
STAMP = VAR / "check-database"
STYLE = "tests/test_style.py"
PARTS = {
    "style": (("-m", "pytest", "-q", STYLE),),
    "types": (("-m", "mypy"),),
    "Django’s checks": (("manage.py", "check"), ("manage.py", "makemigrations", "--check", "--dry-run")),
}
INTERRUPTED, PYTEST_INTERRUPTED = 130, 2
QUICKLY = ("-q", "-n", "auto", "--dist", "loadfile")


def check(arguments):
    """The exit code. With arguments it is Django's command alone: `check --deploy`."""
    if arguments:
        return manage(["check", *arguments])
    install_linters()
    shape = [f"tests/{path.name}" for path in sorted((ROOT / "tests").glob("test_*.py"))]
    with servers_alone(SERVERS, durable=False) as given:
        failed = [name for name, commands in PARTS.items() if not _passes(name, given, *commands)]
        rules = ("-m", "pytest", *_reused(), *QUICKLY, "--deselect", STYLE, *shape, "tests/rules")
        if not _passes("shape and rules", given, rules):
            failed.append("shape and rules")
            STAMP.unlink(missing_ok=True)  # what a broken run left in the database stays no longer than this
    print(f"Emerald: {'not yet right: ' + ', '.join(failed) if failed else 'all is well'}.", flush=True)
    return 1 if failed else 0


def quick(arguments):
    """The exit code of the tests nearest to what changed; arguments go to pytest."""
    tests = nearest_tests()
    print(f"Emerald: {len(tests)} test files are nearest to what changed:", *tests, sep="\n  ", flush=True)
    with servers_alone(SERVERS, durable=False) as given:
        return call("test", given, "-m", "pytest", *_reused(), *QUICKLY, "--quick", *arguments, *tests)


def _passes(name, given, *commands):
    began = time.monotonic()
    codes = [_code_of(given, command) for command in commands]
    print(f"Emerald: {name}: {'no' if any(codes) else 'ok'}, {time.monotonic() - began:.0f} s", flush=True)
    return not any(codes)


def _code_of(given, command):
    """Ctrl-C reaches the child and not us: what it answers then ends the whole check."""
    code = call("test", given, *command)
    if code == INTERRUPTED or ("pytest" in command and code == PYTEST_INTERRUPTED):
        raise StopRequested
    return code


def _reused():
    """What tells pytest to keep the database, and to make it anew when a migration is new."""
    migrations = digest(*sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("emerald/*/migrations/*.py")]))
    fresh = STAMP.exists() and STAMP.read_text() == migrations
    STAMP.write_text(migrations)
    return ("--reuse-db",) if fresh else ("--reuse-db", "--create-db")
