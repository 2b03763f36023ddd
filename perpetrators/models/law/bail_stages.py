"""The stages of pre-charge bail, as each law has them: who decides, how long, and what may come before.

Sources: DOMAIN.md section 3.3; the text of PACE 1984 ss47ZA to 47ZM as it stands, and as the Policing and Crime Act
2017 s63 first made it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from perpetrators.models.law.durations import Period


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


WAITING_KEY = "court_waiting"


@dataclass(frozen=True)
class Stage:
    """One rung. `length` is counted from the first day of bail, or from the day after the current end where `onward`;
    None: as the police say (before 2017), or until the court decides."""

    key: str
    title: str
    rank: Rank
    length: Period | None
    source: str
    onward: bool = False
    longer: Period | None = None  # where the court finds that it needs longer
    after: tuple[str, ...] = ()  # keys of the stages it may follow
    conditions: bool = True  # asks for conditions A to D
    also: tuple[Rank, ...] = ()  # who beside the ranks decides it as well

    @property
    def begins_a_record(self) -> bool:
        """Whether bail can be recorded at this stage; what follows a decision of the court extends it."""
        return not self.onward and self.key != WAITING_KEY


@dataclass(frozen=True)
class BailLaw:
    """`clock`: whether it has an applicable bail period, which can stand still (PACE 1984 ss47ZL and 47ZM)."""

    key: str
    since: date
    title: str
    source: str
    stages: tuple[Stage, ...]
    clock: bool = True

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)

    def next_after(self, key: str, came_from: str = "") -> list[Stage]:
        """What may follow the stage `key`. While the court has not decided, that is what it may decide about the stage
        bail `came_from` when it was asked."""
        if key == WAITING_KEY:
            return [stage for stage in self.next_after(came_from) if stage.rank == Rank.COURT]
        return [stage for stage in self.stages if key in stage.after]

    @property
    def for_a_record(self) -> list[Stage]:
        return [stage for stage in self.stages if stage.begins_a_record]


A_TO_D = (
    "conditions A to D: suspicion, more time needed, diligent progress, and bail necessary and proportionate "
    "with the suspect informed and heard"
)
WAITING = Stage(
    WAITING_KEY,
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
            "PACE 1984 s47ZF(4)(a) and (6)(a)",
            longer=Period(months=18),
            after=("second",),
            conditions=False,
        ),
        Stage(
            "court_complex",
            "Extension by the court of a designated case or an agency’s",
            Rank.COURT,
            Period(months=18),
            "PACE 1984 s47ZF(4)(b) and (6)(b)",
            longer=Period(months=24),
            after=("complex", "agency_second"),
            conditions=False,
        ),
        Stage(
            "court_later",
            "Further extension by the court",
            Rank.COURT,
            Period(months=3),
            "PACE 1984 s47ZG(4) and (6)",
            onward=True,
            longer=Period(months=6),
            after=("court", "court_complex", "court_later"),
            conditions=False,
        ),
        Stage(
            "agency",
            "First bail in an agency’s case",
            Rank.CUSTODY_OFFICER,  # it is longer, and given as any first bail is; the agency decides the extension
            Period(months=6),
            "PACE 1984 s47ZB(1)(a)",
            conditions=False,
            also=(Rank.AGENCY,),
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
            "PACE 1984 s47ZE as it then was",
            after=("first",),
        ),
        Stage(
            "court",
            "Extension by the court",
            Rank.COURT,
            Period(months=6),
            "PACE 1984 s47ZF(4)(a) and (6)(a) as it then was",
            longer=Period(months=9),
            after=("first",),
            conditions=False,
        ),
        Stage(
            "court_complex",
            "Extension by the court of a designated case",
            Rank.COURT,
            Period(months=9),
            "PACE 1984 s47ZF(4)(b) and (6)(b) as it then was",
            longer=Period(months=12),
            after=("complex",),
            conditions=False,
        ),
        Stage(
            "court_later",
            "Further extension by the court",
            Rank.COURT,
            Period(months=3),
            "PACE 1984 s47ZG(4) and (6)",
            onward=True,
            longer=Period(months=6),
            after=("court", "court_complex", "court_later"),
            conditions=False,
        ),
        replace(WAITING, after=("first", "complex", "court", "court_complex", "court_later")),
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
    clock=False,
)
LAWS = (LAW_2022, LAW_2017, LAW_BEFORE)  # the newest first
