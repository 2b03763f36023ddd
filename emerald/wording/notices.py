"""After a long page was saved: a quiet notice on the next page that names phrases to look at again, and what to write
instead. It works without a script, and it never stands in the way of saving.

The notice holds phrases and better wordings as the list has them, never the text they were found in: a notice travels
in a cookie, and nothing of a record may lie there. Nothing is logged, counted or kept about who used which phrase.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from emerald.drafts.autosave import after_saving
from emerald.govuk.verbatim import is_as_said
from emerald.wording.matching import found_in
from emerald.wording.models import Term

WORDING = "wording"  # the tag by which pages know this notice
WRITTEN_BY_THE_PAGE = {"csrfmiddlewaretoken", "once", "draft", "version", "whose"}
SHOWN = 5


@after_saving
def notice(request: HttpRequest, *, change_at: str | None = None) -> None:
    """Tell of the phrases in what was posted, with a link to `change_at` where the text can still be changed."""
    posted = "\n\n".join(
        text
        for name, texts in request.POST.lists()
        for text in texts
        if text.strip() and name not in WRITTEN_BY_THE_PAGE and not is_as_said(name)
    )
    if found := posted and found_in(posted, Term.suggested()):
        messages.info(request, _sentence(found, change_at), extra_tags=WORDING)


def _sentence(found: list[Term], change_at: str | None) -> SafeString:
    pairs = [(term.phrase, term.advice) for term in found[:SHOWN]]
    lines = format_html_join("", "<li>“{}”. Consider: {}</li>", pairs)
    more = f"<li>and {len(found) - SHOWN} more</li>" if len(found) > SHOWN else ""
    link = (
        format_html(
            '<p class="govuk-body"><a class="govuk-notification-banner__link" href="{}">Change the text</a></p>',
            change_at,
        )
        if change_at
        else ""
    )
    return format_html(
        '<p class="govuk-body">It was saved as you wrote it. Some words in it can be read as blaming the child:</p>'
        '<ul class="govuk-list govuk-list--bullet">{}{}</ul>{}',
        lines,
        mark_safe(more),  # noqa: S308  our own sentence, nothing typed
        link,
    )
