"""The one module that knows WeasyPrint, which takes half a second to load: only `pdf.py` asks for it, when it draws."""

from pathlib import Path
from typing import Any

try:
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError, URLFetcher
except OSError:  # no Pango: the library is there and cannot be loaded
    weasyprint, URLFetcher, FatalURLFetchingError = None, object, OSError

HERE = Path(__file__).resolve().parent


class OnlyOurs(URLFetcher):
    """Reads the style sheet that lies beside this file and nothing else: no text typed into Emerald can make the server
    fetch an address or open a file of its own."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url != (HERE / "paper.css").as_uri():
            raise FatalURLFetchingError(f"A paper may not fetch {url.partition(':')[0]} addresses.")
        return super().fetch(url, headers)


def drawn(page: str) -> tuple[bytes, int]:
    """(bytes of the PDF, number of pages) of a page in HTML."""
    fetcher = OnlyOurs(allowed_protocols=["file"])
    style = weasyprint.CSS(url=(HERE / "paper.css").as_uri(), url_fetcher=fetcher)
    document = weasyprint.HTML(string=page, url_fetcher=fetcher).render(stylesheets=[style])
    return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)
