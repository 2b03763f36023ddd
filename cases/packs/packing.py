"""A pack: what would be in it, what in it may be somebody else's, and the file once everything was decided."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Protocol

from django.utils import timezone

from cases.models import Case
from cases.models.chronology.entries import ChronologyEntry, EntryQuerySet
from cases.models.chronology.packs import MOST_ENTRIES, Pack, PackKind
from cases.packs.files import SECTION, FilesAsked
from cases.packs.findings import BLACKED_OUT, Finding, Found, Passage
from cases.packs.third_party import Looking, find
from cases.registries.pack_sections import sections_for
from emerald.accounts.models import User
from emerald.papers.paper import MARKING, Paper, Part
from emerald.papers.pdf import as_pdf
from emerald.papers.pdf import why_not as why_no_pdf
from emerald.papers.word import as_word
from emerald.words import day_in_words, moment, plural

KEEP, BLACK_OUT, LEAVE_OUT = "keep", "black_out", "leave_out"
DECISIONS = [(KEEP, "Keep it"), (BLACK_OUT, "Black it out"), (LEAVE_OUT, "Leave out the whole text it is in")]
CANNOT_BE_LOOKED_FOR = (
    "An address of this child cannot be read, because the key it was encrypted with is missing, so nobody could tell "
    "whether it is in this pack. Tell your system administrator, who can put the key back."
)
HANDLING = (
    f"{MARKING}. This paper tells of a child. Only the person it was made for may have it. Keep it locked, "
    "do not copy it, and destroy it when the purpose is met."
)


@dataclass(frozen=True)
class Decisions:
    """What was decided about each finding: {finding's key: KEEP, BLACK_OUT or LEAVE_OUT}, and why a sensitive address
    is shown."""

    by_key: dict[str, Any]
    reasons: dict[str, str] = field(default_factory=dict)

    def among(self, findings: Iterable[Finding], decision: str) -> list[Finding]:
        return [one for one in findings if self.by_key.get(one.key) == decision]


class Asked(Protocol):
    """What is needed of a filter of the chronology."""

    @property
    def found(self) -> EntryQuerySet: ...
    @property
    def is_bound(self) -> bool: ...
    def is_valid(self) -> bool: ...
    @property
    def answers(self) -> dict[str, Any]: ...
    @property
    def sentence_for_others(self) -> str: ...


class Contents:
    """What somebody may put into a pack of `case`: the entries `asked` for (a ChronologyFilter), the sections whose
    right they hold, and the words of the `files` they chose. Reads everything once."""

    def __init__(self, case: Case, *, by: User, asked: Asked, files: FilesAsked) -> None:
        self.case, self.by, self.asked, self.files = case, by, asked, files
        self.sections = [*sections_for(case.rights), *files.sections]

    @cached_property
    def entries(self) -> list[ChronologyEntry]:
        return list(self.asked.found.with_people().newest_first()[: MOST_ENTRIES + 1])

    @cached_property
    def texts(self) -> dict[str, Any]:
        """{section's key: [(passage's key, heading, text)]}"""
        return {
            one.key: [(f"{one.key}-{n}", heading, text) for n, (heading, text) in enumerate(one.texts(self.case))]
            for one in self.sections
        }

    @cached_property
    def obstacles(self) -> list[str]:
        """The sentences that stand in the way of any pack of this."""
        if self.asked.is_bound and not self.asked.is_valid():
            return ["What the chronology is narrowed to cannot be read. Go back and narrow it again."]
        if len(self.entries) > MOST_ENTRIES:
            return [
                f"A pack holds at most {MOST_ENTRIES:,} entries and this would be more. Narrow the chronology by "
                "dates and make two packs."
            ]
        if self.files.obstacles:
            return self.files.obstacles
        if any(one.why_not_read for one in self.case.child.with_details().addresses.all()):
            return [CANNOT_BE_LOOKED_FOR]
        return [] if self.entries or any(self.texts.values()) else ["There is nothing to put into a pack."]

    @cached_property
    def everything(self) -> list[Passage]:
        return self.passages([one.key for one in self.sections])

    @cached_property
    def looking(self) -> Looking:
        return Looking([one.text for one in self.everything], self.case, self.by)

    @cached_property
    def findings(self) -> list[Finding]:
        return find(self.everything, self.looking)

    def findings_in(self, chosen: Collection[str]) -> list[Finding]:
        """Those that stand in the entries or in one of the chosen sections."""
        keys = {one.key for one in self.passages(chosen)}
        return [one for one in self.findings if one.keys & keys]

    def passages(self, chosen: Collection[str]) -> list[Passage]:
        """Every text that would be printed with these sections, each as it is given to whoever blacks it out."""
        found = []
        for entry in self.entries:
            place = f"{day_in_words(entry.day)}, {entry.get_kind_display().lower()}"
            who, *texts = _texts_of(entry)
            found.append(Passage(f"entry-{entry.pk}", f"{place}, recorded by", who))
            found += [Passage(f"entry-{entry.pk}", place, text) for text in texts]
        for section in self.sections:
            if section.key in chosen:
                for key, heading, text in self.texts[section.key]:
                    found += [Passage(key, f"{section.title}: {heading}", one) for one in (heading, text)]
        return found

    @cached_property
    def mark(self) -> str:
        """What the check saw: its newest entry, how many, and a fingerprint of every word."""
        words = sha256(repr([(one.key, one.text) for one in self.everything]).encode()).hexdigest()
        return f"{max((one.pk for one in self.entries), default=0)}-{len(self.entries)}-{words}"

    def what_came_since(self, mark: str) -> str:
        """The sentence for somebody whose check saw something else; "" when it saw exactly this."""
        if mark == self.mark:
            return ""
        newest = mark.partition("-")[0]
        newer = sum(one.pk > int(newest) for one in self.entries) if newest.isdecimal() and len(newest) < 19 else 0
        came = f"{plural(newer, 'entry', 'entries')} came" if newer else "something was changed"
        return (
            f"While you were checking, {came}. No file was made. What you decided is still here: look through the "
            "list again, then make the pack."
        )


def make(
    contents: Contents,
    decisions: Decisions,
    *,
    kind: str,
    purpose: str,
    recipient: str,
    sections: Collection[str],
    name_child: bool,
) -> tuple[Pack, bytes]:
    """(Pack, bytes of the file). Raises NotYet where a PDF cannot be made, NotYours when the right was taken away."""
    findings = contents.findings_in(sections)
    gone = {key for one in decisions.among(findings, LEAVE_OUT) for key in one.keys}
    kept = [one for one in contents.entries if f"entry-{one.pk}" not in gone]
    write = Blackener(contents.looking, decisions.among(findings, BLACK_OUT))
    paper = _paper(contents, write, kept, gone, purpose, recipient, sections, name_child)
    made, pages = as_pdf(paper) if kind == PackKind.PDF else (as_word(paper), None)
    answers = {
        name: str(answer) if not isinstance(answer, list | bool) else answer
        for name, answer in contents.asked.answers.items()
    }
    pack = contents.case.record_pack(
        by=contents.by,
        kind=kind,
        purpose=purpose,
        recipient=recipient,
        filters=answers | ({"files": [one.pk for one in contents.files.chosen]} if SECTION in sections else {}),
        narrowed=contents.asked.sentence_for_others[:400],
        sections=[one.title for one in contents.sections if one.key in sections],
        entries=len(kept),
        left_out=len(contents.entries) - len(kept),
        pages=pages,
        sha256=sha256(made).hexdigest(),
        decisions=[
            {
                "kind": one.kind,
                "in": len(one.places),
                "decision": decisions.by_key[one.key],
                "because": decisions.reasons.get(one.key, ""),
            }
            for one in findings
        ],
    )
    return pack, made


class Blackener:
    """Writes a text without what was decided to be blacked out."""

    def __init__(self, looking: Looking, findings: list[Finding]) -> None:
        self.looking, self.chosen = looking, {one.of for one in findings}

    def __call__(self, text: str) -> str:
        return self.looking.black_out(text, self.chosen)


def _paper(
    contents: Contents,
    write: Blackener,
    kept: list[ChronologyEntry],
    gone: set[str],
    purpose: str,
    recipient: str,
    sections: Collection[str],
    name_child: bool,
) -> Paper:
    case, by = contents.case, contents.by
    number = plural(len(kept), "entry", "entries")
    left = len(contents.entries) - len(kept)
    shown = write(contents.asked.sentence_for_others)
    facts = [
        *([("Child", case.child.full_name)] if name_child else []),
        ("Made for", recipient),
        ("Purpose", purpose),
        ("Made by", f"{by.name}, {by.role_title.lower()}"),
        ("Made on", moment(timezone.now())),
        ("Chronology", f"{shown[:1].upper()}{shown[1:]}: {number}, newest first"),
        *([("Left out", plural(left, "entry", "entries"))] if left else []),
        *([("Blacked out", f"{BLACKED_OUT} marks where words were taken out")] if write.chosen else []),
    ]
    parts = [Part("Chronology", ("When", "What happened", "Recorded by"), rows=[_row(one, write) for one in kept])]
    for section in contents.sections:
        if section.key in sections:
            parts.append(
                Part(
                    section.title,
                    texts=[
                        (write(heading), write(text))
                        for key, heading, text in contents.texts[section.key]
                        if key not in gone
                    ],
                )
            )
    return Paper("Chronology", case.reference, facts, parts, warning=HANDLING)


def _row(entry: ChronologyEntry, write: Blackener) -> tuple[str, str, str]:
    when = day_in_words(entry.day) if not entry.hour_known else moment(entry.happened_at)
    if entry.recorded_late_on:
        when += f"\nrecorded {day_in_words(entry.recorded_late_on)}"
    return (
        when,
        "\n".join(write(text) for text in _texts_of(entry)[1:]),
        write(entry.recorded_by.name_at(entry.recorded_at)),
    )


def _texts_of(entry: ChronologyEntry) -> list[str]:
    """Every typed word of an entry, the name of who told it first."""
    taken_back = entry.withdrawal
    return [
        entry.recorded_by.name_at(entry.recorded_at),
        entry.sentence,
        *([f"Source: {entry.source}"] if entry.source else []),
        *([f"Withdrawn on {day_in_words(taken_back.day)}. {taken_back.sentence}"] if taken_back else []),
    ]


def obstacles_to(kind: str) -> list[str]:
    """What stands in the way of a file of this kind on this server."""
    return why_no_pdf() if kind == PackKind.PDF else []


def is_sensitive(finding: Finding) -> bool:
    return finding.kind == Found.SENSITIVE
