"""The settings about files, read from the environment; `emerald.settings` takes them over. See decision 15
(attachments)."""

from pathlib import Path

from emerald import env

_MODE = env.mode()
# The private folder for what people attach; never below a folder that a web server hands out. Back it up with the
# database: the one is worth nothing without the other.
FILES_ROOT = Path(
    env.required("FILES_ROOT", why="Put a private folder there in which attached files are kept.")
    if _MODE == env.Mode.PRODUCTION
    else "".join(env.words("FILES_ROOT")) or env.ROOT / "var" / "files" / _MODE
)
FILES_LARGEST_MB = env.number("FILES_LARGEST_MB", default=25)  # one file
FILES_MB_AT_ONCE = env.number("FILES_MB_AT_ONCE", default=100)  # all files of one sending
FILES_MEGAPIXELS = env.number("FILES_MEGAPIXELS", default=50)  # of a picture; a telephone makes 12 to 50
# Every upload goes piece by piece to disk, in FILES_ROOT and not in /tmp, which may be memory.
FILE_UPLOAD_HANDLERS = ["emerald.files.upload_handler.DiskUploadHandler"]
# Where ClamAV's daemon listens: /run/clamav/clamd.ctl, or host:3310. Without one, files say that nobody scanned them.
CLAMD = "".join(env.words("CLAMD"))
if CLAMD and not CLAMD.startswith("/") and not CLAMD.rpartition(":")[2].isdigit():
    raise env.MissingSetting(f"CLAMD is '{CLAMD}'. It must be the path of a socket, or host:port.")
CLAMD_SECONDS = env.number("CLAMD_SECONDS", default=5)  # a page waits no longer; then the worker asks
