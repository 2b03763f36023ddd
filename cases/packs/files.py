"""The files of a case in a pack: never themselves, but their words, written out and looked through as everything else.

A file can hold what nobody sees at once: who wrote it, what a change took out, a hidden sheet, words beneath a black
bar. None of that can go along where only words go.
"""

from functools import cached_property

from django.http import QueryDict

from cases.models import Case, Document
from cases.models.document import Sharing
from cases.parts import PackSection
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.files.read_out import LEFT_OUT, words_of
from emerald.guards import Refused
from emerald.words import day_in_words

NAME = "file"  # of the question, in the address
MOST_OFFERED, MOST_FILES = 200, 20
MOST_LETTERS = 500_000  # of all files of a pack: looking through them takes some seconds
TOO_LONG = "Together with the files before it this is too long for one pack. Make a second one with it."
SECTION, TITLE = "files", "Files, written out"
HINT = "The words of each file you chose. Pictures, and how a page looks, are not in it"
NOT_SHARED = "It must not be shared on, as whoever gave it to us asked."
TOO_MANY = f"A pack takes at most {MOST_FILES} files. Choose fewer, and make a second pack of the others."


class FilesAsked:
    """The files somebody may put into a pack of `case`, and those they chose in the address (`data`)."""

    def __init__(self, case: Case, *, by: User, data: QueryDict) -> None:
        self.case, self.by = case, by
        self.keys = {int(key) for key in data.getlist(NAME) if key.isascii() and key.isdecimal() and len(key) < 19}

    @cached_property
    def offered(self) -> list[Document]:
        mine = self.case.documents.readable_with(self.case.rights, by=self.by)
        return list(mine.on_file().with_files().newest_first()[:MOST_OFFERED])

    @property
    def chosen(self) -> list[Document]:
        return [one for one in self.offered if one.pk in self.keys]

    @property
    def obstacles(self) -> list[str]:
        return [TOO_MANY] if len(self.chosen) > MOST_FILES else []

    @property
    def sections(self) -> list[PackSection]:
        if not self.chosen or self.obstacles:
            return []
        return [PackSection(SECTION, TITLE, lambda case: self.texts, needs=Right.KNOW_CHILD, hint=HINT)]

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        letters = 0
        for document in self.chosen:
            words = _written_out(document)
            letters += sum(len(text) for _, text in words)
            found += words if letters <= MOST_LETTERS else [(_called(document), LEFT_OUT.format(TOO_LONG))]
        return found


def _called(document: Document) -> str:
    return f"{document.heading} ({document.file.words}, added {day_in_words(document.added_at)})"


def _written_out(document: Document) -> list[tuple[str, str]]:
    """(heading, text) of all that stands in it, or the sentence why it is left out."""
    called = _called(document)
    if document.sharing == Sharing.NEVER:
        return [(called, LEFT_OUT.format(NOT_SHARED))]
    try:
        with document.file.opened() as stream:
            words = words_of(stream, document.file.content_type)
    except Refused as refusal:
        return [(called, LEFT_OUT.format(refusal))]
    if words.why_not:
        return [(called, words.why_not)]
    return [(f"{called}: {heading}", text) for heading, text in words.texts]
