"""A paper as PDF: tagged (PDF/UA-1), with page numbers, a running head and table heads on every page.

It needs Pango, a library of the system and not of Python; where there is none everything else works and `why_not` says
so in a sentence.
"""

from django.template.loader import render_to_string

from emerald.guards import NotYet
from emerald.lazy import lazy
from emerald.papers.paper import Paper

drawing = lazy("emerald.papers.drawing")
NO_PANGO = (
    "A PDF cannot be made on this server, because Pango is missing: ask whoever looks after Emerald to "
    "install it (README, “Putting it into service”). Make a Word document, or print the page."
)


def why_not() -> list[str]:
    """The sentences that stand in the way of any PDF on this machine."""
    return [NO_PANGO] if drawing.weasyprint is None else []


def as_pdf(paper: Paper) -> tuple[bytes, int]:
    """(bytes, number of pages). Raises NotYet with a sentence where Pango is missing."""
    if sentences := why_not():
        raise NotYet(*sentences)
    return drawing.drawn(render_to_string("papers/paper.html", paper.as_words()))
