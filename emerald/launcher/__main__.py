"""Inside the environment: which command was asked for, and the sentence when it cannot be done."""

import sys

from emerald.launcher.asked_to_stop import AskedToStop, listen
from emerald.launcher.foreground import bench, manage, test
from emerald.launcher.port import options
from emerald.launcher.run import run

USAGE = """\
python3 -m emerald run [--port N]       set everything up and start Emerald with its demonstration team
python3 -m emerald test [ARGUMENTS]     set everything up and run every test; arguments go to pytest
        [--quick]                       ... but what is refused once for each right, not on each page
        [--at "2028-02-29 12:00"]       ... with every clock at that moment, which needs a C compiler
python3 -m emerald bench [ARGUMENTS]    the measurements that are too slow for every day
python3 -m emerald COMMAND ...          any manage.py command, on the demonstration's servers

DATABASE_URL and REDIS_URL, when set, replace the servers that Emerald starts for itself."""


def main(arguments):
    """The exit code."""
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        print(USAGE)
        return 0
    command, rest = arguments[0], arguments[1:]
    listen()
    try:
        if command == "run":
            return run(**vars(options(rest)))
        if command in {"test", "bench"}:
            return {"test": test, "bench": bench}[command](rest)
        return manage(arguments)
    except AskedToStop:
        return 0
    except RuntimeError as failure:
        print(f"Emerald: {failure}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
