"""`python3 -m emerald check`: style, types, Django's own checks, the shape of the code and the tests of the rules.

What one asks before each commit. The database of the tests is kept from one run to the next, and made anew when a
migration changed. All parts run at once, and each to its end even when another failed: one run tells everything.
"""

import time

from emerald.environment_setup import ROOT, VAR, digest, install_linters
from emerald.launcher.beside import beside
from emerald.launcher.changed import nearest_tests
from emerald.launcher.embedded import Servers, servers_alone
from emerald.launcher.foreground import call, manage
from emerald.launcher.signals import StopRequested

SERVERS = "check"
STAMP = VAR / "check-database"
TESTS = "rules"
# What asks the database a question; the other tests of style and shape read files. They are six in seven of all that
# `check` asks, each of a few milliseconds, so they cost half as much in one process as handed out to several.
ASKS_THE_DATABASE = ("test_database.py", "test_parts.py")
SHAPE = [path for path in sorted((ROOT / "tests").glob("test_*.py")) if path.name not in ASKS_THE_DATABASE]
ASKED_BESIDE = ("--deselect", "tests/test_types.py::test_every_module_passes_the_type_check")
PARTS = {
    "types": ("-m", "mypy"),
    # Django asks all its own checks before it looks for what no migration has; that it cannot ask a database, which the
    # tests alone have, is no news.
    "Django’s checks": ("-W", "ignore:Got an error checking", "manage.py", "makemigrations", "--check", "--dry-run"),
    "style and shape": ("-m", "pytest", "-q", "-p", "no:xdist", *ASKED_BESIDE, *map(str, SHAPE)),
}
INTERRUPTED, PYTEST_INTERRUPTED = 130, 2
QUICKLY = ("-q", "-n", "auto", "--dist", "loadfile")
# Moving a note takes two children, their people, files and whole histories: a test of it costs three times what another
# rule's does. Continuous integration asks them, and `test --quick` whoever changes what they are about.
DEAREST = "tests/rules/test_moved_*.py"


def check(arguments: list[str]) -> int:
    """The exit code. With arguments it is Django's command alone: `check --deploy`."""
    if arguments:
        return manage(["check", *arguments])
    install_linters()
    with servers_alone(SERVERS, durable=False) as given, beside(given, PARTS) as others:
        failed = [] if _tests_pass(given) else [TESTS]
        failed += [name for name, one in others.items() if not _told(name, *one.result())]
    print(f"Emerald: {'not yet right: ' + ', '.join(failed) if failed else 'all is well'}.", flush=True)
    return 1 if failed else 0


def quick(arguments: list[str]) -> int:
    """The exit code of the tests nearest to what changed; arguments go to pytest."""
    tests = nearest_tests()
    print(f"Emerald: {len(tests)} test files are nearest to what changed:", *tests, sep="\n  ", flush=True)
    with servers_alone(SERVERS, durable=False) as given:
        return call("test", given, "-m", "pytest", *_reused(), *QUICKLY, "--quick", *arguments, *tests)


def _tests_pass(given: Servers) -> bool:
    """Ctrl-C reaches pytest and not us: what it answers then ends the whole check."""
    began = time.monotonic()
    tests = [*(f"tests/{name}" for name in ASKS_THE_DATABASE), "tests/rules"]
    code = call("test", given, "-m", "pytest", *_reused(), *QUICKLY, "--ignore-glob", DEAREST, *tests)
    if code in {INTERRUPTED, PYTEST_INTERRUPTED}:
        raise StopRequested
    if code:
        STAMP.unlink(missing_ok=True)  # what a broken run left in the database stays no longer than this
    return _told(TESTS, code, "", time.monotonic() - began)


def _told(name: str, code: int, said: str, seconds: float) -> bool:
    """Print how a part ended, and what it wrote where it failed; returns whether it passed."""
    if code:
        print(said, end="")
    print(f"Emerald: {name}: {'no' if code else 'ok'}, {seconds:.0f} s", flush=True)
    return not code


def _reused() -> tuple[str, ...]:
    """What tells pytest to keep the database, and to make it anew when a migration is new."""
    migrations = digest(*sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("emerald/*/migrations/*.py")]))
    fresh = STAMP.exists() and STAMP.read_text() == migrations
    STAMP.write_text(migrations)
    return ("--reuse-db",) if fresh else ("--reuse-db", "--create-db")
