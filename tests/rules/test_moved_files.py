"""The files of a session or a contact that is moved: what goes along, what stays behind, and what each page says."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Document
from emerald.accounts.permissions import Right
from emerald.guards import NotYet
from interventions.models import NoteDocument
from interventions.notes.models.document import attach
from tests.factories.children import make_case
from tests.factories.contacts import make_contact, make_old_contact
from tests.factories.files import make_document, make_upload
from tests.factories.sessions import make_old_session, make_session
from tests.rules.test_moved_notes import move

READS = {Right.SEE_CASE, Right.HEAR_OF_SESSIONS, Right.READ_SESSIONS}
BOTH = [make_session, make_contact]


@pytest.fixture
def right(morag, priya):
    """Another child's case in the same team, with the same worker."""
    return make_case(manager=morag, lead=priya)


@pytest.fixture(params=BOTH)
def make(request):
    return request.param


@pytest.fixture
def note(make, case, priya):
    return make(case, by=priya)


def with_file(note, by, name="Her drawing.png"):
    return attach(note, by=by, files=[make_upload(by, name)])[0]


def attached(note):
    """How many of its files are on its case, and how many on the case it came from."""
    here, elsewhere = note.attached.here_and_elsewhere(note.case)
    return len(here), elsewhere


def again(one):
    return type(one).objects.get(pk=one.pk)


def page(browser, note):
    return browser.get(reverse(note.page, args=[note.case.reference, note.pk])).text


@pytest.mark.parametrize("make", [*BOTH, make_old_session, make_old_contact])
def test_a_file_of_the_note_goes_along_and_its_history_says_where_it_was(make, case, right, priya, morag, signed_in):
    note = make(case, by=priya)
    document = with_file(note, priya)
    move(note, right, morag)
    note = again(note)
    assert again(document).case == right
    assert attached(note) == (1, 0)
    assert "Her drawing.png" in page(signed_in(priya), note)
    assert "Her drawing.png" not in signed_in(priya).get(reverse("case_documents", args=[case.reference])).text
    kept = Document.pgh_event_model.objects.filter(pgh_obj_id=document.pk).order_by("pgh_id")
    assert list(kept.values_list("case", flat=True)) == [case.pk, right.pk]


def test_a_file_goes_along_again_when_its_note_moves_on(note, case, right, priya, morag):
    document = with_file(note, priya)
    move(note, right, morag)
    move(again(note), case, morag)
    assert again(document).case == case
    assert attached(again(note)) == (1, 0)


def test_a_file_that_was_taken_off_goes_along_too(note, right, priya, morag):
    document = with_file(note, priya)
    document.take_off(by=priya, because="It is somebody else’s.")
    move(note, right, morag)
    assert again(document).case == right


@pytest.mark.parametrize("make_other", BOTH)
def test_a_file_that_another_note_of_the_wrong_case_holds_too_stays_until_that_one_goes(
    note, make_other, case, right, priya, morag
):
    staying = make_other(case, by=priya)
    document = with_file(note, priya)
    assert with_file(staying, priya) == document
    move(note, right, morag)
    note = again(note)
    assert again(document).case == case
    assert (attached(note), attached(staying)) == ((0, 1), (1, 0))
    move(staying, right, morag)
    assert again(document).case == right
    assert attached(note) == (1, 0)


@pytest.mark.parametrize("kind", ["work", "letter", "other"])
def test_a_file_that_was_filed_by_itself_stays_whatever_it_is_and_the_page_says_so(
    kind, note, case, right, priya, morag, signed_in
):
    letter = make_document(case, by=priya, name="Letter.pdf", kind=kind, needs=Right.READ_SESSIONS)
    assert with_file(note, priya, "Letter.pdf") == letter
    move(note, right, morag)
    note = again(note)
    assert again(letter).case == case
    assert attached(note) == (0, 1)
    shown = page(signed_in(priya), note)
    assert "1 file stayed on the case this was moved from" in shown
    assert "Letter.pdf" not in shown


def test_the_line_that_told_of_the_file_leaves_the_wrong_chronology_for_the_right_one(note, case, right, priya, morag):
    with_file(note, priya)
    move(note, right, morag)
    assert not case.entries.readable_with(READS).of_kind("documents").exists()
    line = right.entries.readable_with(READS).of_kind("documents").get()
    assert line.page_args == {"reference": right.reference, note.page: note.pk}


def test_nobody_adds_a_file_to_a_note_that_was_moved_meanwhile(note, right, priya, morag):
    stale = type(note).objects.select_related("case").get(pk=note.pk)
    move(note, right, morag)
    with pytest.raises(NotYet, match="was moved to the case it belongs to"):
        with_file(stale, priya)
    assert not Document.objects.exists()


def test_the_database_holds_each_row_to_one_note_and_each_document_to_a_note_once(case, priya):
    session, contact = (make(case, by=priya) for make in BOTH)
    document = with_file(session, priya)
    with_file(contact, priya)
    for notes in ({}, {"session": session, "contact": contact}, {"session": session}, {"contact": contact}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NoteDocument.objects.create(document=document, brought=True, **notes)
    assert list(NoteDocument.objects.order_by("pk").values_list("session", "contact", "brought")) == [
        (session.pk, None, True),
        (None, contact.pk, False),
    ]
