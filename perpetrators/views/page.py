"""How a page about one record of the register is drawn: every one carries the same header and tabs, every form is
answered alike."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from emerald.accounts.door import SignedInRequest
from emerald.asking import ask
from emerald.govuk.forms import GovukForm
from perpetrators.comparing.notices import notify_of_matches
from perpetrators.models import Measure, PersonOfConcern, Place
from perpetrators.models.persons.legal_events.legal_status import LegalStatus
from perpetrators.models.persons.legal_events.standing import told
from perpetrators.models.register.scope import Scope
from perpetrators.registries.tabs import tabs_of

COLOURS: dict[str, str] = {
    LegalStatus.SUSPECTED: "orange",
    LegalStatus.ARRESTED: "orange",
    LegalStatus.CHARGED: "orange",
    LegalStatus.CONVICTED: "red",
    LegalStatus.CAUTIONED: "yellow",
}


def there(found: Any, words: str = "This measure has no such entry that is yours to see.") -> Any:
    """`found`, or a page not found where there is none."""
    if found is None:
        raise Http404(words)
    return found


def record_page(
    request: SignedInRequest,
    record: PersonOfConcern | Place | Measure,
    template: str,
    *,
    tab: str,
    header: dict[str, Any],
    status: int = 200,
    **words: Any,
) -> HttpResponse:
    """Render `perpetrators/...` for `record` (from its door); `tab` is the URL name of the tab it belongs to, `header`
    what stands above it: {title, status: (text, colour), facts}."""
    return render(
        request, template, {"record": record, "header": header, "tabs": tabs_of(record, tab), **words}, status=status
    )


def person_page(
    request: SignedInRequest, person: PersonOfConcern, template: str, *, tab: str = "person_of_concern", **words: Any
) -> HttpResponse:
    """The same for a person of concern."""
    return record_page(request, person, template, tab=tab, header=header_of(person), **words)


def header_of(person: PersonOfConcern) -> dict[str, Any]:
    """Where they stand with the law, the worst outstanding first, and of what they were convicted; who looks after the
    record, because that is whom one asks."""
    standings = told(person.standings())
    officer = f"Officer: {person.officer_now.name}" if person.officer_now else "No police liaison officer yet"
    return {
        "title": person.name,
        "facts": [*(one.in_words for one in standings[1:]), f"Age {person.age_in_words}", person.area.name, officer],
        "status": (
            (standings[0].in_words, COLOURS.get(standings[0].status, "grey"))
            if standings
            else (person.get_legal_status_display(), COLOURS[LegalStatus.SUSPECTED])
        ),
    }


def question_page(
    request: SignedInRequest,
    person: PersonOfConcern,
    form: GovukForm,
    *,
    done: str | Callable[[Any], str],
    template: str = "perpetrators/form.html",
    then: str | None = None,
    **words: Any,
) -> HttpResponse:
    """Ask `form` about `person`. Answered and saved, it says `done` and goes to `then` (an address; default: the
    person's page); otherwise it is drawn again with what was typed. `done` is a sentence, or makes one of the form."""

    def onwards(form: GovukForm) -> Any:
        notify_of_matches(request, person, form.outcome)
        # Somebody who took the last link to a child of theirs back has no business with the person any more.
        return then or (person if Scope(request.user).rights_on(person) else "register")

    return ask(
        request,
        form,
        done=done,
        then=onwards,
        draw=lambda: person_page(request, person, template, form=form, cancel_url=person.get_absolute_url(), **words),
    )
