"""What becomes of a measure once two people agreed that it, or a breach of it, was recorded by mistake (`mistake`)."""

from typing import Any

import pgtrigger
from django.utils import timezone
from django_fsm import GET_STATE, transition

from emerald.accounts.models import User
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.replacing import ENDED_FOR_GOOD, end_replaced_of
from perpetrators.models.measures.states import State

MISTAKEN_BY_TWO = pgtrigger.Trigger(
    name="mistaken_by_two_people",
    operation=pgtrigger.UpdateOf("state"),
    when=pgtrigger.Before,
    condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"), new__state="mistaken"),
    func=pgtrigger.Func("""
        IF NOT EXISTS (SELECT 1 FROM perpetrators_mistake mistake WHERE mistake.measure_id = NEW.id
                          AND mistake.breach_id IS NULL AND mistake.answer = 'agreed') THEN
            RAISE EXCEPTION 'two people agree that a measure was recorded by mistake' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),
)
# Only an order in full that follows an interim one that was broken, or a breach that was a mistake, leaves it.
BREACH_STAYS = pgtrigger.Trigger(
    name="breach_is_not_undone",
    operation=pgtrigger.UpdateOf("state"),
    when=pgtrigger.Before,
    condition=pgtrigger.Q(old__state="breached", new__state__in=["interim", "in_force"]),
    func=pgtrigger.Func("""
        IF NOT (NEW.state = 'in_force' AND NOT EXISTS (
                    SELECT 1 FROM perpetrators_measureperiod whole
                    WHERE whole.measure_id = NEW.id AND NOT whole.interim))
           AND EXISTS (
                SELECT 1 FROM perpetrators_breach breach WHERE breach.measure_id = NEW.id
                   AND breach.happened_on >= (
                        SELECT period.first_day FROM perpetrators_measureperiod period
                        WHERE period.measure_id = NEW.id ORDER BY period.interim LIMIT 1)
                   AND NOT EXISTS (SELECT 1 FROM perpetrators_mistake mistake
                                   WHERE mistake.breach_id = breach.id AND mistake.answer = 'agreed')) THEN
            RAISE EXCEPTION 'the breach of a measure is not undone' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),
)
FINAL = [MISTAKEN_BY_TWO, BREACH_STAYS, ENDED_FOR_GOOD]
BUT_MISTAKEN = [state for state in State if state != State.MISTAKEN]


def unbroken_state(measure: OfMeasure) -> State:
    return State.INTERIM if measure.is_interim else State.IN_FORCE


class TakingOut(OfMeasure):
    class Meta:
        abstract = True

    def take_out(self, *, by: User, reason: str) -> Any:
        """It counts nowhere from now on, and on no day. Asked by `Mistake.decide` alone, which holds the person and the
        measure."""
        before = self.state
        self._become_mistaken()
        self.protected.update(notice_to=None)
        told = f"Recorded by mistake, as two people agreed: {reason}"
        event = self.close_step("mistaken", before, told, by=by, on=timezone.localdate(), significant=True)
        if self.person_id and self.row.ends_earlier:  # what it had ended stands on
            end_replaced_of(self.person, self.kind, by)
        return event

    def take_breach_out(self, *, by: User) -> Any:
        """The measure was not broken by what is agreed to be a mistake already; where nothing else broke it, it stands
        unbroken. As `take_out`."""
        before = self.state
        if self.state == State.BREACHED and not self._is_broken_otherwise():
            self._become_unbroken()
        told = "A breach of it was recorded by mistake, as two people agreed."
        return self.close_step("breach_mistaken", before, told, by=by, on=timezone.localdate(), significant=True)

    def _is_broken_otherwise(self) -> bool:
        mistaken = self.mistakes.filter(answer="agreed", breach__isnull=False).values("breach")
        since = self.periods.order_by("interim").values_list("first_day", flat=True).first()
        return bool(self.breaches.exclude(pk__in=mistaken).filter(happened_on__gte=since).exists())

    @transition(field="state", source=BUT_MISTAKEN, target=State.MISTAKEN)
    def _become_mistaken(self) -> None:
        """The state alone; `take_out` writes the line."""

    @transition(field="state", source=State.BREACHED, target=GET_STATE(unbroken_state, [State.INTERIM, State.IN_FORCE]))
    def _become_unbroken(self) -> None:
        """The state alone; `take_breach_out` writes the line."""
