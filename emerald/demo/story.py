"""What is told of one child: who they are, and what happened, in days before the day of loading."""

from dataclasses import dataclass, field

VICTIM, AT_RISK = "victim", "at_risk"


@dataclass(frozen=True)
class Young:
    """A child of the demonstration. Nobody here exists."""

    given_names: str
    family_name: str
    sex: str
    age: float  # years on the day of loading; all stay under 18
    preferred_name: str = ""
    ethnicity: str = "WBRI"
    language: str = "English"
    interpreter: bool = False
    needs: str = "none"
    needs_notes: str = ""
    school: str = "Harrowmere Academy"
    gender_identity: str = ""
    also: tuple[str, ...] = ()
    age_is_estimated: bool = False
    looked_after: tuple[str, int, str] | tuple[()] = ()  # (legal basis, days ago, placement)
    sensitive: str = ""  # why the address must not be told
    safe_contact: str = ""
    numbers: bool = True  # False: the NHS number and UPN are not known yet


@dataclass(frozen=True)
class Ending:
    """A closure: proposed by the team's manager and, unless it waits or came back, approved by the service manager."""

    day: int
    reason: str
    summary: str
    views: str
    outcome: str = "approved"  # approved, waiting, returned
    comment: str = ""
    receiver: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """A change of status."""

    day: int
    to: str
    because: str


@dataclass(frozen=True)
class Story:
    """One episode. Days count back from the day of loading: 120 is earlier than 20."""

    child: Young | None  # None for an episode before another: it is the same child
    team: str
    opened: int
    status: str
    concern: str  # a key of `words.concerns`
    leads: tuple[
        tuple[str, int | None], ...
    ] = ()  # (member's key, day), the earliest first; a day of None means from the opening
    lead_left: int | None = None  # the day the last lead's part ended with nobody to follow: the queue
    turns: tuple[Turn, ...] = ()
    sessions: int = 0
    step_open: bool = False  # the last session left a next step that is not finished
    links: tuple[tuple[str, str], ...] = ()  # (member's key, because)
    ending: Ending | None = None
    restricted: str = ""  # why only named people may open it
    before: "Story | None" = None  # the episode before this one

    @property
    def young(self) -> Young:
        """The child, of an episode that does not stand before another. Raises ValueError of one that does."""
        if self.child is None:
            raise ValueError("The child is told of with the later episode.")
        return self.child

    @property
    def starts(self) -> list[tuple[str, int]]:
        """(member's key, day) with the day of opening filled in."""
        return [(key, self.opened if day is None else day) for key, day in self.leads]

    @property
    def closed(self) -> int | None:
        """The day the case closed, or None while it is open."""
        return self.ending.day if self.ending and self.ending.outcome == "approved" else None
