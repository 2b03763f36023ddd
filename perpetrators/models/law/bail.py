"""Pre-charge bail: how long, and who may extend it. Which law holds follows from the day of the arrest, not from the
day of the bail (DOMAIN.md section 3.3, source P7).

Bail starts on the day after the arrest (PACE 1984 s47ZB, source P1), and every limit is a period beginning with that
day: for an arrest on 10 January three months end on 10 April.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from emerald.words import day_in_words
from perpetrators.models.law.durations import End, Period


class Rank(IntEnum):
    """Who authorises, from the least; the agency and the court stand beside the ranks and decide their own stages."""

    CUSTODY_OFFICER = 1
    INSPECTOR = 2
    SUPERINTENDENT = 3
    ASSISTANT_CHIEF = 4
    AGENCY = 5
    COURT = 6

    @property
    def words(self) -> str:
        return RANK_WORDS[self]


RANK_WORDS = {
    Rank.CUSTODY_OFFICER: "custody officer",
    Rank.INSPECTOR: "inspector",
    Rank.SUPERINTENDENT: "superintendent",
    Rank.ASSISTANT_CHIEF: "assistant chief constable or commander",
    Rank.AGENCY: "decision-maker of the agency (FCA, HMRC, NCA or SFO)",
    Rank.COURT: "magistrates’ court",
}
BESIDE_THE_RANKS = {Rank.AGENCY, Rank.COURT}
RANKS = [(rank.name.lower(), rank.words[0].upper() + rank.words[1:]) for rank in Rank]


@dataclass(frozen=True)
class Stage:
    """One rung. `length` is counted from the first day of bail, or from the day after the last end where `onward`;
    None: as the court says, or until it decides."""

    key: str
    title: str
    rank: Rank
    length: Period | None
    source: str
    onward: bool = False
    longer: Period | None = None  # where the court finds that it needs longer
    after: tuple[str, ...] = ()  # keys of the stages it may follow
    conditions: bool = True  # asks for conditions A to D


@dataclass(frozen=True)
class BailLaw:
    key: str
    since: date
    title: str
    source: str
    stages: tuple[Stage, ...]

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)

    def next_after(self, key: str) -> list[Stage]:
        return [stage for stage in self.stages if key in stage.after]


A_TO_D = (
    "conditions A to D: suspicion, more time needed, diligent progress, and bail necessary and proportionate "
    "with the suspect informed and heard"
)
WAITING = Stage(
    "court_waiting",
    "The court was asked in time and has not decided",
    Rank.CUSTODY_OFFICER,
    None,
    "PACE 1984 s47ZJ",
    conditions=False,
)
LAW_2022 = BailLaw(
    "2022",
    date(2022, 10, 28),
    "Arrests since 28 October 2022",
    "PACE 1984 ss47ZB to 47ZJ as amended by the Police, Crime, Sentencing and Courts Act 2022 s45 and schedule 4",
    (
        Stage("initial", "First bail", Rank.CUSTODY_OFFICER, Period(months=3), "PACE 1984 s47ZB", conditions=False),
        Stage(
            "first",
            "First extension",
            Rank.INSPECTOR,
            Period(months=6),
            "PACE 1984 s47ZC and s47ZD",
            after=("initial",),
        ),
        Stage(
            "second",
            "Second extension",
            Rank.SUPERINTENDENT,
            Period(months=9),
            "PACE 1984 s47ZDA; 2022 Act schedule 4 paragraph 29",
            after=("first",),
        ),
        Stage(
            "complex",
            "Extension of a case designated as exceptionally complex",
            Rank.ASSISTANT_CHIEF,
            Period(months=12),
            "PACE 1984 s47ZE",
            after=("second",),
        ),
        Stage(
            "agency_second",
            "Extension by the agency",
            Rank.AGENCY,
            Period(months=12),
            "PACE 1984 s47ZDB",
            after=("agency",),
        ),
        Stage(
            "court",
            "Extension by the court",
            Rank.COURT,
            Period(months=12),
            "PACE 1984 s47ZF",
            longer=Period(months=18),
            after=("second", "court_waiting"),
            conditions=False,
        ),
        Stage(
            "court_complex",
            "Extension by the court of a designated case or an agency’s",
            Rank.COURT,
            Period(months=18),
            "PACE 1984 s47ZF",
            longer=Period(months=24),
            after=("complex", "agency_second", "court_waiting"),
            conditions=False,
        ),
        Stage(
            "court_later",
            "Further extension by the court",
            Rank.COURT,
            Period(months=3),
            "PACE 1984 s47ZG (check locally)",
            onward=True,
            longer=Period(months=6),
            after=("court", "court_complex", "court_later", "court_waiting"),
            conditions=False,
        ),
        Stage(
            "agency",
            "First bail in an agency’s case",
            Rank.AGENCY,
            Period(months=6),
            "PACE 1984 s47ZB",
            conditions=False,
        ),
        replace(WAITING, after=("second", "complex", "agency_second", "court", "court_complex", "court_later")),
    ),
)
LAW_2017 = BailLaw(
    "2017",
    date(2017, 4, 3),
    "Arrests from 3 April 2017 to 27 October 2022",
    "PACE 1984 ss47ZA to 47ZM as made by the Policing and Crime Act 2017",
    (
        Stage(
            "initial", "First bail", Rank.INSPECTOR, Period(days=28), "PACE 1984 s47ZB as it then was", conditions=False
        ),
        Stage(
            "first",
            "Extension",
            Rank.SUPERINTENDENT,
            Period(months=3),
            "PACE 1984 s47ZD as it then was",
            after=("initial",),
        ),
        Stage(
            "complex",
            "Extension of a case designated as exceptionally complex",
            Rank.ASSISTANT_CHIEF,
            Period(months=6),
            "PACE 1984 s47ZE as it then was (check locally)",
            after=("first",),
        ),
        Stage(
            "court",
            "Extension by the court",
            Rank.COURT,
            None,
            "PACE 1984 s47ZF as it then was",
            after=("first", "complex", "court", "court_waiting"),
            conditions=False,
        ),
        replace(WAITING, after=("first", "complex", "court")),
    ),
)
LAW_BEFORE = BailLaw(
    "before",
    date(1986, 1, 1),
    "Arrests before 3 April 2017",
    "PACE 1984 s47 as it then was: no limit in the statute (check locally)",
    (
        Stage("initial", "Bail", Rank.CUSTODY_OFFICER, None, "PACE 1984 s47 as it then was", conditions=False),
        Stage(
            "first",
            "Bail to another day",
            Rank.CUSTODY_OFFICER,
            None,
            "PACE 1984 s47 as it then was",
            after=("initial", "first"),
            conditions=False,
        ),
    ),
)
LAWS = (LAW_2022, LAW_2017, LAW_BEFORE)  # the newest first


def law_for(arrested_on: date) -> "BailLaw":
    """The law that holds for somebody arrested on this day."""
    return next((law for law in LAWS if law.since <= arrested_on), LAW_BEFORE)


def first_day(arrested_on: date) -> date:
    """The day after the arrest (PACE 1984 s47ZB)."""
    return arrested_on + timedelta(days=1)


def end_of(
    stage: Stage, arrested_on: date, *, current_end: date | None = None, longer: bool = False, until: date | None = None
) -> End:
    """The End of bail at `stage`. `until` is the last day the court or (before 2017) the police set; a day within the
    limit shortens it. `longer`: the court found that the longer extension applies."""
    start, length = first_day(arrested_on), stage.longer if longer and stage.longer else stage.length
    if stage.onward and current_end is None:
        length = None  # recorded at this stage, without the one before: the court's own day is all there is
    elif until and stage.longer and length and until > length.last_day_from(start):
        length = stage.longer
    begins = current_end + timedelta(days=1) if stage.onward and current_end else start
    if length is None:
        words = (
            "Until the court decides about the application made in time."
            if stage.key == WAITING.key
            else (f"Until {day_in_words(until)}, the day that was set." if until else "No last day was set.")
        )
        return End(until, words, stage.source)
    last = length.last_day_from(begins)
    counted = f"{length} beginning with {day_in_words(begins)}"
    counted += "." if stage.onward else f", the day after the arrest: until {day_in_words(last)}."
    if until and until < last:
        return End(until, f"Until {day_in_words(until)}, the day that was set. At most {counted}", stage.source)
    return End(last, f"{stage.title}: {counted}", stage.source)


def why_not_extend(
    law: "BailLaw",
    *,
    now_at: str,
    stage: Stage | None,
    rank: "Rank",
    decided_on: date,
    ends_on: date | None,
    conditions_met: bool,
    designated: bool,
    asked_on: date | None = None,
) -> list[str]:
    """The sentences against extending bail from the stage `now_at` to `stage` by somebody of `rank`.

    `ends_on`: its last day as it stands (None: none was set). `asked_on`: when the court was asked. Bail that ran out
    cannot be extended, except by a court that was asked in time (source P5).
    """
    if stage is None or now_at not in stage.after:
        follows = ", ".join(f"“{one.title}”" for one in law.next_after(now_at)) or "nothing: bail cannot be longer"
        return [f"After this stage of bail may come: {follows}. {law.title}: {law.source}."]
    sentences = []
    if stage.key != WAITING.key:  # nobody's decision yet
        sentences += why_not_by(rank, stage)
    in_time = asked_on if stage.rank == Rank.COURT and asked_on else decided_on
    if ends_on and in_time > ends_on:
        sentences.append(
            f"This bail ended on {day_in_words(ends_on)}. It cannot be extended on {day_in_words(in_time)}: an "
            "extension, or the application to the court, comes before the last day is over."
        )
    if stage.key == "complex" and not designated:
        sentences.append(
            "This stage is for a case that was designated as exceptionally complex. Record who designated "
            f"it first, or ask the court. Source: {stage.source}."
        )
    if stage.conditions and not conditions_met:
        sentences.append(f"Bail is extended only on {A_TO_D}. Source: PACE 1984 s47ZC.")
    return sentences


def why_not_by(rank: "Rank", stage: Stage) -> list[str]:
    if {stage.rank, rank} & BESIDE_THE_RANKS and stage.rank != rank:
        return [
            f"“{stage.title}” is decided by the {stage.rank.words}, not by the {rank.words}. Source: {stage.source}."
        ]
    if rank < stage.rank:
        return [
            f"The rank of {rank.words} is too low for “{stage.title}”: it takes {a_or_an(stage.rank.words)} or "
            f"above. Source: {stage.source}."
        ]
    return []


def a_or_an(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
