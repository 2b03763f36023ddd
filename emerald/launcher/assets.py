"""The assets, built beside what else a start has to do. Whoever needs them waits with `finish`."""

import sys
from contextlib import redirect_stdout
from typing import Any

from emerald.environment_setup import SetUpFailed, assets_are_fresh, build_assets, say
from emerald.launcher.beside import beside
from emerald.launcher.embedded import Servers
from emerald.launcher.signals import StopRequested, listen

ASSETS: dict[str, tuple[str, ...]] = {"assets": ("-m", "emerald.launcher.assets")}


def built_beside(given: Servers) -> Any:
    """A context: yields what `finish` takes, at once."""
    stale = not assets_are_fresh()
    if stale:
        say("building the assets, beside what follows")
    return beside(given, ASSETS if stale else {})


def finish(building: Any) -> None:
    """Return when they are built. Raises RuntimeError with the sentence when that failed."""
    for one in building.values():
        code, said, _ = one.result()
        if code:
            raise RuntimeError(said.strip())


def main() -> None:
    """Ended with its parent: npm goes with it."""
    listen()
    try:
        with redirect_stdout(None):  # the parent has said what is being done
            build_assets()
    except SetUpFailed as failure:
        sys.exit(str(failure))
    except StopRequested:
        sys.exit(1)


if __name__ == "__main__":
    main()
