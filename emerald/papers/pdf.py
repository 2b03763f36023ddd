"""A paper as PDF: tagged (PDF/UA-1), with page numbers, a running head and table heads on every page.

The one module that knows WeasyPrint. It needs Pango, a library of the system and not of Python; where there is none
everything else works and `why_not` says so in a sentence.
"""

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from emerald.guards import NotYet
from emerald.papers.paper import Paper

try:
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError, URLFetcher
except OSError:  # no Pango: the library is there and cannot be loaded
    weasyprint, URLFetcher, FatalURLFetchingError = None, object, OSError

HERE = Path(__file__).resolve().parent
NO_PANGO = (
    "A PDF cannot be made on this server, because Pango is missing: ask whoever looks after Emerald to "
    "install it (README, “Putting it into service”). Make a Word document, or print the page."
)


def why_not() -> list[str]:
    """The sentences that stand in the way of any PDF on this machine."""
    return [NO_PANGO] if weasyprint is None else []


class OnlyOurs(URLFetcher):
    """Reads the style sheet that lies beside this file and nothing else: no text typed into Emerald can make the server
    fetch an address or open a file of its own."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url != (HERE / "paper.css").as_uri():
            raise FatalURLFetchingError(f"A paper may not fetch {url.partition(':')[0]} addresses.")
        return super().fetch(url, headers)


def as_pdf(paper: Paper) -> tuple[bytes, int]:
    """(bytes, number of pages). Raises NotYet with a sentence where Pango is missing."""
    if sentences := why_not():
        raise NotYet(*sentences)
    fetcher = OnlyOurs(allowed_protocols=["file"])
    page = weasyprint.HTML(string=render_to_string("papers/paper.html", paper.as_words()), url_fetcher=fetcher)
    style = weasyprint.CSS(url=(HERE / "paper.css").as_uri(), url_fetcher=fetcher)
    document = page.render(stylesheets=[style])
    return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)
