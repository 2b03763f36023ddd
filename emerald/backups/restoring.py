"""Back from a backup, into an empty database and an empty folder: whole, or not at all.

It is read twice. The first time everything is looked at, and the files and seals are put in their places; only when
the last byte was as it should be is the database filled, in one transaction. What fails takes with it what it made.
"""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from emerald.audit.provable import unknown_here
from emerald.backups import archive, keys, moment, programs
from emerald.backups.making import FORMAT
from emerald.backups.places import NO_ROOM, Places, clear_what_was_left
from emerald.files import storage
from emerald.guards import Refused

_NAME = re.compile(r"about\.json|database/\d{6}|files/[0-9a-f]{32}|seals\.jsonl|digests\.json|proof")
_THINGS = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
NOT_OURS = (
    "Nobody can say who made this backup: its proof fits none of the keys in EMERALD_FACTS_KEYS. Nothing was restored. "
    "Put the key there that was in force when it was made. If that key is lost for good, and you know where this file "
    "has been ever since, say --without-keys."
)


@dataclass
class Contents:
    """What was found in a backup that is whole."""

    about: dict[str, Any] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)  # of what is in it, as found
    told: dict[str, str] = field(default_factory=dict)  # and as its own list says
    missing: list[str] = field(default_factory=list)
    proof: str = ""
    list_as_text: bytes = b""


def refuse_what_is_not_empty() -> None:
    """Raises Refused with all that is in the way. What a restore left that was stopped is cleared away before."""
    found = []
    if things_in_the_database():
        found.append(
            "The database is not empty. A backup is restored into a new one and never over anything: make one, and "
            "let DATABASE_URL name it."
        )
        if Places().mark.exists():
            found.append(
                "A restore that was begun here was stopped when the database was full already. Make the database "
                "anew and start again: what that one left of files and seals is then cleared away by itself."
            )
            raise Refused(*found)
    if storage.root().exists() and any(path.is_file() for path in storage.root().rglob("*")):
        found.append(
            f"The folder of attached files is not empty ({settings.FILES_ROOT}). Name a new one in FILES_ROOT."
        )
    seals = Path(settings.AUDIT_SEAL_FILE)
    if seals.exists() and seals.stat().st_size:
        found.append(f"There are seals already ({seals}). Put them aside, or name another AUDIT_SEAL_FILE.")
    if found:
        raise Refused(*found)


def things_in_the_database() -> int:
    """How many tables and the like it has."""
    with connection.cursor() as cursor:
        cursor.execute(_THINGS)
        return int(cursor.fetchone()[0])


def restore(path: Path, identities: list[Any], *, without_keys: bool = False) -> Contents:
    """Fill the empty database, FILES_ROOT and AUDIT_SEAL_FILE from the backup at `path`. Returns its Contents.

    Raises Refused with the sentences that say why not, and then everything is as empty as it was. `without_keys`: also
    when nobody can prove who made it. The database then still has to be migrated.
    """
    clear_what_was_left(database_is_empty=not things_in_the_database())
    refuse_what_is_not_empty()
    places = Places()
    places.begin()
    try:
        contents = read(path, identities, places, without_keys=without_keys)
        places.are_filled()
        with roles_there(contents.about["roles"]):
            _fill_database(path, identities, contents)
    except BaseException:
        places.empty_again()
        raise
    places.end()
    return contents


def read(path: Path, identities: list[Any], places: Places | None = None, *, without_keys: bool = False) -> Contents:
    """Look at every byte of a backup, and put files and seals into their `places`, if there are some. Returns its
    Contents; raises Refused when it is not whole, not ours or not for this release."""
    contents = Contents()
    try:
        with archive.opened(path, identities) as members:
            for name, file in members:
                _take(contents, name, file, places)
    except (ValueError, KeyError, TypeError):  # lists that are none
        raise Refused(archive.BROKEN) from None
    if not contents.about or contents.digests != contents.told:
        raise Refused(archive.BROKEN)
    if not without_keys and not keys.proves(contents.proof, contents.list_as_text):
        raise Refused(NOT_OURS)
    return contents


def _take(contents: Contents, name: str, file: IO[bytes], places: Places | None) -> None:
    if not _NAME.fullmatch(name) or name in contents.digests or bool(contents.about) == (name == "about.json"):
        raise Refused(archive.BROKEN)
    if name == "proof":
        contents.proof = file.read().decode("ascii", "replace")
    elif name == "digests.json":
        contents.list_as_text = file.read()
        said = json.loads(contents.list_as_text)
        contents.told, contents.missing = said["members"], said["missing"]
    elif name == "about.json":
        text = file.read()
        contents.digests[name] = hashlib.sha256(text).hexdigest()
        contents.about = json.loads(text)
        refuse_another_release(contents.about)
    else:
        kept = places.open(name) if places and not name.startswith("database/") else None
        contents.digests[name] = _copied(file, kept)


def _copied(file: IO[bytes], kept: BinaryIO | None) -> str:
    """The digest of what is in a file; copied to `kept`, which is on the disk then. Raises Refused when it is full."""
    total = hashlib.sha256()
    try:
        while piece := file.read(1 << 20):
            total.update(piece)
            if kept:
                kept.write(piece)
        if kept:
            kept.flush()
            os.fsync(kept.fileno())
    except OSError as error:
        raise Refused(f"{NO_ROOM} ({error.strerror}).") from None
    finally:
        if kept:
            kept.close()
    return total.hexdigest()


def refuse_another_release(about: dict[str, Any]) -> None:
    """Raises Refused when this release, or this server, is too old for the backup."""
    if about.get("format") != FORMAT:
        raise Refused(f"This backup has the form {about.get('format')}, and this release knows {FORMAT}.")
    if unknown := unknown_here({tuple(name.split(".", 1)) for name in about["migrations"]}):
        raise Refused(
            f"This backup is of release {about['version']}, which is newer than this one: it has {len(unknown)} "
            f"migrations that are not known here, the first is {unknown[0]}. Restore it with that release."
        )
    if about["postgresql"] > programs.server_major():
        raise Refused(
            f"This backup is of PostgreSQL {about['postgresql']}, and this server is {programs.server_major()}. "
            "Restore it into a server of that version or a later one."
        )


@contextmanager
def roles_there(names: list[str]) -> Iterator[None]:
    """Those that policies name, made where they are missing, without a password and without rights: `grant_application`
    gives them. They go again when what follows fails. Raises Refused when they cannot be made."""
    quote, made = connection.ops.quote_name, []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [names])
        for name in sorted(set(names) - {there for (there,) in cursor.fetchall()}):
            try:
                cursor.execute(f"CREATE ROLE {quote(name)} LOGIN NOINHERIT")
            except DatabaseError:
                raise Refused(
                    f"The backup names the database role {name}, which is not on this server and cannot be made by "
                    f"this one. Make it as an administrator of the server: CREATE ROLE {name} LOGIN NOINHERIT."
                ) from None
            made.append(name)
    try:
        yield
    except BaseException:
        with connection.cursor() as cursor:
            for name in made:
                cursor.execute(f"DROP ROLE {quote(name)}")
        raise


def _fill_database(path: Path, identities: list[Any], contents: Contents) -> None:
    program = programs.program("pg_restore", at_least=max(programs.server_major(), contents.about["postgresql"]))
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
    options += ["--dbname", connection.settings_dict["NAME"]]
    connection.close()
    otherwise = "The database could not be filled, and is as empty as it was."
    with (
        programs.running(program, *options, otherwise=otherwise, stdin=subprocess.PIPE) as process,
        archive.opened(path, identities) as members,
        suppress(BrokenPipeError),  # it has given up: its own words say why
    ):
        archive.unpack(_dump_among(members), cast(IO[bytes], process.stdin))


def _dump_among(members: Iterator[tuple[str, IO[bytes]]]) -> Iterator[IO[bytes]]:
    """The pieces of the dump, which come first after the one that tells what all is."""
    for name, file in members:
        if name.startswith("database/"):
            yield file
        elif name != "about.json":
            return


def differences(contents: Contents) -> Iterator[str]:
    """Sentences about tables that do not have as many rows as the backup says. Ask before anything else is written."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = moment.counts(cursor)
    wanted = contents.about["counts"]
    for table in sorted(found.keys() | wanted.keys()):
        if found.get(table) != wanted.get(table):
            yield f"{table} has {found.get(table, 'no')} rows and should have {wanted.get(table, 'none')}."
