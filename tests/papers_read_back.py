"""What stands in a file that was made, read back from its bytes."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from pypdf import PdfReader


def pages_of(made):
    """The text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def words_of(made):
    """Every paragraph and cell of a Word document, in no order."""
    document = Document(BytesIO(made))
    return "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )


def everything_in(made):
    """Every byte of a Word document's parts, unpacked."""
    with ZipFile(BytesIO(made)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
