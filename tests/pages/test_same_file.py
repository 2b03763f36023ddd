"""The same file under two names is told to whoever may open it, and to nobody else."""

from django.urls import reverse

from cases.models import Case
from emerald.files.models import Upload
from tests.factories import files as made
from tests.factories.children import close
from tests.pages.adding_files import add, nina, said

__all__ = ["nina"]


def test_one_file_under_two_names_in_one_sending_is_kept_once_and_told(case, priya, signed_in):
    answer = add(signed_in(priya), case, made.sent("A.pdf", made.PDF), made.sent("B.pdf", made.PDF))
    assert "“B.pdf” is the same file as “A.pdf”, so it is kept once, under that name." in said(answer)
    assert [one.name for one in case.documents.all()] == ["A.pdf"]


def test_two_files_under_one_name_are_two(case, priya, signed_in):
    answer = add(signed_in(priya), case, made.sent("A.pdf", made.pdf("one")), made.sent("A.pdf", made.pdf("two")))
    assert said(answer) == "2 files added."


def test_a_file_sent_ahead_again_under_another_name_is_told_of(priya):
    first = made.make_upload(priya, "A.pdf", made.PDF)
    again = made.make_upload(priya, "B.pdf", made.PDF, writing=first.writing)
    assert again.same_as_before == "“B.pdf” is the same file as “A.pdf”, so it is kept once, under that name."
    assert made.make_upload(priya, "A.pdf", made.PDF, writing=first.writing).same_as_before == ""
    assert Upload.objects.count() == 1


def test_a_file_of_an_earlier_episode_of_the_child_is_told_to_whoever_may_open_it(
    case, priya, morag, sunita, nina, signed_in
):
    made.make_document(case, by=priya, name="Old.pdf", content=made.PDF, needs="read_sessions")
    close(case, morag, sunita)
    again = Case.objects.get(pk=case.pk).reopen(by=morag, status="at_risk", rationale="Again.", lead=priya)
    told = f"“New.pdf” is the same file as “Old.pdf” on {case.reference} of this child."
    assert told in said(add(signed_in(priya), again, made.sent("New.pdf", made.PDF)))
    assert again.documents.count() == 1
    answer = add(signed_in(nina), again, made.sent("Mine.pdf", made.PDF), needs="read_child")
    assert said(answer) == "1 file added."
    assert nina.is_active and reverse("case_documents", args=[again.reference])
