"""Makes `paper.docx`, the template of Word papers: `python -m emerald.papers.word_template`."""

from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor

from emerald.papers.word import TEMPLATE

FONT = "Liberation Sans"
COLUMNS = (Cm(3.2), Cm(10.4), Cm(3.8))


def make() -> DocumentType:
    """The template as a python-docx Document."""
    document = Document()
    _style(document)
    _edges(document.sections[0])
    document.add_paragraph("{{ marking }}").runs[0].bold = True
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ reference }}")
    _cover(document)
    document.add_paragraph("{{ warning }}")
    _parts(document)
    return document


def _style(document: DocumentType) -> None:
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 15), ("Heading 2", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    document.styles["Normal"].element.rPr.append(_element("w:lang", val="en-GB"))


def _edges(section: Section) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    head = section.header.paragraphs[0]
    head.text = "{{ reference }}\t\t{{ marking }}"
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Page ")
    _counted(foot, "PAGE")
    foot.add_run(" of ")
    _counted(foot, "NUMPAGES")


def _counted(paragraph: Any, field: str) -> None:
    """A number Word works out itself."""
    simple = _element("w:fldSimple", instr=field)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def _cover(document: DocumentType) -> None:
    table = document.add_table(rows=3, cols=2)
    table.rows[0].cells[0].text = "{%tr for fact in facts %}"
    _cells(table.rows[1], ("{{ fact.what }}", "{{ fact.text }}"), (Cm(4.4), Cm(13)), bold_first=True)
    table.rows[2].cells[0].text = "{%tr endfor %}"


def _parts(document: DocumentType) -> None:
    document.add_paragraph("{%p for part in parts %}")
    heading = document.add_paragraph("{{ part.heading }}", style="Heading 1")
    heading.paragraph_format.page_break_before = True
    document.add_paragraph("{%p if part.head %}")
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    _cells(table.rows[0], ("{{ part.head[0] }}", "{{ part.head[1] }}", "{{ part.head[2] }}"), COLUMNS, bold_all=True)
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
    table.rows[1].cells[0].text = "{%tr for row in part.rows %}"
    _cells(table.rows[2], ("{{ row[0] }}", "{{ row[1] }}", "{{ row[2] }}"), COLUMNS)
    table.rows[2]._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for one in part.texts %}")
    document.add_paragraph("{{ one.heading }}", style="Heading 2")
    document.add_paragraph("{{ one.text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _cells(
    row: Any,
    texts: tuple[str, str] | tuple[str, str, str],
    widths: tuple[Cm, Cm] | tuple[Cm, Cm, Cm],
    *,
    bold_first: bool = False,
    bold_all: bool = False,
) -> None:
    for number, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.text, cell.width = text, width
        cell.paragraphs[0].runs[0].bold = bold_all or (bold_first and number == 0)


def _element(name: str, **attributes: Any) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


if __name__ == "__main__":
    make().save(str(TEMPLATE))
