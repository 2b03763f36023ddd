"""Warning notices that were served, recorded for several children at once."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases.door import show
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent
from emerald.words import plural
from perpetrators.forms.measures.served import ServedForm
from perpetrators.lookup.suggestions import Suggestions
from perpetrators.presenters.listing import PERSON, enter_register, note_shown


@idempotent
@needs(Right.KEEP_MEASURES)
def serve_notices(request):
    """One form, of which every answer can be typed. Its suggestions are what the reader may see, and are logged so."""
    known = Suggestions(enter_register(request))
    form = ServedForm(answers(request), known=known)
    if form.is_valid() and form.save(by=request.user):
        made = form.outcome
        said = plural(len(made), "warning notice was", "warning notices were")
        messages.success(request, f"{said} recorded: {', '.join(one.reference for one in made)}.")
        return redirect(made[0] if len(made) == 1 else form.person)
    return render(
        request,
        "perpetrators/serve_notices.html",
        {"form": form, "persons": note_shown(request, PERSON, known.persons), "cases": show(request, known.cases)},
    )
