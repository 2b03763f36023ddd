"""A role is asked for by one person and approved by another.

DOMAIN.md section 7, rule 1: no role that opens case content can be self-granted; case roles need a service manager's
approval. Roles that show no child (system administrator) are asked for and approved in the same way.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models, transaction

from emerald.accounts.models.team import Team
from emerald.accounts.models.two_people import Outcome, TwoPeople, TwoPeopleQuerySet
from emerald.accounts.models.user import User, nobody_else_can
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLE_CHOICES, ROLES, Role
from emerald.audit.history import track_history
from emerald.guards import NotYet, NotYours


class AppointmentQuerySet(TwoPeopleQuerySet):
    def waiting(self) -> Self:
        return super().waiting().prefetch_related("teams")

    def with_people(self) -> Self:
        return super().with_people().prefetch_related("teams")


@track_history()
class Appointment(TwoPeople):
    about_what = "a role"

    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    teams: Any = models.ManyToManyField(Team, through="AppointmentTeam", blank=True)

    objects: ClassVar[Any] = AppointmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_role_display()} for {self.user}"

    @classmethod
    @transaction.atomic
    def ask(cls, user: User, *, role: Role, teams: Iterable[Team], because: str, by: User) -> "Appointment":
        """Ask for `role` in `teams`. Raises NotYours without the right, NotYet while another asking waits."""
        if not by.has_site_right(SiteRight.MANAGE_PEOPLE):
            raise NotYours("Only a system administrator can ask for a role.")
        if user.pk == by.pk:
            raise NotYours("Nobody can ask for their own role: another system administrator must.")
        if not user.may_enter():
            raise NotYet(f"The access of {user.name} has ended. Give it back first.")
        if role.ends_on_a_date and user.access_ends_on is None:
            raise NotYet(
                f"Say first on which day the access of {user.name} ends: a role of {role.title.lower()} "
                "is given for a set time."
            )
        if cls.objects.filter(user=user, outcome=Outcome.WAITING).exists():
            raise NotYet(f"A role for {user.name} is already waiting for approval.")
        asked = cls.objects.create(user=user, role=role.key, because=because, asked_by=by)
        asked.teams.set(teams)
        return asked

    @property
    def needs_a_new_password(self) -> bool:
        """Whether the sign-in must start anew with this role: what one person set up alone opens no content later."""
        return ROLES[self.role].opens_content and self.user.sign_in_was_handed_over

    def why_not_approve(self) -> list[str]:
        lost = [right for right in self.user.only_one_who_may() if right not in ROLES[self.role].site]
        return nobody_else_can(lost) if lost else []

    def carry_out(self, *, by: User) -> None:
        if self.needs_a_new_password:
            self.user.start_sign_in_anew()
        self.user.take_up(ROLES[self.role], teams=self.teams.all())


@track_history()
class AppointmentTeam(models.Model):
    """One team of an appointment; a table of its own so that it keeps a history too."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "team"], name="one_team_per_appointment")]

    def __str__(self) -> str:
        return f"{self.appointment} in {self.team}"
