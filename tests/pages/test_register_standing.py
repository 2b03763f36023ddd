"""Where somebody stands with the law, on pages: offence by offence, and what ends with a step of the law."""

import pytest
from django.urls import reverse

from perpetrators.models import LegalEvent, Measure
from tests.factories.measures import days_ago, make_bail
from tests.pages.measure_forms import officer, record_at, send, words

__all__ = ["officer"]


@pytest.fixture
def law(man):
    """The address at which a step of the law is recorded."""
    return reverse("record_legal", args=[man.reference])


def test_the_page_reads_charged_with_rape_although_there_is_no_further_action_on_a_theft(officer, law, man):
    send(officer, law, step="charge", charge="Rape", on=days_ago(9))
    assert "Left empty: all that is outstanding (Rape)" in words(officer.get(law))
    send(officer, law, step="nfa", nfa="Theft", on=days_ago(3))
    shown = words(officer.get(man.get_absolute_url()))
    assert "Charged: Rape" in shown and "No further action: Theft" in shown
    send(officer, law, step="nfa", on=days_ago(2))
    assert "Charged: Rape" not in words(officer.get(man.get_absolute_url()))


def test_a_conviction_asks_whether_it_was_against_a_child_and_the_pages_say_so(
    officer, law, man, case, priya, signed_in
):
    answer = send(officer, law, step="conviction", conviction="Rape", on=days_ago(9))
    assert "Select whether it was against a child" in words(answer)
    assert not LegalEvent.objects.exists()
    send(officer, law, step="conviction", conviction="Rape", against_child="yes", on=days_ago(9))
    assert "Convicted: Rape, against a child" in words(officer.get(man.get_absolute_url()))
    on_the_case = signed_in(priya).get(reverse("case_disruption", args=[case.reference]))
    assert "Convicted: Rape, against a child" in words(on_the_case)


def test_what_is_corrected_keeps_whether_it_was_against_a_child(officer, law, man):
    send(officer, law, step="conviction", conviction="Rape", against_child="yes", on=days_ago(9))
    wrong = LegalEvent.objects.get()
    send(officer, reverse("correct_legal", args=[man.reference, wrong.pk]), because="The day", on=days_ago(8))
    assert [one.in_words for one in man.standings()] == ["Convicted: Rape, against a child"]


def test_a_step_that_ends_bail_asks_which_and_ends_it(officer, law, man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    answer = send(officer, law, step="charge", charge="Rape", on=days_ago(2), where="Truro")
    assert "Select what ends with it, or that none of these does" in words(answer)
    assert 'value="Truro"' in answer.text and not LegalEvent.objects.exists()
    send(officer, law, step="charge", charge="Rape", on=days_ago(2), ends=bail.pk)
    bail.refresh_from_db()
    assert (bail.state, bail.ended_on) == ("discharged", days_ago(2))


def test_bail_that_stays_is_said_to_stay_and_an_arrest_does_not_ask(officer, law, man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    assert send(officer, law, step="arrest", arrest="Theft", on=days_ago(3)).status_code == 302
    assert send(officer, law, step="nfa", nfa="Theft", on=days_ago(2), none_ends="on").status_code == 302
    bail.refresh_from_db()
    assert bail.state == "in_force" and LegalEvent.objects.count() == 2


def test_where_no_bail_stands_nothing_is_asked_of_it(officer, law, man, rhys):
    make_bail(by=rhys, person=man, arrested_on=days_ago(200))
    assert 'name="ends"' not in officer.get(law).text and 'name="none_ends"' not in officer.get(law).text


def test_releasing_under_investigation_asks_which_bail_ends(officer, man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    given = {"made_on": days_ago(2), "fact_offence": "Rape", "fact_why_no_bail": "Not thought necessary."}
    address = record_at(man, "released_under_investigation")
    assert "Select what ends with it" in words(send(officer, address, **given))
    assert Measure.objects.count() == 1
    assert send(officer, address, ends=bail.pk, **given).status_code == 302
    bail.refresh_from_db()
    assert bail.state == "discharged" and Measure.objects.count() == 2
