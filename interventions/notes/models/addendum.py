"""What was added to the record of a session, a contact or a consultation later, shown below its text. Never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from emerald.audit.append_only import AppendOnly
from emerald.audit.clock import TransactionNumber
from emerald.clock import now
from interventions.consultations.models import Consultation
from interventions.contacts.models.contact import Contact
from interventions.sessions.models.session import Session


class AddendumQuerySet(models.QuerySet):
    def in_order(self):
        return self.select_related("written_by").order_by("written_at", "pk")


class Added(models.Model):
    """Written through the note's `add`."""

    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = AddendumQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"Addendum {self.written_at:%Y-%m-%d}"


class Addendum(Added):
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="addenda")

    class Meta:
        verbose_name_plural = "addenda"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="addendum_says_something")]
        triggers = [AppendOnly()]


class ContactAddendum(Added):
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="addenda")

    class Meta:
        verbose_name_plural = "contact addenda"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="contact_addendum_says_something")]
        triggers = [AppendOnly()]


class ConsultationAddendum(Added):
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="addenda")

    class Meta:
        verbose_name_plural = "consultation addenda"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="consultation_addendum_says_something")]
        triggers = [AppendOnly()]
