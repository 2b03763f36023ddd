import sys
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from emerald.audit.after_migrate import keep_clock_ahead
from emerald.audit.record import record_act
from emerald.audit.seal import seal_new_rows
from emerald.backups import keys
from emerald.backups.making import newest_in
from emerald.backups.restoring import Contents, differences, read, restore
from emerald.guards import Refused

NOT_AS_IT_WAS = 3  # 2 is what a misspelt option ends with


class Command(BaseCommand):
    help = (
        "Fill an empty database, an empty FILES_ROOT and AUDIT_SEAL_FILE from a backup, migrate, and prove it. Run it "
        "as the owner of the database. Ends with 1 when nothing was restored, and with 3 when all was but something "
        "in it is not as it should be."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", metavar="FILE", type=Path, help="the backup, or a folder: then its newest")
        parser.add_argument(
            "--key", required=True, help="the file with the private key; - reads it from standard input"
        )
        parser.add_argument("--by", metavar="NAME", help="who restores it; stands in the access log")
        parser.add_argument(
            "--without-keys", action="store_true", help="also when none of EMERALD_FACTS_KEYS proves who made it"
        )
        parser.add_argument("--only-look", action="store_true", help="read it to its end and restore nothing")

    def handle(
        self,
        *,
        backup: Path,
        key: str,
        by: str | None = None,
        without_keys: bool = False,
        only_look: bool = False,
        **options: Any,
    ) -> None:
        if not by and not only_look:
            raise CommandError("Say who restores it: --by NAME.")
        try:
            path = newest_in(backup)
            identities = keys.identities(sys.stdin.read()) if key == "-" else keys.identities_in(Path(key))
            do = read if only_look else restore
            contents = do(path, identities, without_keys=without_keys)
        except Refused as refusal:
            raise CommandError("\n".join(refusal.sentences), returncode=1) from None
        self.tell(contents)
        if not only_look:
            self.prove(contents, path.name, by)

    def tell(self, contents: Contents) -> None:
        about = contents.about
        self.stdout.write(f"The backup of {about['at']}, release {about['version']}, is whole.")
        for sentence in keys.lacking(about["keys"]):
            self.stdout.write(sentence)

    def prove(self, contents: Contents, name: str, by: str | None) -> None:
        """Each question with its answer; what went wrong is in the last words as well."""
        about, wrong = contents.about, list(differences(contents))
        self.stdout.write(
            "Rows: not as many as in the backup."
            if wrong
            else f"Rows: {sum(about['counts'].values())}, as in the backup."
        )
        if contents.missing:
            wrong.append(f"{len(contents.missing)} attached files were missing already when the backup was made.")
        self.stdout.write(f"Attached files: {about['files'] - len(contents.missing)}.")
        call_command("migrate", interactive=False, verbosity=0)
        keep_clock_ahead(from_a_backup=True)
        seal_new_rows()  # what no seal covered when the backup was made, and nothing will write any more
        self.stdout.write("Migrated to this release.")
        detail = f"made {about['at']} by release {about['version']}"
        record_act(f"restore: {by}", "restored", subject="backup", reference=name, detail=detail)
        for words, question in (("The record", "verify_audit"), ("Rights", "rebuild_access")):
            answer = StringIO()
            try:
                call_command(question, stdout=answer, **({"check": True} if question == "rebuild_access" else {}))
            except CommandError as fault:
                wrong.append(f"{words} ({question}): {fault}")
            self.stdout.write(f"{words} ({question}): {answer.getvalue().strip() or 'not as it should be, see below.'}")
        if wrong:
            raise CommandError("\n".join(["Everything was restored, but:", *wrong]), returncode=NOT_AS_IT_WAS)
        self.stdout.write(
            "Now give the role of web, worker and beat its rights (grant_application), delete again what was deleted "
            "since, and start them."
        )
