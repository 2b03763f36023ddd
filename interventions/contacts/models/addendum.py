"""What was added to the record of a contact later, shown below its text. Never changed."""

from django.db import models
from django.db.models import Q

from emerald.audit.append_only import AppendOnly
from interventions.contacts.models.contact import Contact
from interventions.notes.models.addendum import Added


class ContactAddendum(Added):
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="addenda")

    class Meta:
        verbose_name_plural = "contact addenda"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="contact_addendum_says_something")]
        triggers = [AppendOnly()]
