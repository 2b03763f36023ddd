"""What one reader may see of a measure: the children it names, its conditions, breaches, papers and steps.

Each child is asked for by itself (DOMAIN.md section 7, rule 8): a child the reader may not see is counted and not
named, and so is a condition about one. Which fields tell of the children:
`perpetrators.models.measures.reading`. Papers name them too: whoever may not see all of them reads those they added
themselves.
"""

from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.models import Case
from emerald.accounts.permissions import Right
from emerald.words import day_in_words, plural
from perpetrators.forms.measures.steps import STEPS
from perpetrators.models import Breach, Measure, MeasureDocument, Mistake
from perpetrators.models.measures.bail_period import open_stop, steps_now
from perpetrators.models.measures.document import PaperQuerySet
from perpetrators.models.measures.measure import Condition
from perpetrators.models.measures.mistake import why_not_said
from perpetrators.models.measures.period import MeasurePeriod
from perpetrators.models.measures.states import BY_ITSELF, LIVE, State
from perpetrators.models.register.hidden import how_many

OF_BAIL = ("set_return", "stop_clock", "take_up_clock", "enter_hospital", "leave_hospital")
SHOWN_STEPS = ("grant", "serve", "extend", *OF_BAIL, "review", "vary", "apply", "discharge", "refuse", "withdraw")


class MeasurePresenter:
    """Of `measure` (from the door). Asks only for what the page asks of it, each thing once."""

    def __init__(self, measure: Measure) -> None:
        self.measure, self.scope, self.row = measure, measure.scope, measure.row
        self.reading = measure.reading
        self.keeps = Right.KEEP_MEASURES in measure.rights

    @cached_property
    def children(self) -> list[Any]:
        """Those the reader may see, each with `case`, the reference of the case they may open."""
        cases = Case.objects.visible_to(self.scope.user).filter(child=OuterRef("pk")).order_by("-episode")
        found = self.scope.children(Right.READ_SUSPECTS).filter(protected_by__measure=self.measure).distinct()
        return list(found.annotate(case=Subquery(cases.values("reference")[:1])).by_given_names())

    @cached_property
    def more_children(self) -> int:
        return how_many(self.measure.protected.all()) - len(self.children)

    @cached_property
    def conditions(self) -> QuerySet[Condition]:
        return self.conditions_shown.order_by("ends_on", "pk")

    @property
    def conditions_shown(self) -> QuerySet[Condition]:
        visible = self.scope.children(Right.READ_SUSPECTS).values("pk")
        return self.measure.conditions.select_related("child").filter(Q(child=None) | Q(child__in=visible))

    @cached_property
    def interim_before(self) -> MeasurePeriod | None:
        return self.measure.interim_before

    @property
    def interim_words(self) -> str:
        """4 March 2026 to 20 March 2026, served on 5 March 2026"""
        period = self.interim_before
        if period is None:
            return ""
        if period.last_day is not None and period.last_day < period.first_day:
            return f"From {day_in_words(period.first_day)}: no day of it was left before the order in full."
        last = f" to {day_in_words(period.last_day)}" if period.last_day else ""
        served = f", served on {day_in_words(period.served_on)}" if period.served_on else ", not served"
        return f"{day_in_words(period.first_day)}{last}{served}."

    @cached_property
    def more_conditions(self) -> int:
        return how_many(self.measure.conditions.all()) - len(self.conditions)

    @property
    def beyond(self) -> list[str]:
        """The sentences about what is not shown, with whom to ask."""
        said = [
            self._more(self.more_children, "more child", "more children"),
            self._more(self.more_conditions, "more condition"),
            self.reading.withheld,
        ]
        return [sentence for sentence in said if sentence]

    @property
    def beyond_papers(self) -> str:
        return self._more(self.more_papers, "more paper")

    def _more(self, number: int, *words: Any) -> str:
        ask = self.reading.ask
        return f"{plural(number, *words)}: {ask[:1].lower()}{ask[1:]}" if number > 0 else ""

    @cached_property
    def breaches(self) -> list[Breach]:
        visible = {one.pk for one in self.conditions}
        found = list(self.measure.breaches.select_related("condition", "recorded_by"))
        said = {one.breach_id: one for one in reversed(self.mistakes)}
        for breach in found:
            breach.mistake = said.get(breach.pk)  # type: ignore[attr-defined]  # for the page
            breach.condition_shown = breach.condition if breach.condition_id in visible else None  # type: ignore[attr-defined]  # for the page
        return found

    @cached_property
    def mistakes(self) -> list[Mistake]:
        """What was said to be a mistake, the newest first; `may_decide` where the reader is the second person."""
        found = list(self.measure.mistakes.newest_first())
        for one in found:
            one.may_decide = self.keeps and one.is_waiting and one.said_by_id != self.scope.user.pk  # type: ignore[attr-defined]  # for the page
        return found

    @property
    def may_be_mistaken(self) -> bool:
        return self.keeps and not self.why_not_said(None)

    def why_not_said(self, breach: Breach | None) -> list[str]:
        return why_not_said(self.measure, breach, self.mistakes)

    def mistake_of_key(self, pk: int) -> Mistake | None:
        return next((one for one in self.mistakes if one.pk == pk), None)

    def condition_of_key(self, pk: int) -> Condition | None:
        return self.conditions_shown.filter(pk=pk).first()

    def breach_of_key(self, pk: int) -> Breach | None:
        return next((one for one in self.breaches if one.pk == pk), None)

    def paper_of_key(self, pk: int) -> MeasureDocument | None:
        return self.papers_shown.of_key(pk)

    @property
    def papers_shown(self) -> PaperQuerySet:
        papers = self.measure.documents.all()
        return papers if self.reading.is_whole else papers.filter(added_by=self.scope.user)

    @cached_property
    def papers(self) -> list[MeasureDocument]:
        return list(self.papers_shown.in_order())

    @cached_property
    def more_papers(self) -> int:
        return 0 if self.reading.is_whole else self.measure.documents.count() - len(self.papers)

    @cached_property
    def timeline(self) -> list[Any]:
        """The newest first; who did it, but for what came by itself."""
        whole = self.reading.is_whole
        return [
            {
                "title": event.text_for(whole=whole),
                "by": None if event.step in BY_ITSELF else event.by.name_at(event.on),
                "at": event.on,
                "text": event.note,
            }
            for event in self.measure.events.select_related("by")
        ]

    @property
    def without_last_day(self) -> str:
        """Why there is none, in words."""
        if self.measure.until_further_order:
            return "Until further order"
        stands_still = self.row.has_stages and open_stop(self.measure)
        return "None while the clock stands still" if stands_still else "None"

    @property
    def law(self) -> str:
        """What the law was on the day that counts; empty where the catalogue knows of no change."""
        regime = self.row.regime_on(day) if (day := self.measure.day_of_law) else None
        return f"{regime.words} Source: {regime.source}." if regime else ""

    @property
    def notification(self) -> str:
        """By when the person gives the police their name and address; empty where they did or need not."""
        due_on = self.measure.notification_due_on
        return f"By {day_in_words(due_on)}. Source: {self.row.notification}." if due_on else ""

    @property
    def steps(self) -> list[tuple[str, str]]:
        """[(URL name, words)] of the steps that can be taken from here, the likely one first."""
        if not self.keeps:
            return []
        found = [("look_at_measure", STEPS["look_at"][0])] if self.measure.followed_on else []
        return found + self._steps_of(late=False)

    @property
    def late_steps(self) -> list[tuple[str, str]]:
        """The same of one that ran out: what somebody did before, and is told of only now."""
        return self._steps_of(late=True) if self.keeps else []

    def _steps_of(self, *, late: bool) -> list[tuple[str, str]]:
        found = []
        for key in SHOWN_STEPS:
            verb = getattr(type(self.measure), key)
            is_late = verb.late and self.measure.state_today == State.EXPIRED
            if late == is_late and self.measure.state_today in verb.sources and not self._is_idle(key):
                found.append((f"{key}_measure", STEPS[key][0]))
        return found

    def _is_idle(self, key: str) -> bool:
        """A step that the state allows, and that has nothing to do here."""
        served = self.measure.served_on is not None or not self.row.needs_service
        extends = self.row.has_stages or self.measure.ends_on is not None
        over = self.measure.state_today == "expired"
        return (
            (key in OF_BAIL and key not in steps_now(self.measure))
            or (key == "serve" and served)
            or (key == "extend" and not extends)
            or (key == "extend" and over and not self._can_be_told_late)
            or (key == "extend" and self._has_all_its_hours)
            or (key in ("grant", "refuse") and self._is_decided)
        )

    @cached_property
    def _is_decided(self) -> bool:
        """Whether an order in full was made of it, which is neither made nor refused again."""
        return bool(self.measure.why_not_decided("made"))

    @property
    def _can_be_told_late(self) -> bool:
        """An extension in time is commonly written down only after the last day."""
        return self.row.has_stages or self.row.more_hours is not None

    @property
    def _has_all_its_hours(self) -> bool:
        more = self.row.more_hours
        return more is not None and self.measure.facts.get(more.fact) == more.answer

    @property
    def may_add_condition(self) -> bool:
        return self.keeps and not self.measure.why_not_condition() and self._stands

    @property
    def may_protect(self) -> bool:
        return self.keeps and self._stands and not self.row.one_child_each and self.row.names_child.value != "never"

    @property
    def may_be_broken(self) -> bool:
        return self.keeps and not self.measure.why_not_breached()

    @property
    def _stands(self) -> bool:
        return self.measure.over_since is None and self.measure.state != State.MISTAKEN

    @property
    def is_unserved(self) -> bool:
        return self.measure.state_today in LIVE and self.measure.served_on is None and self.row.needs_service
