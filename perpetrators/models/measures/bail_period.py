"""How long one measure of pre-charge bail runs: its stage, the clock's stops and its end, as they stand in its facts.

Beside the answers to what its kind asks (`catalogue.bail`) the facts of bail keep, by the steps alone: `stage` and
`regime`; `longer`, where the court found that it needs longer; `counted_after`, the last day before a further extension
by the court; `came_from` and `end_before`, the stage and the last day at which the court was asked; `stops`, when the
clock stood still; and `look_on`, the day on which somebody looks whether it still does.
"""

from datetime import date

import pgtrigger
from django.utils import timezone

from emerald.words import day_in_words
from perpetrators.models.law import bail, bail_clock
from perpetrators.models.law.bail_clock import CHARGING, HOSPITAL, Stop
from perpetrators.models.law.bail_stages import WAITING_KEY, BailLaw, Rank, Stage
from perpetrators.models.law.durations import End
from perpetrators.models.measures.host import OfMeasure

# A day of return after the last day of bail is no day of return (PACE 1984 s47(4D)), whoever writes it.
RETURN_WITHIN_BAIL = pgtrigger.Trigger(
    name="return_within_bail",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("facts", "ends_on"),
    when=pgtrigger.Before,
    func=pgtrigger.Func("""
        IF NEW.kind = 'pre_charge_bail' AND NEW.facts ->> 'return_on' ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$'
           AND (NEW.facts ->> 'return_on')::date > NEW.ends_on
           AND (TG_OP = 'INSERT' OR (OLD.facts, OLD.ends_on) IS DISTINCT FROM (NEW.facts, NEW.ends_on)) THEN
            RAISE EXCEPTION 'nobody returns on bail after its last day' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),
)
OF_THE_STAGE = ("longer", "counted_after", "came_from", "end_before")
OF_THE_RETURN = ("return_on", "return_at")


def law_of(measure: OfMeasure) -> BailLaw:
    """Of the day of the arrest; before that is known, of today."""
    return bail.law_for(measure.fact("arrested_on") or timezone.localdate())


def stage_of(measure: OfMeasure) -> Stage | None:
    """None where the law of the arrest has no such stage, and before there was one."""
    return law_of(measure).stage(measure.facts.get("stage", ""))


def came_from(measure: OfMeasure) -> str:
    """The stage at which the court was asked. Where that was not kept yet it follows from what was answered."""
    if known := measure.facts.get("came_from"):
        return str(known)
    later = "agency_second" if measure.fact("agency_case") else "complex" if measure.fact("designated") else "second"
    return later if law_of(measure).stage(later) else "first"


def stops_of(measure: OfMeasure) -> tuple[Stop, ...]:
    return bail_clock.read(measure.facts.get("stops", ()))


def open_stop(measure: OfMeasure, *whys: str) -> Stop | None:
    """That by which the clock stands still now (for one of `whys`, where given), or None."""
    return next((one for one in stops_of(measure) if one.is_open and (not whys or one.why in whys)), None)


def day_kept(measure: OfMeasure, name: str) -> date | None:
    return date.fromisoformat(measure.facts[name]) if measure.facts.get(name) else None


def end_of_bail(measure: OfMeasure, *, until: date | None = None) -> End | None:
    """None for a stage that the law of the arrest does not have. `until`: a day that was set."""
    stage, after, arrested = stage_of(measure), day_kept(measure, "counted_after"), measure.fact("arrested_on")
    if stage is None or arrested is None:
        return None
    if stage.onward and after is None:  # written down before the day it is counted from was kept
        return End(until, "As the court set it.", stage.source, until)
    return bail.end_of(
        stage,
        arrested,
        current_end=after,
        longer=bool(measure.facts.get("longer")),
        until=until,
        stops=stops_of(measure),
    )


def limit_of(measure: OfMeasure) -> date | None:
    """The last day of the applicable period as it stands, also where bail is to an earlier day; None before there was
    such a period, and while the clock stands still."""
    end = end_of_bail(measure, until=measure.ends_on)
    return end.limit if end else None


def last_day_to_extend(measure: OfMeasure) -> date | None:
    """The day by which an extension is decided or asked for."""
    if measure.facts.get("stage") == WAITING_KEY:
        return day_kept(measure, "end_before")
    return limit_of(measure) if law_of(measure).clock else measure.ends_on


def steps_now(measure: OfMeasure) -> set[str]:
    """The steps of bail alone (verbs of `on_bail`) that have something to do here."""
    if not measure.row.has_stages or measure.started_on is None:
        return set()
    law, stage, found = law_of(measure), stage_of(measure), {"set_return"}
    if law.clock and stage and stage.key != WAITING_KEY:
        found.add("take_up_clock" if open_stop(measure, CHARGING) else "stop_clock")
        found.add("leave_hospital" if open_stop(measure, HOSPITAL) else "enter_hospital")
    return found


def begin(measure: OfMeasure, arrested: date) -> None:
    """Set what follows from the day of the arrest for bail that is recorded as given."""
    law, first = bail.law_for(arrested), "agency" if measure.fact("agency_case") else "initial"
    measure.facts = {"stage": first} | measure.facts | {"regime": law.key}
    measure.started_on = bail.first_day(arrested)
    stage = law.stage(measure.facts["stage"])
    ends, usual = measure.ends_on, stage.length if stage and stage.longer else None
    if ends and usual and ends > usual.last_day_from(measure.started_on):
        measure.facts["longer"] = True  # only so can it last until that day
    if law.clock and measure.fact("for_charging") and "stops" not in measure.facts:
        measure.facts["stops"] = bail_clock.kept([Stop(CHARGING, measure.started_on)])


def why_not_at_stage(measure: OfMeasure) -> list[str]:
    """Bail recorded at a later stage than the first needs the rank of that stage, and a stage of its law."""
    law, stage = law_of(measure), stage_of(measure)
    if stage is None:
        return [f"There is no such stage of bail for {law.title.lower()}. Source: {law.source}."]
    sentences = []
    if measure.pk is None and not stage.begins_a_record:
        sentences.append(
            f"“{stage.title}” follows a first extension by the court. Record bail at that stage, and then that it was "
            f"extended. Source: {stage.source}."
        )
    if measure.pk is None and measure.fact("agency_case") and not stage.key.startswith(("agency", "court_complex")):
        sentences.append(f"“{stage.title}” is not a stage of a case of the FCA, HMRC, NCA or SFO. Check both answers.")
    if measure.authoriser_rank:
        sentences += bail.why_not_by(Rank[measure.authoriser_rank.upper()], stage)
    return sentences


def why_not_bailed(measure: OfMeasure) -> list[str]:
    """What cannot be true of its days, once its end is worked out."""
    limit, stopped, back = limit_of(measure), open_stop(measure, CHARGING), measure.fact("return_on")
    sentences = []
    if limit and measure.made_on > limit:
        sentences.append(
            f"Bail for this arrest could be given until {day_in_words(limit)}. Also who is released and bailed again "
            "is on bail from the day after the arrest, and not after the period has ended. Check the days and the "
            "stage. Source: PACE 1984 ss47ZA and 47ZB."
        )
    if stopped and measure.ends_on:
        sentences.append(
            "The clock stands still for a charging decision, so there is no last day. Enter that day as the day of "
            "return. Source: PACE 1984 s47ZL(3)."
        )
    return sentences + why_not_back(back, measure.ends_on)


def why_not_back(back: date | None, last: date | None) -> list[str]:
    """`back`: the day of return; `last`: the last day of bail, None where the law sets none."""
    if back and last and back > last:
        return [
            f"The day of return cannot be after {day_in_words(last)}, the last day of bail. Source: PACE 1984 s47(4D)."
        ]
    return []
