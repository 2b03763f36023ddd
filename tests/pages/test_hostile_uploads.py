"""Every file of the tables, kind and hostile, sent as a page's script sends it: an answer, and never a failure."""

from uuid import uuid4

from django.urls import reverse

from emerald.files.models import StoredFile
from tests.factories import files as made
from tests.files.mail_samples import FINE, HOSTILE


def ahead(browser, user, place, name, content):
    told = {"place": place, "writing": uuid4(), "person": user.pk, "files": made.sent(name, content)}
    return browser.post(reverse("send_file"), told)


def test_no_file_whatever_it_holds_ends_in_anything_but_its_sentence(case, priya, signed_in):
    place = reverse("add_documents", args=[case.reference])
    browser = signed_in(priya)
    for what, (name, content) in FINE.items():
        answer = ahead(browser, priya, place, name, content)
        assert (answer.status_code, answer.json().get("key") != "") == (200, True), what
    kept = StoredFile.objects.count()
    for what, (name, content, sentence) in HOSTILE.items():
        answer = ahead(browser, priya, place, name, content)
        assert (answer.status_code, answer.json()["key"]) == (200, ""), what
        assert sentence in answer.json()["sentence"], what
    assert StoredFile.objects.count() == kept == len(FINE)


def test_a_file_whose_name_is_nonsense_is_answered_too(case, priya, signed_in):
    place, browser = reverse("add_documents", args=[case.reference]), signed_in(priya)
    for name in ("‮fdp.exe.eml", "a" * 300 + ".xlsx", "..\\..\\x.msg", ".eml", "x.docx.exe", "%s%n{}.eml", "\u0007.pdf"):
        for content in (FINE["an e-mail"][1], FINE["a spreadsheet"][1], b"\0" * 9):
            assert ahead(browser, priya, place, name, content).status_code == 200
