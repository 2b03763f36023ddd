"""What the traits of a measure need of it and of each other, for whoever checks the types. At run time a trait is an
abstract model and nothing more.
"""

from typing import TYPE_CHECKING, Any

from django.db import models

from perpetrators.models.law.catalogue.row import MeasureKind
from perpetrators.models.register.scope import Scope

if TYPE_CHECKING:

    class OfMeasure(models.Model):
        activate_notice: Any
        add_event: Any
        applicant: Any
        applicant_class: Any
        applied_on: Any
        authoriser_rank: Any
        begin_change: Any
        breaches: Any
        changing_reading: Any
        changing_user: Any
        childs_view: Any
        chronicle_on_cases: Any
        close_step: Any
        come_into_force: Any
        conditions: Any
        considered_on: Any
        ended_on: Any
        ends_on: Any
        ceased: Any
        events: Any
        fact: Any
        facts: Any
        get_state_display: Any
        hold_person: Any
        how_ended: Any
        kind: Any
        mistakes: Any
        is_ahead: Any
        is_interim: Any
        made_on: Any
        moved_meanwhile: Any
        objects: Any
        officer: Any
        periods: Any
        person: Any
        person_id: Any
        place: Any
        place_id: Any
        power_of_arrest: Any
        power_of_arrest_until: Any
        protected: Any
        put_condition: Any
        reference: Any
        resume: Any
        review_on: Any
        save_next_version: Any
        served_how: Any
        served_on: Any
        ran_out_after: Any
        refuse_unless: Any
        stand_again: Any
        started_on: Any
        stop: Any
        state: Any
        take: Any
        take_facts: Any
        take_in: Any
        until_further_order: Any
        as_if: Any
        as_it_stands: Any
        expire_if_over: Any
        keep_rung: Any
        last_day_set: Any
        set_last_day: Any
        state_it_stood_in: Any
        usual_review: Any
        work_out: Any
        followed_on: Any
        lock: Any
        recorded_by: Any
        version: Any
        whom_to_ask: Any
        why_not_chronicled: Any
        why_not_noted: Any
        why_not_its_prohibitions: Any
        why_not_now: Any
        why_not_on: Any

        # The reader's, put there by the door.
        reading: Any
        rights: frozenset[str]
        scope: Scope

        class Meta:
            abstract = True

        @property
        def against(self) -> str: ...

        @property
        def children(self) -> list[Any]: ...

        @property
        def day_of_law(self) -> Any: ...

        @property
        def has_run_out(self) -> bool: ...

        @property
        def is_live(self) -> bool: ...

        @property
        def reads_all(self) -> bool: ...

        @property
        def row(self) -> MeasureKind: ...

        @property
        def sentence_as_made(self) -> str: ...

        @property
        def sentence_as_served(self) -> str: ...

        @property
        def state_today(self) -> Any: ...

        @property
        def state_in_words(self) -> str: ...

        @property
        def title(self) -> str: ...

        @property
        def typed_facts(self) -> dict[str, Any]: ...

else:
    OfMeasure = models.Model
