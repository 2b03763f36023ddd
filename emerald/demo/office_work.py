"""What else lies on the team's desks: advice to other professionals, documents of cases, texts nobody has saved yet."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw

from cases.models import Document
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right
from emerald.demo.calendar import DemoEvent, at, next_working_day, working_day_before
from emerald.demo.cast import GWEN, MANAGER_OF, NIAMH, PRIYA, TOBIN
from emerald.demo.episode import Episode
from emerald.demo.words import office_work as words
from emerald.demo.words.contacts import ADVICE, ROLES
from emerald.drafts.models import Draft
from emerald.files.models import Upload
from interventions.consultations.models import Consultation

ADVISORS = ((PRIYA, "north"), (TOBIN, "north"), (GWEN, "south"), (NIAMH, "south"), (MANAGER_OF["south"], "south"))
CONSULTATIONS, EVERY = 30, 11  # so many, every so many days
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def advice_events(people: dict[str, User], teams: dict[str, Team], today: date) -> Iterator[DemoEvent]:
    """Thirty pieces of advice over the year, none about a child with a case; every sixth was written down late."""
    choose = Random("advice")
    for number in range(CONSULTATIONS):
        who, team = ADVISORS[number % len(ADVISORS)]
        day = working_day_before(today, 3 + number * EVERY)
        kind, question, advice, follow_up = ADVICE[number % len(ADVICE)]
        name, role, agency = ROLES[(number * 3) % len(ROLES)]
        facts = {
            "given_at": at(day, choose.choice((9, 11, 14, 16)), 10),
            "to_name": name,
            "to_role": role,
            "to_agency": agency,
            "kind": kind,
            "question": question,
            "advice": advice,
            "follow_up": follow_up,
        }
        written = next_working_day(day + timedelta(days=2)) if number % 6 == 5 else day
        yield written, 2.9, partial(_advise, people, teams, who, team, facts)


def _advise(people: dict[str, User], teams: dict[str, Team], who: str, team: str, facts: dict[str, Any]) -> None:
    Consultation.give(by=people[who], team=teams[team], **facts)


def document_events(episodes: list[Episode], today: date) -> Iterator[DemoEvent]:
    """Documents on eight cases, made here and taken in as if they had been sent with a form."""
    by_name = {episode.young.given_names: episode for episode in episodes if not episode.later}
    for place, (child, name, kind, needs, title, lines) in enumerate(words.DOCUMENTS):
        day = working_day_before(today, 6 + place * 8)
        yield day, 2.9, partial(_attach, by_name[child], name, kind, Right(needs), title, lines)


def _attach(episode: Episode, name: str, kind: str, needs: Right, title: str, lines: Sequence[str]) -> None:
    sent = SimpleUploadedFile(name, MAKERS[name.rpartition(".")[2]](lines))
    upload = Upload.store(episode.worker, UUID(int=episode.place + 1), sent)
    Document.add(episode.case, by=episode.worker, files=[upload], kind=kind, needs=needs, title=title)


def pdf(lines: Sequence[str]) -> bytes:
    """One page of plain lines."""
    shown = " ".join(f"({line.translate(str.maketrans('', '', '()'))}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 72 760 Td 18 TL {shown} ET".encode("latin-1", "replace")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R "
        b">> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(made))
    )


def png(lines: Sequence[str]) -> bytes:
    """A small drawing: hills, a sun and a line of writing."""
    picture = Image.new("RGB", (480, 320), "#dcecf5")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((350, 30, 420, 100), fill="#f4c430")
    pen.polygon(((0, 320), (0, 220), (140, 140), (300, 240), (480, 170), (480, 320)), fill="#5b8c5a")
    pen.text((20, 290), lines[0], fill="white")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def docx(lines: Sequence[str]) -> bytes:
    """A Word document of plain paragraphs."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in words.AROUND_WORD.items():
            packed.writestr(name, text)
        packed.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}">'
            f"<w:body>{paragraphs}</w:body></w:document>",
        )
    return made.getvalue()


MAKERS = {"pdf": pdf, "png": png, "docx": docx}


def leave_unfinished(episodes: list[Episode], people: dict[str, User]) -> None:
    """Three texts that Priya began and has not saved."""
    mine = [one for one in episodes if one.lead == people[PRIYA] and not one.story.ending]
    for number, (episode, (page, called, typed)) in enumerate(zip(mine, words.UNFINISHED, strict=False), 1):
        reference = episode.case.reference
        Draft.store(
            people[PRIYA],
            place=reverse(page, args=[reference]),
            title=f"{called}, {reference}",
            writing=UUID(int=number),
            typed=typed,
        )
