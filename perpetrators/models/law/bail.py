"""Pre-charge bail: how long, and who may extend it. Which law holds follows from the day of the arrest, not from the
day of the bail (DOMAIN.md section 3.3, source P7), also where somebody is released and bailed again.

Bail starts on the day after the arrest (PACE 1984 s47ZB, source P1), and every limit is a period beginning with that
day: for an arrest on 10 January three months end on 10 April. The stages: `bail_stages`; days that are not counted:
`bail_clock`.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from emerald.words import day_in_words
from perpetrators.models.law.bail_clock import Stop, last_day
from perpetrators.models.law.bail_stages import (
    A_TO_D,
    BESIDE_THE_RANKS,
    LAW_BEFORE,
    LAWS,
    WAITING_KEY,
    BailLaw,
    Rank,
    Stage,
)
from perpetrators.models.law.durations import DAY, End, Period


def law_for(arrested_on: date) -> BailLaw:
    """The law that holds for somebody arrested on this day."""
    return next((law for law in LAWS if law.since <= arrested_on), LAW_BEFORE)


def first_day(arrested_on: date) -> date:
    """The day after the arrest (PACE 1984 s47ZB)."""
    return arrested_on + timedelta(days=1)


def period_of(
    stage: Stage, arrested_on: date, *, current_end: date | None = None, longer: bool = False
) -> tuple[date, Period | None]:
    """(its first day, its length) of the period that ends bail at `stage`. A further extension by the court begins
    with the end of the current period (s47ZG(4)), so on the day after `current_end`, its last."""
    length = stage.longer if longer and stage.longer else stage.length
    if not stage.onward:
        return first_day(arrested_on), length
    return (current_end + DAY, length) if current_end else (first_day(arrested_on), None)


def end_of(
    stage: Stage,
    arrested_on: date,
    *,
    current_end: date | None = None,
    longer: bool = False,
    until: date | None = None,
    stops: Sequence[Stop] = (),
) -> End:
    """The End of bail at `stage`; its `limit` is that of the period in law. `until` is the last day the court or
    (before 2017) the police set; a day within the limit shortens it (s47ZA(4)). `longer`: the court found that the
    longer extension applies. `stops`: when the clock stood still; without a day while it does."""
    begins, length = period_of(stage, arrested_on, current_end=current_end, longer=longer)
    if length is None:
        words = (
            "Until the court decides about the application made in time."
            if stage.key == WAITING_KEY
            else (f"Until {day_in_words(until)}, the day that was set." if until else "No last day was set.")
        )
        return End(until, words, stage.source)
    last = last_day(begins, length, stops)
    counted = f"{length} beginning with {day_in_words(begins)}"
    counted += "" if stage.onward else ", the day after the arrest"
    counted += f": until {day_in_words(last)}." if last else "."
    counted = " ".join([counted, *(stop.in_words for stop in stops if stop.last is None or stop.last >= begins)])
    if last and until and until < last:
        return End(until, f"Until {day_in_words(until)}, the day that was set. At most {counted}", stage.source, last)
    return End(last, f"{stage.title}: {counted}", stage.source, last)


def why_not_extend(
    law: BailLaw,
    *,
    now_at: str,
    stage: Stage | None,
    rank: Rank,
    decided_on: date,
    limit: date | None,
    conditions_met: bool,
    designated: bool,
    asked_on: date | None = None,
    came_from: str = "",
) -> list[str]:
    """The sentences against extending bail from the stage `now_at` to `stage` by somebody of `rank`.

    `limit`: the last day of the applicable period as it stands (None: none is known), also where bail itself was to an
    earlier day (s47ZA(4)). `asked_on`: when the court was asked; `came_from`: the stage at which it was, while it has
    not decided. A period that ran out cannot be extended, except by a court that was asked in time (source P5).
    """
    following = law.next_after(now_at, came_from)
    if stage is None or stage not in following:
        follows = ", ".join(f"“{one.title}”" for one in following) or "nothing: bail cannot be longer"
        return [f"After this stage of bail may come: {follows}. {law.title}: {law.source}."]
    sentences = []
    if stage.key != WAITING_KEY:  # nobody's decision yet
        sentences += why_not_by(rank, stage)
    in_time = asked_on if stage.rank == Rank.COURT and asked_on else decided_on
    if now_at != WAITING_KEY and limit and in_time > limit:
        sentences.append(
            f"This bail ended on {day_in_words(limit)}. It cannot be extended on {day_in_words(in_time)}: an "
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


def why_not_by(rank: Rank, stage: Stage) -> list[str]:
    if rank in stage.also:
        return []
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
