"""Inside the environment: which command was asked for, and the sentence when it cannot be done."""

import sys

from emerald.launcher.checking import check, quick
from emerald.launcher.foreground import bench, covered, manage, test
from emerald.launcher.picture import picture
from emerald.launcher.port import options
from emerald.launcher.run import run
from emerald.launcher.signals import StopRequested, listen

USAGE = """\
python3 -m emerald run [--port N]       set everything up and start Emerald with its demonstration team
python3 -m emerald test [ARGUMENTS]     set everything up and run every test; arguments go to pytest
        [--at "2028-02-29 12:00"]       ... with every clock at that moment, which needs a C compiler
        [--quick]                       ... those nearest to what changed since main, and each refusal once for a right
        [--coverage]                    ... and tell how much of the code they ran
python3 -m emerald check                style, types, Django's checks, the shape of the code, the tests of the rules
python3 -m emerald picture [PACKAGE]    the rooms and which imports which, as a Mermaid diagram
python3 -m emerald bench [ARGUMENTS]    the measurements that are too slow for every day; arguments go to pytest
        --size small|middle|national    ... what every page costs each role, in a council of that size
python3 -m emerald --version            which version this is
python3 -m emerald COMMAND ...          any manage.py command, on the demonstration's servers

DATABASE_URL and REDIS_URL, when set, replace the servers that Emerald starts for itself."""

OTHERS = {"bench": bench, "check": check, "picture": picture}
WAYS_TO_TEST = {"--quick": quick, "--coverage": covered}


def main(arguments: list[str]) -> int:
    """The exit code."""
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        print(USAGE)
        return 0
    command, rest = arguments[0], arguments[1:]
    listen()
    try:
        if command == "run":
            return run(**vars(options(rest)))
        if command == "test":
            return _test(rest)
        if command in OTHERS:
            return OTHERS[command](rest)
        return manage(arguments)
    except StopRequested:
        return 0
    except RuntimeError as failure:
        print(f"Emerald: {failure}", file=sys.stderr)
        return 1


def _test(arguments: list[str]) -> int:
    for option, way in WAYS_TO_TEST.items():
        if option in arguments:
            return way([each for each in arguments if each != option])
    return test(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
