"""What a row of the catalogue of measures says (`kinds.KINDS`). The law differs by row, never by a branch in code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import Any

from emerald.words import day_in_words
from perpetrators.models.law.catalogue.called import CALLED
from perpetrators.models.law.durations import End, Made, Period
from perpetrators.models.law.proceeding import Proceeding


class Names(Enum):
    """Whether a measure of the kind names the children it protects."""

    NEVER, MAY, MUST = "never", "may", "must"


class Sort(Enum):
    """What kind of answer a fact is; dates and times are kept as ISO text."""

    TEXT, LONG, DATE, TIME, YES_NO, CHOICE, NUMBER = "text", "long", "date", "time", "yes_no", "choice", "number"


NOTIFICATION = Period(days=3)
READ = {Sort.DATE: date.fromisoformat, Sort.TIME: time.fromisoformat}


@dataclass(frozen=True)
class Fact:
    """One more thing a kind asks for. `required` is the sentence for an empty answer, or "" where it may stay empty."""

    name: str
    label: str
    sort: Sort = Sort.TEXT
    required: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    # It tells of the child, or of who speaks for the child: for those who may see every child the measure names.
    of_child: bool = False
    # False: Emerald writes it, or wrote it once; it is shown and never asked.
    asked: bool = True

    @property
    def called(self) -> str:
        """What the answer is called in a list and in sentences: a noun, where the label asks."""
        return CALLED.get(self.name, self.label) if self.label.endswith("?") else self.label

    def read(self, kept: Any) -> Any:
        """The answer as Python has it, from the text it is kept as."""
        return READ[self.sort](kept) if kept and self.sort in READ else kept

    def in_words(self, kept: Any) -> str:
        """The answer for a page."""
        value = self.read(kept)
        if self.sort == Sort.YES_NO:
            return "Yes" if value else "No"
        if self.sort == Sort.CHOICE:
            return dict(self.choices).get(value, value)
        if self.sort == Sort.DATE:
            return day_in_words(value)
        return f"{value:%H:%M}" if self.sort == Sort.TIME else str(value)


@dataclass(frozen=True)
class Limits:
    """How short and how long a measure may be made for; `open_ended` where it may be made until further order."""

    least: Period | None = None
    most: Period | None = None
    open_ended: bool = True


@dataclass(frozen=True)
class MoreHours:
    """By whom a measure that runs for hours is made to run for more of them: the fact that says how many and its later
    answer, and who may decide it, as (rank or office, words)."""

    fact: str
    answer: str
    by: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True)
class Regime:
    """The law in force for events from `since` on, until the next row. `none` where there was no such measure."""

    since: date
    words: str
    source: str


def began(day: date, words: str, source: str) -> tuple[Regime, ...]:
    """The law of a kind that was as it is since `day`."""
    return (Regime(day, f"{words} since {day_in_words(day)}.", source),)


@dataclass(frozen=True)
class MeasureKind:
    key: str
    title: str
    legal_basis: str
    source: str
    who_applies: str
    who_grants: str
    breach_means: str
    group: str
    proceedings: tuple[Proceeding, ...] = (Proceeding.NONE,)
    against_person: bool = True
    against_place: bool = False
    names_child: Names = Names.MAY
    one_child_each: bool = False  # a record for each child and suspect
    limits: Limits = field(default_factory=Limits)
    under_18: Limits | None = None  # where they differ for a person under 18
    limits_source: str = ""
    least_age: int = 0  # of whom it is against, on the day it is made
    under_age: int = 0  # they are younger than this
    age_source: str = ""
    clock: Callable[[Made], End | None] | None = None  # (Made) -> End or None: the end nobody has to work out
    ends_by_birthday: bool = False  # that end follows from the child's age, so how it was worked out tells it
    child_applies: bool = False  # whoever applies is the child, or acts for the child
    has_stages: bool = False  # extended by the stages of `bail`
    ended_by: tuple[str, ...] = ()  # keys of the steps of the law, and of the kinds of measure, that end it
    longest: Period | None = None  # with all extensions, from its first day
    extended_by: Period | None = None  # at most, each time
    more_hours: MoreHours | None = None  # extended by hours, once
    needs_end: bool = True  # a last day, or until further order
    interim: bool = False
    interim_is_fixed: str = ""  # the source by which an interim order has a last day; empty: until the full hearing
    ends_earlier: str = ""  # the source by which an order in full ends the one of its kind before it
    least_prohibition: Period | None = None  # of each thing the person must not do, unless until further order
    supervised: str = ""  # the source by which whatever the person must do names who supervises it
    notification: str = ""  # the source by which name and address are due with the police once it is served
    notification_if: str = ""  # the fact by which the order says so; empty: they always are
    needs_service: bool = True  # binds only once served
    takes_conditions: bool = True
    protects: bool = True  # False: no protective effect whatever
    one_day: bool = False  # an act that is over with the day on which it was done
    against_nobody: bool = False  # it brings a child to safety and restrains no suspect
    power_of_arrest: str = ""  # on what ground; empty where there is none
    discharge_needs_consent: Period | None = None  # before the end of it, of an order in full
    discharge_source: str = ""
    review_every: Period | None = None
    applicants: tuple[tuple[str, str], ...] = ()  # (value, words): who of several may apply
    facts: tuple[Fact, ...] = ()
    fixed_facts: tuple[str, ...] = ()  # the names of those its length rests on, which change by steps alone
    service_facts: tuple[str, ...] = ()  # the names of those that are known only once it is served
    checks: tuple[Callable[[Any, Sequence[Any]], list[str]], ...] = ()  # callables (measure, children) -> sentences
    regimes: tuple[Regime, ...] = ()
    check_locally: tuple[str, ...] = ()
    switched_on_by: str = ""  # the setting without which it is not offered; what was recorded of it stays readable

    def regime_on(self, day: date) -> "Regime | None":
        """The law in force on `day`; None before there was such a measure, or where the table names no change."""
        before = [regime for regime in self.regimes if regime.since <= day]
        return before[-1] if before else None

    def missing(self, facts: Mapping[str, Any]) -> list[str]:
        """The sentences for the facts this kind cannot do without. What is known only at service is asked then."""
        return [f"{fact.required}." for fact in self.facts if fact.required and facts.get(fact.name) in (None, "")]

    def kept(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """`facts` (typed answers by name) as they are kept: days and times as ISO text, what is empty left out."""
        known = {fact.name for fact in self.facts}
        if strange := set(facts) - known:
            raise ValueError(f"{self.key} asks no such thing: {', '.join(sorted(strange))}")
        return {
            name: value.isoformat() if isinstance(value, date | time) else value
            for name, value in facts.items()
            if value not in (None, "")
        }

    def why_not_on(self, day: date) -> list[str]:
        """The sentence, where there was no such measure yet on `day`."""
        if self.regimes and self.regime_on(day) is None:
            first = self.regimes[0]
            return [
                f"There was no such measure before {day_in_words(first.since)}: {first.words[0].lower()}"
                f"{first.words[1:]} Source: {first.source}."
            ]
        return []

    @property
    def has_worked_out_end(self) -> bool:
        """Whether a clock or the stages of bail say when it ends, so that it never runs until further order."""
        return self.clock is not None or self.has_stages

    @property
    def disrupts(self) -> bool:
        """Whether whoever it is against counts as disrupted while it stands."""
        return self.protects and not self.one_day and not self.against_nobody

    def notification_due_on(self, served_on: date | None, facts: Mapping[str, Any]) -> date | None:
        """The last of the three days that begin with the day of service, by which the person gives the police their
        name and address; None where they need not."""
        is_asked = self.notification and (not self.notification_if or facts.get(self.notification_if))
        if served_on is None or not is_asked:
            return None
        return NOTIFICATION.last_day_from(served_on)

    def limits_for(self, age: int | None) -> "Limits":
        """For somebody of `age` (None: not known, counted as an adult)."""
        return self.under_18 if self.under_18 and age is not None and age < 18 else self.limits

    @property
    def words_for_length(self) -> str:
        """One sentence a person reads beside the question for the last day; empty where there is nothing to say."""
        said = _length(self.limits)
        if self.under_18:
            said = f"{said} For somebody under 18: {_length(self.under_18).lower()}"
        return f"{said} Source: {self.limits_source}." if said and self.limits_source else said

    def fact(self, name: str) -> "Fact | None":
        return next((fact for fact in self.facts if fact.name == name), None)


def _length(limits: "Limits") -> str:
    said = [f"at least {limits.least}"] * bool(limits.least) + [f"at most {limits.most}"] * bool(limits.most)
    if not said:
        return ""
    return f"{' and '.join(said).capitalize()}{', or until further order' if limits.open_ended else ''}."
