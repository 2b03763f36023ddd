"""A paper as a Word document, from `paper.docx`: a template one can open in Word and make a council's own.

After a change of `word_template.py` make it again: `python -m emerald.papers.word_template`.
"""

from io import BytesIO
from pathlib import Path

from emerald.lazy import lazy
from emerald.papers.paper import Paper

docxtpl = lazy("docxtpl")
TEMPLATE = Path(__file__).resolve().with_name("paper.docx")


def as_word(paper: Paper) -> bytes:
    """The document's bytes. Word counts its pages when it opens it. Tables have three columns."""
    document, written = docxtpl.DocxTemplate(TEMPLATE), BytesIO()
    document.render(paper.as_words(), autoescape=True)
    document.save(written)
    return written.getvalue()
