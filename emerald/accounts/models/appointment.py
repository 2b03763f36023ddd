"""A role is asked for by one person and approved by another.

DOMAIN.md section 7, rule 1: no role that opens case content can be self-granted; case roles need a service manager's
approval. Roles that show no child (system administrator) are asked for and approved in the same way.
"""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from emerald.accounts.models.team import Team
from emerald.accounts.models.user import nobody_else_can
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLE_CHOICES, ROLES
from emerald.audit.history import keep_history
from emerald.clock import now
from emerald.guards import NotYet, NotYours


class Outcome(models.TextChoices):
    WAITING = "waiting", "Waiting for approval"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class AppointmentQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=Outcome.WAITING).select_related("user", "asked_by").prefetch_related("teams")

    def told(self):
        """With everybody and every team a page names."""
        return self.select_related("user", "asked_by", "decided_by").prefetch_related("teams")


@keep_history()
class Appointment(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    teams = models.ManyToManyField(Team, through="AppointmentTeam", blank=True)
    because = models.CharField(max_length=400)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments_asked")
    asked_at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
                                   related_name="appointments_decided")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(outcome="waiting"), name="one_appointment_waits"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))),
                name="appointment_takes_two_people"),
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="nobody_asks_for_their_own_role"),
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(outcome="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="appointment_decided_has_who_and_when"),
        ]

    def __str__(self):
        return f"{self.get_role_display()} for {self.user}"

    @classmethod
    def how_many_wait_for(cls, user):
        """How many askings this person could decide about now; 0 without the right to decide."""
        if not user.has_site_right(SiteRight.APPROVE_PEOPLE):
            return 0
        return cls.objects.filter(outcome=Outcome.WAITING).exclude(asked_by=user).exclude(user=user).count()

    @classmethod
    @transaction.atomic
    def ask(cls, user, *, role, teams, because, by):
        """Ask for `role` in `teams`. Raises NotYours without the right, NotYet while another asking waits."""
        if not by.has_site_right(SiteRight.MANAGE_PEOPLE):
            raise NotYours("Only a system administrator can ask for a role.")
        if user.pk == by.pk:
            raise NotYours("Nobody can ask for their own role: another system administrator must.")
        if role.ends_on_a_date and user.access_ends_on is None:
            raise NotYet(f"Say first on which day the access of {user.name} ends: a role of {role.title.lower()} "
                         "is given for a set time.")
        if cls.objects.filter(user=user, outcome=Outcome.WAITING).exists():
            raise NotYet(f"A role for {user.name} is already waiting for approval.")
        asked = cls.objects.create(user=user, role=role.key, because=because, asked_by=by)
        asked.teams.set(teams)
        return asked

    def approve(self, *, by):
        self._decide(Outcome.APPROVED, by=by)

    def decline(self, *, by):
        self._decide(Outcome.DECLINED, by=by)

    @transaction.atomic
    def _decide(self, outcome, *, by):
        locked = type(self).objects.select_for_update().get(pk=self.pk)
        if not by.has_site_right(SiteRight.APPROVE_PEOPLE):
            raise NotYours("Only a service manager can decide about a role.")
        if by.pk in (locked.asked_by_id, locked.user_id):
            raise NotYours("Somebody else must decide: a role cannot be approved by the person who asked or gets it.")
        if locked.outcome != Outcome.WAITING:
            raise NotYet("This has been decided already.")
        if outcome == Outcome.APPROVED:
            locked._refuse_if_nobody_would_be_left()
        self.outcome, self.decided_by, self.decided_at = outcome, by, timezone.now()
        self.save(update_fields=["outcome", "decided_by", "decided_at"])
        if outcome == Outcome.APPROVED:
            self.user.take_up(ROLES[self.role], teams=self.teams.all())

    def _refuse_if_nobody_would_be_left(self):
        lost = [right for right in self.user.only_one_who_may() if right not in ROLES[self.role].site]
        if lost:
            raise NotYet(*nobody_else_can(lost))


@keep_history()
class AppointmentTeam(models.Model):
    """One team of an appointment; a table of its own so that it keeps a history too."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "team"], name="one_team_per_appointment")]

    def __str__(self):
        return f"{self.appointment} in {self.team}"
