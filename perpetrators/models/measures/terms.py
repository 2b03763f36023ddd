"""What a measure asks of its subject, and what is done when that is broken: conditions and breaches."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django_fsm import transition

from cases.models import Child
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import why_in_future
from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.law.catalogue.checks import POSITIVE_SINCE
from perpetrators.models.law.catalogue.kinds import kind_of
from perpetrators.models.law.proceeding import Proceeding
from perpetrators.models.measures.children import why_not_theirs
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.states import LIVE, PENDING, State
from perpetrators.models.measures.step import step

if TYPE_CHECKING:
    pass


class Terms(OfMeasure):
    class Meta:
        abstract = True

    @step(sources=[*PENDING, *LIVE], words="given a condition")
    def add_condition(
        self,
        *,
        by: User,
        on: date,
        sort: str,
        text: str,
        child: Child | None = None,
        supervisor: str = "",
        starts_on: date | None = None,
        ends_on: date | None = None,
    ) -> str:
        """The subject must (sort "requirement") or must not ("prohibition") do what `text` says. With `child` only who
        may see that child reads it."""
        self.put_condition(
            sort=sort, text=text, child=child, supervisor=supervisor, starts_on=starts_on, ends_on=ends_on, by=by
        )
        return "A condition was added."

    def put_condition(
        self,
        *,
        by: User,
        sort: str,
        text: str,
        child: Child | None = None,
        supervisor: str = "",
        starts_on: date | None = None,
        ends_on: date | None = None,
    ) -> Any:
        if child is not None:
            why_not_theirs(by, [child], Right.READ_SUSPECTS)
        others = [one for one in self.children if one != child and getattr(one, "may_be_named", True)]
        if obstacles := self.why_not_condition(sort, text, supervisor, starts_on, ends_on) + self.why_not_chronicled(
            text, supervisor, children=others
        ):
            raise NotYet(*obstacles)
        return self.conditions.create(
            sort=sort, text=text, child=child, supervisor=supervisor, starts_on=starts_on, ends_on=ends_on
        )

    def why_not_condition(
        self,
        sort: str = "",
        text: str = "x",
        supervisor: str = "",
        starts_on: date | None = None,
        ends_on: date | None = None,
    ) -> list[str]:
        """The sentences against such a condition; without arguments, against any."""
        kind, asks = self.row, sort == "requirement"
        if not kind.takes_conditions:
            return [
                f"There are no conditions with this kind of measure ({kind.title.lower()}). "
                + ("If there are, it is bail: record that." if not kind.protects else "")
            ]
        said = [
            (not text.strip(), "Say what the person must or must not do."),
            (starts_on and ends_on and ends_on < starts_on, "The condition ends before it starts."),
            (
                ends_on and self.ends_on and ends_on > self.ends_on,
                f"The condition cannot last longer than the measure, which ends on "
                f"{day_in_words(self.ends_on) if self.ends_on else ''}.",
            ),
            (
                asks and kind.supervised and not supervisor.strip(),
                f"Enter who supervises what the person must do. Source: {kind.supervised}.",
            ),
            (
                asks and kind.key in ("sro", "shpo") and self.made_on and self.made_on < POSITIVE_SINCE,
                f"Requirements to do something can be made only since {day_in_words(POSITIVE_SINCE)}. "
                "Source: SI 2022/1227.",
            ),
        ]
        return [sentence for wrong, sentence in said if wrong] + self._why_not_so_short(sort, starts_on, ends_on)

    def why_not_its_prohibitions(self) -> list[str]:
        """The sentences against those that stand already, once it is known from when the measure runs."""
        found = self.conditions.all() if self.pk else ()
        said = [one for each in found for one in self._why_not_so_short(each.sort, each.starts_on, each.ends_on)]
        return list(dict.fromkeys(said))

    def _why_not_so_short(self, sort: str, starts_on: date | None, ends_on: date | None) -> list[str]:
        """What a person must not do under some orders they must not do for years; of an interim order its length says
        how long."""
        least, begins = self.row.least_prohibition, starts_on or self.started_on
        if not (least and begins and ends_on) or sort != "prohibition" or self.is_interim:
            return []
        if ends_on >= (earliest := least.last_day_from(begins)):
            return []
        return [
            f"What the person must not do under this order lasts at least {least}, or until further order: until "
            f"{day_in_words(earliest)} or later. A ban on foreign travel stands with the order itself. Source: "
            f"{self.row.limits_source}."
        ]

    @step(sources=LIVE, words="changed")
    def end_condition(self, *, by: User, on: date, condition: Any) -> str:
        """A condition holds no longer after `on`."""
        if condition.ends_on and condition.ends_on <= on:
            raise NotYet(f"This condition ended on {day_in_words(condition.ends_on)} already.")
        if condition.starts_on and on < condition.starts_on:
            raise NotYet("The condition would end before it starts.")
        condition.ends_on = on
        condition.save(update_fields=["ends_on"])
        return "A condition was ended."

    @acting_as_emerald("change the register")
    @transaction.atomic
    def record_breach(
        self,
        *,
        by: User,
        happened_on: date,
        what_happened: str,
        reported_by: str,
        condition: Any = None,
        reported_to_police_on: date | None = None,
        crime_ref: str = "",
        arrested: bool = False,
        arrested_on: date | None = None,
        proceeding: str = Proceeding.NONE,
        version: int | None = None,
    ) -> Any:
        """Somebody broke it on `happened_on` (a date). Right: KEEP_MEASURES. Each protected child's chronology hears of
        it, and a review of the risk is asked for (`after_breach`). A breach may be recorded after the measure ended, if
        it happened before. Returns the Breach; raises NotYours, NotYet, ChangedMeanwhile."""
        self.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        facts: dict[str, Any] = {
            "happened_on": happened_on,
            "what_happened": what_happened,
            "reported_by": reported_by,
            "reported_to_police_on": reported_to_police_on,
            "crime_ref": crime_ref,
            "arrested": arrested,
            "arrested_on": arrested_on,
            "proceeding": proceeding,
        }
        if obstacles := (
            self.why_not_breached(happened_on)
            + why_not_breach(self, condition, **facts)
            + self.why_not_chronicled(what_happened, reported_by)
        ):
            raise NotYet(*obstacles)
        breach = self.breaches.create(condition=condition, recorded_by=by, **facts)
        told = f"Broken on {day_in_words(happened_on)}. Look at the risk again."
        before = self.state
        if self.state in LIVE and self.periods.on(happened_on).filter(interim=self.is_interim).exists():
            self._become_breached()
        self.close_step("breached", before, told, by=by, on=happened_on, significant=True)
        return breach

    @transition(field="state", source=list(LIVE), target=State.BREACHED)
    def _become_breached(self) -> None:
        """The state alone; `record_breach` writes the line."""

    def why_not_breached(self, day: date | None = None) -> list[str]:
        """Why it cannot have been broken (on `day`): it was not made, not served, over, or recorded by mistake."""
        if self.state == State.MISTAKEN:
            return ["This measure was recorded by mistake: there is nothing to break."]
        if self.made_on is None or self.state in PENDING:
            return ["This measure was not made yet: there is nothing to break."]
        if not self.row.takes_conditions and not self.row.protects:
            return [self.row.breach_means]
        served = self.served_on or self.periods.exclude(served_on=None).exists()
        if not served:
            return ["This measure was not served yet, and binds only from then. Record the service first."]
        if day is None:
            return []
        if ahead := why_in_future(day, "The day it happened"):
            return ahead
        return self._why_not_binding(day)

    def _why_not_binding(self, day: date) -> list[str]:
        """The interim order and the one in full bind each by its own service."""
        period = self.periods.on(day).first()
        if period is None:
            earlier = self.periods.filter(first_day__lt=day).exists()
            return [f"It was no{' longer' if earlier else 't yet'} in force on {day_in_words(day)}."]
        if period.served_on is None:
            return [f"What was in force on {day_in_words(day)} had not been served. Check the day."]
        if day < period.served_on:
            return [
                f"It was served on {day_in_words(period.served_on)} and binds from then: it cannot have been broken on "
                f"{day_in_words(day)}. Check both days."
            ]
        return []


def why_not_breach(
    measure: OfMeasure,
    condition: Any = None,
    *,
    what_happened: str = "x",
    reported_by: str = "x",
    happened_on: date | None = None,
    reported_to_police_on: date | None = None,
    arrested: bool = False,
    arrested_on: date | None = None,
    proceeding: str = Proceeding.NONE,
    **_: Any,
) -> list[str]:
    """What cannot be true of a breach of `measure`."""
    kind = kind_of(measure.kind)
    later = [("reported to the police", reported_to_police_on), ("of the arrest", arrested_on)]
    sentences = [] if what_happened.strip() else ["Say what happened."]
    sentences += [] if reported_by.strip() else ["Say who reported it."]
    for words, day in later:
        if day and happened_on and day < happened_on:
            sentences.append(f"The day {words} is before the day it happened.")
        sentences += why_in_future(day, f"The day {words}")
    if arrested_on and not arrested:
        sentences.append("There is a day of arrest: say that the person was arrested.")
    if condition is not None and condition.measure_id != measure.pk:
        sentences.append("This condition belongs to another measure.")
    if proceeding not in kind.proceedings:
        sentences.append(
            f"{Proceeding(proceeding).label} does not follow from breaking this kind of measure "
            f"({kind.title.lower()}). {kind.breach_means}"
        )
    return sentences
