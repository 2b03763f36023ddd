"""What can connect two records and stands in fields of the record itself: of a child a carer's telephone and e-mail and
the addresses, of a place its address and its name online, of a person what they are called.

Kept in step by `perpetrators.comparing.trace_signals` whenever such a record is saved; holds only the form by which it
is compared.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Model, Q

from cases.models import Child
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.place import Place


def origin_of(row: Model) -> str:
    """How a trace names the row it was read from."""
    return f"{row._meta.model_name} {row.pk}"


class Trace(models.Model):
    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(PersonOfConcern, on_delete=models.CASCADE, null=True, related_name="+")
    origin = models.CharField(max_length=40)  # "carer 12": the row it was read from
    words = models.CharField(max_length=60)  # what it is, without what it says: "A telephone number"
    kind = models.CharField(max_length=10, choices=ParticularKind)
    match = models.CharField(max_length=120)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "match"], name="trace_by_match"),
            models.Index(fields=["origin"], name="trace_by_origin"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(child__isnull=False, place=None, person=None)
                | Q(child=None, place__isnull=False, person=None)
                | Q(child=None, place=None, person__isnull=False),
                name="trace_is_of_one",
            )
        ]

    def __str__(self) -> str:
        return self.origin

    @classmethod
    def keys_of(cls, row: Model) -> set[str]:
        """The keys of the items (`shared.Item`) that were read from this row."""
        return {f"t{pk}" for pk in cls.objects.filter(origin=origin_of(row)).values_list("pk", flat=True)}

    @classmethod
    def replace(cls, origin: str, found: Iterable[tuple[str, str, str]], **whose: Any) -> None:
        """Let the traces of `origin` be `found`: [(words, kind, match)], of the one record that `whose` names."""
        cls.objects.filter(origin=origin).delete()
        Trace.objects.bulk_create(
            [
                Trace(origin=origin, words=words, kind=kind, match=match, **whose)
                for words, kind, match in found
                if match
            ]
        )
