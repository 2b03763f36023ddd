"""A contact recorded by mistake: it stays to be read, struck out."""

from django.db import models
from django.db.models import Q

from emerald.audit.append_only import AppendOnly
from interventions.contacts.models.contact import Contact
from interventions.notes.models.struck_out import RecordedInError


class ContactStruckOut(RecordedInError):
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="struck_out")

    class Meta:
        verbose_name_plural = "contacts struck out"
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="contact_struck_out_says_why")]
        triggers = [AppendOnly()]
