"""Files in a pack: chosen on its page, written out, looked through, and never passed on themselves."""

from django.urls import reverse

from cases.models import Carer
from cases.models.chronology.packs import Pack
from cases.packs import files
from cases.packs.findings import BLACKED_OUT
from emerald.audit.models import AccessEntry
from tests.factories import files as made
from tests.factories.people import make_user
from tests.files.mail_samples import eml, workbook
from tests.pages.form_reader import FormReader
from tests.papers_read_back import everything_in, words_of

ASKED = {"recipient": "Family court", "purpose": "Hearing", "kind": "docx"}


def page(case, *documents):
    return reverse("make_pack", args=[case.reference], query=[("file", one.pk) for one in documents])


def make(browser, case, *documents, decision="black_out", **answers):
    """Open the page with these files chosen, decide about everything alike, send it."""
    text = browser.get(page(case, *documents)).text
    asked = {part.split('name="')[1].split('"')[0] for part in text.split("<input")[1:] if 'type="radio"' in part}
    posted = FormReader(text).fields | dict.fromkeys(asked - {"kind"}, decision) | ASKED | answers
    return browser.post(page(case, *documents), posted)


def a_sheet(case, by, **more):
    Carer.objects.create(child=case.child, name="Lowen Penhale", relationship="Aunt")
    content = workbook([("Who", "What"), ("LÖWEN PENHALE’s flat", "Seen at noon")])
    return made.make_document(case, by=by, name="Lowen_Penhale.xlsx", content=content, **more)


def test_the_words_of_a_chosen_file_go_in_and_the_file_does_not(case, priya, signed_in):
    document = a_sheet(case, priya)
    answer = make(signed_in(priya), case, document)
    said = words_of(answer.content)
    assert "Files, written out" in said and "Seen at noon" in said and f"{BLACKED_OUT} flat" in said
    assert f"{BLACKED_OUT}.xlsx (a spreadsheet" in said
    for words in ("Lowen", "LÖWEN", "Penhale"):
        assert words not in everything_in(answer.content)
    assert Pack.objects.get().filters == {"files": [document.pk]}


def test_a_file_that_was_not_chosen_is_not_in_it_and_needs_no_decision(case, priya, signed_in):
    a_sheet(case, priya)
    browser = signed_in(priya)
    assert "Files of this case: 0 of 1 chosen" in browser.get(page(case)).text
    assert "Seen at noon" not in words_of(make(browser, case).content)


def test_choosing_a_file_keeps_what_the_chronology_is_narrowed_to(case, priya, signed_in):
    a_sheet(case, priya)
    text = signed_in(priya).get(f"{page(case)}?kind=direct_work").text
    assert '<input type="hidden" name="kind" value="direct_work">' in text


def test_a_file_with_a_finding_can_be_left_out_whole(case, priya, signed_in):
    said = words_of(make(signed_in(priya), case, a_sheet(case, priya), decision="leave_out").content)
    assert "Seen at noon" not in said and "Penhale" not in said


def test_what_cannot_be_read_or_must_not_be_shared_is_left_out_with_a_sentence(case, priya, signed_in):
    picture = made.make_document(case, by=priya, name="Room.png", content=made.picture("PNG"))
    secret = made.make_document(case, by=priya, name="X.eml", content=eml("Hush").as_bytes(), sharing="never")
    said = words_of(make(signed_in(priya), case, picture, secret).content)
    assert "Left out. It is a picture, and what is on it cannot be read here." in said
    assert "Left out. It must not be shared on" in said and "Hush" not in said


def test_nobody_puts_a_file_into_a_pack_that_they_may_not_open(case, priya, morag, team, signed_in):
    document = made.make_document(case, by=priya, name="X.eml", content=eml("Hush").as_bytes(), needs="read_sessions")
    other = make_user(role="business_support", name="Nina Bell", teams=[team])
    assert signed_in(other).get(page(case, document)).status_code == 403
    document.take_off(by=priya, because="Another child’s.")
    assert "Hush" not in words_of(make(signed_in(priya), case, document).content)


def test_who_read_a_file_for_a_pack_is_written_down(case, priya, signed_in):
    document = a_sheet(case, priya)
    signed_in(priya).get(page(case, document))
    entry = AccessEntry.objects.get(verb="opened", subject="document")
    assert (entry.subject_ids, entry.reference) == ([document.pk], case.reference)


def test_a_pack_takes_so_many_files_and_says_when_they_are_too_many(case, priya, signed_in, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 0)
    assert "A pack takes at most" in signed_in(priya).get(page(case, a_sheet(case, priya))).text


def test_files_too_long_for_one_pack_are_left_out_with_a_sentence(case, priya, signed_in, monkeypatch):
    monkeypatch.setattr(files, "MOST_LETTERS", 300)
    first, second = (
        made.make_document(case, by=priya, name=f"{name}.eml", content=eml(f"{name} {'word ' * 30}").as_bytes())
        for name in ("Ante", "Post")
    )
    said = words_of(make(signed_in(priya), case, first, second).content)
    assert "Post word" in said and "Ante word" not in said and "Make a second one with it." in said


def test_nonsense_in_the_address_chooses_nothing(case, priya, signed_in):
    a_sheet(case, priya)
    answer = signed_in(priya).get(f"{page(case)}?file=x&file=99999999999999999999&file=²&file=-1&file=")
    assert "0 of 1 chosen" in answer.text
