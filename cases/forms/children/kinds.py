"""The kinds of detail a child has several of, as a table. A new kind is a line here, a model and a form."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from cases.forms.children.details import (
    AddressForm,
    AlsoKnownAsForm,
    CarerForm,
    DetailForm,
    LookedAfterForm,
    ProfessionalForm,
)
from cases.models import Address, AlsoKnownAs, Carer, Child, LookedAfterPeriod, Professional


@dataclass(frozen=True)
class DetailKind:
    slug: str  # in the address of its pages
    model: type[Any]
    form: type[DetailForm]
    one: str  # "an address", in titles and messages
    saved: str  # what one reads after saving
    ends: str = ""  # the question that ends it without removing it; empty where it can only be removed

    def find(self, child: Child, pk: int) -> Any:
        """This child's detail of that number; anybody else's is not there."""
        try:
            return self.model.objects.get(pk=pk, child=child)
        except self.model.DoesNotExist:
            raise Http404("The child has no such detail.") from None


KINDS = {
    kind.slug: kind
    for kind in (
        DetailKind("also-known-as", AlsoKnownAs, AlsoKnownAsForm, "another name", "The name was saved."),
        DetailKind(
            "looked-after",
            LookedAfterPeriod,
            LookedAfterForm,
            "a time of being looked after",
            "The time of being looked after was saved.",
            ends="Looked after until",
        ),
        DetailKind("address", Address, AddressForm, "an address", "The address was saved.", ends="Lived there until"),
        DetailKind("carer", Carer, CarerForm, "a carer", "The carer was saved.", ends="Carer until"),
        DetailKind(
            "professional",
            Professional,
            ProfessionalForm,
            "a professional",
            "The professional was saved.",
            ends="Involved until",
        ),
    )
}


def kind_of(slug: str) -> DetailKind:
    if slug not in KINDS:
        raise Http404("A child has no such details.")
    return KINDS[slug]
