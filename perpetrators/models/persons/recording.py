"""Recording a person of concern, putting right what is recorded, and who looks after the record."""

from collections.abc import Iterable
from typing import Any, Protocol, Self

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.models.access.locks import changes_rights
from cases.models.access.rights import sync_rights_of_children
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import POLICE_LIAISON
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import problem_in_future
from emerald.files.kinds import BY_CONTENT_TYPE, PICTURES
from emerald.guards import NotYet, NotYours
from emerald.text.names import name_keys_of
from emerald.text.spelling import sounds_of
from emerald.text.words import beginnings_of
from perpetrators.models.register.linked_cases import VersionedPerson, chronicle_on_cases_of
from perpetrators.models.register.numbering import RegisterNumber

OLDEST = 110  # an estimate above this is a slip of the keyboard
NAMES = ("name", "nickname")  # the particulars by which somebody is found as by a name
# How the timeline speaks of each field; it never holds a value.
WORDS = {
    "given_names": "names",
    "family_name": "names",
    "called": "names",
    "date_of_birth": "date of birth",
    "estimated_age": "estimated age",
    "sex": "sex",
    "also_a_child": "whether also a child or a victim",
    "ethnicity": "ethnicity",
    "ethnicity_basis": "ethnicity",
    "ethnicity_why_unknown": "ethnicity",
    "nationality": "nationality",
    "nationality_basis": "nationality",
    "nationality_why_unknown": "nationality",
    "description": "description",
    "occupation": "occupation",
}


class PersonRecordingHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    beginnings: Any
    child_records: Any
    name_keys: Any
    called: Any
    date_of_birth: Any
    estimated_age: Any
    estimated_on: Any
    ethnicity: Any
    family_name: Any
    given_names: Any
    nationality: Any
    officer: Any
    particulars: Any
    photograph: Any
    reference: Any
    sounds: Any

    @property
    def officer_now(self) -> User | None: ...
    @property
    def pk(self) -> Any: ...
    def _unexplained(self, what: str, is_known: bool) -> dict[str, str]: ...
    def add_entry(self, sentence: str, *, by: User) -> Any: ...
    def has_own_child_record(self) -> bool: ...
    def admit_next(self, before: User | None, *, by: User) -> None: ...
    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def children_now(self) -> list[int]: ...
    def listen(self) -> None: ...
    def problems(self) -> dict[str, str]: ...
    def save_next_version(self, *fields: str) -> None: ...
    def take(self, **fields: Any) -> None: ...


class PersonRecording(VersionedPerson):
    """The trait of a person of concern that it is recorded once and put right in parts."""

    estimated_age: Any  # fields of the person that it sets
    estimated_on: Any
    officer: Any

    class Meta:
        abstract = True

    @classmethod
    @acting_as_emerald("change the register")
    @changes_rights
    def record(
        cls,
        *,
        by: User,
        area: Team | None = None,
        officer: User | None = None,
        through: Case | None = None,
        link: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Self:
        """A new person of concern, suspected. From the register by whoever keeps it, into the team `area`; or from a
        case (`through`), on which `by` holds RECORD_SUSPECTS: then the child is linked, as `link` says (nature, since,
        ... as `PersonOfConcern.link` takes them).

        `officer` may be named only by those who may appoint one. Ethnicity and nationality need a basis, or why they
        are not known. Raises NotYours, NotYet. Returns the person.
        """
        if through is not None:
            through.begin_change(by=by, right=Right.RECORD_SUSPECTS)
        elif not (by.may_enter() and by.has_site_right(SiteRight.KEEP_REGISTER)):
            raise NotYours(
                "You cannot record a person of concern without a case. Open the child’s case and record "
                "them under Disruption, or ask a police liaison officer."
            )
        if officer and not (by.has_site_right(SiteRight.KEEP_REGISTER) or Right.KEEP_MEASURES in by.rights_on_a_case):
            raise NotYours("Who is responsible for the record is decided by police liaison or a practice manager.")
        person: Any = cls(area=area or (through and through.team), officer=officer, recorded_by=by, **fields)
        person.take(**fields)
        obstacles = [*person.problems().values(), *why_not_officer(officer)]
        if obstacles:
            raise NotYet(*obstacles)
        person.reference = RegisterNumber.next_reference("PC", timezone.localdate().year)
        person.listen()
        person.save()
        person.add_entry("The record was made.", by=by)
        if through is not None:
            person.join(by=by, child=through.child, **(link or {}))
        return person

    @transaction.atomic
    def change(self: PersonRecordingHost, *, by: User, version: int | None = None, **fields: Any) -> list[str]:
        """Change these fields. Raises NotYours, ChangedMeanwhile, NotYet; then nothing has changed. Returns
        the names of the fields that changed."""
        self.begin_change(by=by, version=version)
        before = {name: getattr(self, name) for name in fields}
        self.take(**fields)
        changed = [name for name in fields if getattr(self, name) != before[name]]
        if not changed:
            return []
        if problems := self.problems():
            raise NotYet(*problems.values())
        if "also_a_child" in changed and self.has_own_child_record():
            raise NotYet("Their own record as a child is recorded here, so they are a child too. Take that back first.")
        self.listen()
        self.save_next_version()
        self.add_entry(in_words(changed), by=by)
        return changed

    @acting_as_emerald("change the register")
    @changes_rights
    def appoint(
        self: PersonRecordingHost, *, by: User, officer: User, because: str, version: int | None = None
    ) -> None:
        """Make `officer` (police liaison, or None) the one who looks after this record; whoever did so before is no
        longer joined to the cases of its children, and the new one is as far as `admit_next` says. Nobody takes a
        record over from a colleague by themselves: the colleague hands it over, or a manager decides. Raises NotYours,
        NotYet."""
        self.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        obstacles = why_not_officer(officer)
        if officer == self.officer:
            obstacles.append("This officer is responsible for the record already.")
        if officer == by and self.officer_now and self.officer_now != by:
            obstacles.append(
                f"{self.officer_now.name} is responsible for this record. They hand it over to you, or a "
                "practice manager decides."
            )
        if not because.strip():
            obstacles.append("Enter why it changes.")
        if obstacles:
            raise NotYet(*obstacles)
        before, self.officer = self.officer_now, officer
        self.save_next_version("officer")
        self.admit_next(before, by=by)
        children = self.children_now()
        sync_rights_of_children(children)
        now_with = (
            f"{officer.name}, police liaison, is now responsible for" if officer else "No officer is responsible for"
        )
        chronicle_on_cases_of(children, f"{now_with} {self.reference}.", by=by)
        self.add_entry(f"{now_with} this record: {because}", by=by)

    @transaction.atomic
    def set_photograph(self: PersonRecordingHost, *, by: User, upload: Any) -> None:
        """Keep this Upload of `by` as the photograph; the one before stays on file, in the history. Raises NotYours,
        NotYet."""
        self.begin_change(by=by)
        if BY_CONTENT_TYPE.get(upload.file.content_type) not in PICTURES:
            raise NotYet("The photograph must be a picture, for example a JPEG or a PNG.")
        self.photograph = upload.file
        self.save_next_version("photograph")
        self.add_entry("A photograph was added.", by=by)
        upload.delete()

    @transaction.atomic
    def take_off_photograph(self: PersonRecordingHost, *, by: User) -> None:
        """It is shown no longer; the file stays, in the history."""
        self.begin_change(by=by)
        if self.photograph is None:
            raise NotYet("There is no photograph.")
        self.photograph = None
        self.save_next_version("photograph")
        self.add_entry("The photograph was taken off.", by=by)

    def take(self: PersonRecordingHost, **fields: Any) -> None:
        """Set fields; knowing the date of birth ends an estimate, and a new estimate counts from today."""
        estimated = self.estimated_age if self.pk else None
        for name, value in fields.items():
            setattr(self, name, value)
        if self.date_of_birth or self.estimated_age is None:
            self.estimated_age = self.estimated_on = None
        elif self.estimated_on is None or self.estimated_age != estimated:
            self.estimated_on = timezone.localdate()

    def problems(self: PersonRecordingHost) -> dict[str, str]:
        """What cannot be so, by the question it is about."""
        found = problem_in_future("date_of_birth", self.date_of_birth, "Date of birth")
        if not (self.given_names.strip() or self.family_name.strip() or self.called.strip()):
            found["given_names"] = "Enter a name, or what they are called"
        if self.estimated_age is not None and self.estimated_age > OLDEST:
            found["estimated_age"] = f"Estimated age must be {OLDEST} or less"
        return (
            found
            | self._unexplained("ethnicity", self.ethnicity not in ("", "NOBT"))
            | self._unexplained("nationality", bool(self.nationality))
        )

    def _unexplained(self: PersonRecordingHost, what: str, is_known: bool) -> dict[str, str]:
        """Source: DOMAIN.md section 3.5 [Y7]: recorded in every case, with its basis, or why it is not known."""
        basis, why = getattr(self, f"{what}_basis"), getattr(self, f"{what}_why_unknown")
        if is_known and basis == "unknown":
            return {f"{what}_basis": f"Select on what the {what} is recorded"}
        if not is_known and basis != "unknown":
            return {what: f"Enter the {what}, or select that it is not known"}
        if not is_known and not why.strip():
            return {f"{what}_why_unknown": f"Enter why the {what} is not known"}
        return {}

    @acting_as_emerald("change the register")
    def has_own_child_record(self: PersonRecordingHost) -> bool:
        """Whether it is recorded which child they are, of whichever child."""
        return bool(self.child_records.current().exists())

    def listen(self: PersonRecordingHost) -> None:
        """Bring what the person is found by in step with their names and nicknames. Call after one has changed."""
        also = list(self.particulars.filter(kind__in=NAMES).values_list("value", flat=True)) if self.pk else []
        names = [self.given_names, self.family_name, self.called, *also]
        self.sounds, self.name_keys = sounds_of(*names), name_keys_of(*names)
        self.beginnings = beginnings_of(*names)

    @property
    def officer_now(self: PersonRecordingHost) -> User | None:
        """The officer, while their access and their role last; else None."""
        officer = self.officer
        return officer if officer and officer.may_enter() and officer.role == POLICE_LIAISON.key else None


def in_words(changed: Iterable[str]) -> str:
    """A sentence about the fields that changed."""
    names = list(dict.fromkeys(WORDS[name] for name in changed))
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"{listed[:1].upper()}{listed[1:]} changed."


def why_not_officer(officer: User | None) -> list[str]:
    if officer is None or (officer.may_enter() and officer.role == POLICE_LIAISON.key):
        return []
    return [f"{officer.name} is not a police liaison officer whose access is in force."]
