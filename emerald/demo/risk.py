"""The assessments of a story: how the level went, and what was answered, with a fixed seed."""

from collections.abc import Iterator
from datetime import date
from random import Random

from cases.models import Case, Indicator, RiskAssessment
from cases.models.risk.level import RiskLevel
from cases.models.risk.scoring import Said
from cases.models.risk.words import Exploitation
from emerald.accounts.models import User
from emerald.demo.calendar import working_day_before
from emerald.demo.story import VICTIM, Story, Young
from emerald.demo.words import risk as words

FIRST_AFTER, LAST_BEFORE, APART = 9, 26, 24  # days: after the opening, before today or the closing, between two
SIGNED_AFTER = 2
# How a level may go, from the first to the last: up while more becomes known, then down with the work.
VICTIMS = (
    ("high", "high", "medium"),
    ("medium", "high", "high"),
    ("high", "high", "high", "medium"),
    ("high", "medium"),
    ("medium", "high", "medium"),
)
AT_RISK = (
    ("medium", "medium", "low"),
    ("low", "medium"),
    ("medium", "medium"),
    ("medium", "low"),
    ("low", "medium", "medium"),
)
STEPPED_DOWN = (("high", "high", "medium"), ("high", "medium", "medium"))
CLOSED = (("high", "medium", "low"), ("medium", "low"))
# How often each answer is given where the level is so.
CHANCES = {"low": (0.04, 0.08), "medium": (0.14, 0.14), "high": (0.45, 0.25)}
# Those with an assessment under way today, by given name.
UNDER_WAY = {"Merryn": "submitted", "Juno": "submitted", "Torin": "returned", "Yetunde": "draft"}


def levels_of(story: Story, choose: Random) -> tuple[str, ...]:
    """How the level went in this story."""
    now = story.turns[-1].to if story.turns else story.status
    if story.closed is not None:
        return choose.choice(CLOSED)
    if now == VICTIM:
        return choose.choice(VICTIMS)
    return choose.choice(STEPPED_DOWN if story.status == VICTIM else AT_RISK)


def assessments(story: Story, young: Young, *, today: date) -> Iterator[tuple[date, date, str, str]]:
    """(day written, day signed, level, how it ends) for each, the earliest first; "" ends with a signature."""
    choose = Random(f"risk {young.given_names} {story.opened}")
    levels = levels_of(story, choose)
    first = story.opened - FIRST_AFTER
    last = (story.closed or 0) + LAST_BEFORE
    number = max(1, min(len(levels), 1 + (first - last) // APART))
    levels = levels[-number:]
    gap = (first - last) // max(1, number - 1)
    for place, level in enumerate(levels):
        day = max(first - gap * place, (story.closed or 0) + SIGNED_AFTER + 1)
        yield working_day_before(today, day), working_day_before(today, day - SIGNED_AFTER), level, ""
    if story.closed is None and young.given_names in UNDER_WAY:
        yield working_day_before(today, 2), working_day_before(today, 1), levels[-1], UNDER_WAY[young.given_names]


def write(case: Case, *, by: User, day: date, level: str, choose: Random) -> RiskAssessment:
    """An assessment of `case` with everything answered, in varied words; returns it, not yet submitted."""
    number = case.risk_assessments.count()
    kind = "screening" if number == 0 and choose.random() < 0.3 else "review" if number else "assessment"
    found = case.start_assessment(by=by, kind=kind, assessed_on=day)
    return found.save_answers(
        by=by,
        answers=dict(_answers(level, choose)),
        spoken_to=choose.choice(words.SPOKEN_TO),
        childs_view=choose.choice(words.VIEWS),
        protective_factors=choose.choice(words.PROTECTS),
        learning_disability="yes" if case.child.special_needs == "ehcp" and choose.random() < 0.3 else "no",
        exploitation_types=sorted(choose.sample(Exploitation.values, k=0 if level == "low" else choose.choice((1, 2)))),
    )


def submit(assessment: RiskAssessment, *, by: User, level: str, choose: Random) -> None:
    """With the level of the story, or medium where low cannot be chosen; with a reason where it differs."""
    if level == RiskLevel.LOW and assessment.no_low:
        level = RiskLevel.MEDIUM
    order = RiskLevel.values
    higher = order.index(level) > order.index(assessment.suggestion().level)
    assessment.submit(by=by, level=level, level_reason=choose.choice(words.WHY_HIGHER if higher else words.WHY_LOWER))


def _answers(level: str, choose: Random) -> Iterator[tuple[int, dict[str, str]]]:
    yes, possible = CHANCES[level]
    for indicator, (evidence, source, who) in zip(
        Indicator.objects.in_force().order_by("place"), words.EVIDENCE, strict=True
    ):
        chance = choose.random()
        likely = 0.5 if indicator.is_protective else yes
        said = (
            Said.YES
            if chance < likely
            else Said.POSSIBLE
            if chance < likely + possible
            else Said.NOT_KNOWN
            if chance > 0.93
            else Said.NO
        )
        known = {"evidence": evidence, "source": source, "source_detail": who}
        yield indicator.pk, {"said": said.value, **(known if said in (Said.YES, Said.POSSIBLE) else {})}
