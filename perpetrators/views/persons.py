"""One person of concern: who they are, whom and what they are linked to, and what stands against them."""

from django.views.decorators.http import require_safe

from perpetrators.door import open_person
from perpetrators.dossier import Dossier
from perpetrators.views.page import person_page


@require_safe
def person(request, suspect):
    person = open_person(request, suspect)
    return person_page(request, person, "perpetrators/person.html", dossier=Dossier(person, person.scope),
                       particulars=list(person.particulars.all()))
