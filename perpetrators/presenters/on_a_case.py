"""What the register has about the child of one case, for the tab "Disruption": who is of concern, what protects them.

How much of it is said follows the rights on the case: that there are measures and until when; the names; the records.
"""

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Count

from cases.models import Case
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from perpetrators.models import Admission, LegalEvent, Link, Measure, PersonMistake
from perpetrators.models.persons.legal_events.standing import told


@acting_as_emerald("count what is hidden")
def live_against(persons: Iterable[int]) -> dict[int, int]:
    """{person: how many measures are in force against them}, also those that name only other children."""
    live = Measure.objects.in_force().filter(person__in=persons).order_by()
    return dict(live.values_list("person").annotate(Count("pk")))


class OnACase:
    def __init__(self, case: Case, *, keeps: bool = False) -> None:
        self.case, self.keeps = case, keeps
        self.names, self.reads = (right in case.rights for right in (Right.HEAR_OF_SUSPECTS, Right.READ_SUSPECTS))
        self.records = Right.RECORD_SUSPECTS in case.rights

    @cached_property
    def links(self) -> list[Link]:
        """The links of the child that stand, each with its person and how many measures are in force against them."""
        found = (
            Link.objects.current()
            .filter(child=self.case.child_id)
            .select_related("person__officer", "recorded_by", "ended_by")
        )
        links = list(found.order_by("person__family_name__in_order", "person__given_names__in_order", "pk"))
        persons = [link.person_id for link in links]
        live, stand = live_against(persons), LegalEvent.objects.standings_of(persons) if self.reads else {}
        for link in links:
            link.live = live.get(link.person_id, 0)  # type: ignore[attr-defined]  # for the page
            link.standings = told(stand.get(link.person_id, []))  # type: ignore[attr-defined]  # likewise
        return links

    @cached_property
    def officers_waiting(self) -> int:
        """How many police liaison officers wait for a manager to decide whether they may see the child."""
        return Admission.of_case(self.case).waiting().count()

    @cached_property
    def link_mistakes(self) -> list[PersonMistake]:
        """Links to the child that were taken back as recorded by mistake, about which a second person has to decide."""
        waiting = PersonMistake.of_case(self.case).waiting()
        return list(waiting.newest_first()) if Right.ANSWER_FOR_CHILD in self.case.rights else []

    @cached_property
    def protecting(self) -> list[Measure]:
        """The measures that protect the child by name, the latest first."""
        return list(Measure.objects.protecting(self.case.child).with_subjects().newest_first())

    @property
    def in_force(self) -> list[Measure]:
        return [measure for measure in self.protecting if measure.is_live and not measure.is_ahead]

    @property
    def ahead(self) -> list[Measure]:
        """Those that were made and begin later."""
        return [measure for measure in self.protecting if measure.is_ahead]

    @property
    def others(self) -> list[Measure]:
        return [measure for measure in self.protecting if not measure.is_live]

    def says(self, link: Link) -> bool:
        """Whether the words of the link are for this reader."""
        return self.reads and (self.keeps or not link.has_conditions)
