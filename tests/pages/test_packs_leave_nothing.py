"""Three hundred third parties and what is known of them, each written in twenty ways and planted everywhere a pack
takes words from. Everything found is blacked out; the finished PDF and Word are read back."""

import re
import unicodedata
from io import BytesIO

import docx
import pytest
from django.http import QueryDict

from cases.forms.chronology.filters import ChronologyFilter
from cases.models import Address, Carer, Professional
from cases.models.access.visible import rights_on
from cases.models.chronology.entries import ChronologyEntry, Kind
from cases.models.chronology.packs import Pack
from cases.packs.files import SECTION, FilesAsked
from cases.packs.findings import BLACKED_OUT
from cases.packs.packing import BLACK_OUT, Contents, Decisions, make
from emerald.clock import now
from perpetrators.models import Particular
from tests.factories import files as made
from tests.files.mail_samples import eml, workbook
from tests.papers_read_back import everything_in, pages_of
from tests.rules import pack_spellings as ways

AT_ONCE = 6  # planted pieces in one entry
STROKES = str.maketrans({"ł": "l", "đ": "d", "ı": "i", "ø": "o"})


def squeezed(text):
    """Its letters and digits alone, as anybody could read them."""
    letters = unicodedata.normalize("NFKD", text).casefold().translate(STROKES)
    return "".join(letter for letter in letters if letter.isalnum())


class Planted:
    """What the record knows, and every way it is written. `tokens`: none of them may be in the pack."""

    def __init__(self):
        self.words, self.pieces, self.tokens = iter(ways.NAMES), [], []
        self.number = 0

    def word(self):
        return next(self.words)

    def plant(self, pieces, *tokens):
        self.pieces += pieces
        self.tokens += map(squeezed, tokens)

    def name(self):
        given, family = self.word(), self.word()
        self.plant(ways.of_a_name(given, family), given, family)
        return f"{given} {family}"

    def name_with_an_apostrophe(self):
        given, rest = self.word(), self.word()
        self.plant(ways.of_a_name_with_an_apostrophe(given, f"O'{rest}"), given, rest)
        return f"{given} O'{rest}"

    def phone(self):
        self.number += 1
        number = f"07700900{self.number:03}" if self.number % 2 else f"01632960{self.number:03}"
        self.plant(ways.of_a_phone(number), number[-6:])
        return number

    def email(self):
        word = self.word().lower()
        self.plant(ways.of_an_email(f"{word}.ask@home.example"), word)
        return f"{word}.ask@home.example"

    def plate(self):
        self.number += 1
        plate = f"W{'VXYZ'[self.number % 4]}{self.number % 40 + 51} K{chr(65 + self.number % 20)}P"
        self.plant(ways.of_a_plate(plate), plate)
        return plate

    def handle(self):
        handle = f"{self.word().lower()}_x"
        self.plant(ways.of_a_handle(handle), handle[:-2])
        return handle

    def address(self):
        self.number += 1
        street = self.word()
        self.plant(ways.of_an_address(str(self.number), f"{street} Road"), street)
        return f"{self.number} {street} Road"

    def postcode(self):
        self.number += 1
        postcode = f"PL{self.number % 9 + 1} {self.number % 10}{'QXRSTWYZBD'[self.number % 10]}X"
        self.plant(ways.of_a_postcode(postcode), postcode)
        return postcode


@pytest.fixture
def planted(case, man):
    of = Planted()
    child = case.child
    carers = [Carer(child=child, name=of.name(), relationship="Aunt", phone=of.phone()) for _ in range(60)]
    carers += [
        Carer(child=child, name=of.name_with_an_apostrophe(), relationship="Uncle", email=of.email()) for _ in range(20)
    ]
    Carer.objects.bulk_create(carers)
    Professional.objects.bulk_create(
        Professional(child=child, name=of.name(), job="Tutor", email=of.email()) for _ in range(20)
    )
    for _ in range(10):
        facts = {"lines": f"{of.address()}\nTavistock", "postcode": of.postcode(), "why_sensitive": "Refuge"}
        Address.objects.create(child=child, sensitive=True, **facts)
    for number in range(20):
        kinds = {"phone": of.phone(), "vehicle": of.plate(), "handle": of.handle(), "name": of.name()}
        kinds |= {"address": of.address()} if number % 2 else {}
        for kind, value in kinds.items():
            Particular.objects.create(person=man, kind=kind, value=value, recorded_by=man.recorded_by)
    return of


def tell(case, pieces, by):
    sentences = [f"Also {piece} there." for piece in pieces]
    ChronologyEntry.objects.bulk_create(
        ChronologyEntry(
            case=case,
            kind=Kind.DETAILS,
            sentence=" ".join(sentences[start : start + AT_ONCE]),
            recorded_by=by,
            happened_at=now(),
        )
        for start in range(0, len(sentences), AT_ONCE)
    )


def a_word_document(pieces):
    document = docx.Document()
    for piece in pieces:
        document.add_paragraph(f"Also {piece} there.")
    document.core_properties.author = pieces[0]
    document.add_comment(document.paragraphs[0].runs, text=pieces[1], author=pieces[2])
    document.sections[0].footer.paragraphs[0].text = pieces[3]
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def attach(case, pieces, by):
    """A file of each kind that is written out, each called after somebody."""
    called = [piece for piece in pieces if piece.isalpha()]
    some = [piece for piece in pieces if piece.isprintable()]
    rows = [("Who", piece) for piece in some[:200]]
    for name, content in {
        f"{called[0]}.docx": a_word_document(some[:200]),
        f"{called[1]}.xlsx": workbook(rows),
        f"{called[2]}.eml": eml(
            "\n".join(some[:200]), attached=[(f"{called[3]}.docx", a_word_document(some[:50]))]
        ).as_bytes(),
    }.items():
        made.make_document(case, by=by, name=name, content=content)


def test_of_300_third_parties_in_20_spellings_none_is_left_in_a_pdf_or_a_word_document(
    case, planted, priya, morag, rhys
):
    assert len(planted.tokens) > 300
    tell(case, planted.pieces, priya)
    attach(case, planted.pieces[:: len(planted.pieces) // 400], priya)
    case.rights = rights_on(case, priya)
    asked = ChronologyFilter(QueryDict(""), readable=case.entries.readable_with(case.rights))
    address = QueryDict("&".join(f"file={one.pk}" for one in case.documents.all()))
    contents = Contents(case, by=priya, asked=asked, files=FilesAsked(case, by=priya, data=address))
    assert contents.obstacles == []
    everything = squeezed(" ".join(one.text for one in contents.everything))
    assert [token for token in planted.tokens if token not in everything] == []
    decisions = Decisions({one.key: BLACK_OUT for one in contents.findings})
    for kind, read in {"pdf": lambda content: "\n".join(pages_of(content)), "docx": words_in_word}.items():
        facts = {"purpose": "Hearing", "recipient": "Family court", "name_child": False}
        pack, content = make(contents, decisions, kind=kind, sections=["child", SECTION], **facts)
        text = read(content)
        left = squeezed(text.replace(BLACKED_OUT, " "))
        assert [token for token in planted.tokens if token in left] == []
        for words in ("Also", "there."):  # what is nobody's stays
            assert text.count(words) >= len(planted.pieces)
        assert Pack.objects.get(pk=pack.pk).filters == {"files": [one.pk for one in contents.files.chosen]}


def words_in_word(content):
    return re.sub(r"<[^>]*>", "", re.sub("</w:p>", "\n", everything_in(content)))
