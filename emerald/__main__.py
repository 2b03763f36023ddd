"""`python3 -m emerald run | test | bench | <any manage.py command>`: the whole set-up, then the command.

Runs under any Python that can read it, so that an old one is refused in a sentence and not with a traceback. Everything
it imports is standard library; the rest of the launcher (`emerald.launcher`) runs inside the environment made here.
"""

import os
import sys

if os.name != "posix":
    sys.exit("Emerald's launcher runs on Linux and macOS. On Windows, start it inside WSL.")
if sys.version_info < (3, 11):
    sys.exit(
        "Emerald needs Python 3.11 or later and this is Python %d.%d. Install a newer Python and start again with it, "
        "for example: python3.11 -m emerald run" % tuple(sys.version_info[:2])
    )

# After the checks: what follows does not load on an older Python.
from emerald import __version__, environment_setup
from emerald.launcher import port

# What runs tests or reads the code itself needs their tools; nothing else waits for them.
WITH_TOOLS = ("test", "check", "bench")


def main() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        print("Emerald %s" % __version__)
        return
    command, arguments = sys.argv[1:2], sys.argv[2:]
    try:
        if command == ["run"]:
            port.refuse_busy_before_set_up(port.options(arguments).port)
        environment_setup.set_up(
            tools=bool(command) and command[0] in WITH_TOOLS,
            assets=command != ["run"],  # it has them built while the database is made
        )
    except (environment_setup.SetUpFailed, port.PortRefused) as failure:
        sys.exit(f"Emerald: {failure}")
    except KeyboardInterrupt:
        sys.exit("Emerald: stopped during set-up. Start it again to go on from here.")
    python = str(environment_setup.PYTHON)
    sys.stdout.flush()
    os.execv(python, [python, "-m", "emerald.launcher", *sys.argv[1:]])  # noqa: S606  the same program goes on in the environment


if __name__ == "__main__":
    main()
