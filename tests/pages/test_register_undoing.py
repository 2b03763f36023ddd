"""The pages by which a merge is undone: what it rests on is told before, and a second person decides."""

import pytest
from django.urls import reverse

from perpetrators.models import ChildRecord, PersonOfConcern, Undoing
from tests.factories.children import make_case, make_child
from tests.factories.register import link_child, make_officer, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(man, team, rhys):
    person = make_person(area=team, officer=rhys, given_names="Dayle")
    person.add_particular(by=rhys, kind="phone", value="07700 900123")
    return PersonOfConcern.objects.get(pk=person.pk)


def merged(man, twin, rhys):
    return PersonOfConcern.objects.get(pk=man.pk).merge(twin, by=rhys, because="The same licence")


def test_before_a_merge_the_page_says_what_rests_on_it_and_that_it_can_be_undone(man, twin, rhys, signed_in):
    page = signed_in(rhys).get(reverse("merge_persons", args=[man.reference, twin.reference]))
    assert "This can be undone for 30 days, by two people" in page.text
    assert "This cannot be undone" not in page.text
    assert f'href="{twin.get_absolute_url()}">1<span class="govuk-visually-hidden"> known by' in page.text
    assert f'href="{man.get_absolute_url()}">1<span class="govuk-visually-hidden"> links' in page.text


def test_one_asks_a_second_decides_and_both_records_are_there_again(man, twin, rhys, signed_in):
    merge, second = merged(man, twin, rhys), make_officer("Ines Vardy")
    asks, decides = signed_in(rhys), signed_in(second)
    same = reverse("alike_persons", args=[man.reference])
    assert f"merges/{merge.pk}/undo/" in asks.get(same).text
    version = PersonOfConcern.objects.get(pk=man.pk).version
    said = asks.post(f"{same}merges/{merge.pk}/undo/", {"reason": "Two licences", "version": version}, follow=True)
    assert "Nothing changes before a second person agrees" in said.text
    asked = Undoing.objects.get()
    assert "You asked for it yourself" in asks.get(f"{same}undoings/{asked.pk}/").text
    assert "Two licences" in decides.get(f"{same}undoings/{asked.pk}/").text
    done = decides.post(
        f"{same}undoings/{asked.pk}/", {"agrees": "yes", "because": "", "version": version}, follow=True
    )
    assert "Your decision was saved" in done.text
    assert signed_in(rhys).get(twin.get_absolute_url()).status_code == 200
    assert not PersonOfConcern.objects.get(pk=twin.pk).merged_into


def test_it_is_due_for_a_second_person_until_decided(man, twin, rhys, signed_in):
    merge = merged(man, twin, rhys)
    Undoing.ask(merge=merge, by=rhys, reason="Two licences")
    second = make_officer("Ines Vardy")
    assert "Merge of two records to be undone, to decide" in signed_in(second).get("/due/").text
    assert "Merge of two records to be undone, to decide" not in signed_in(rhys).get("/due/").text
    Undoing.objects.get().decide(by=second, agrees=False, because="One man")
    assert "Merge of two records to be undone, to decide" not in signed_in(second).get("/due/").text


def test_who_sees_both_follows_to_the_childs_record_and_nobody_else_sees_which_it_is(
    man, case, priya, morag, rhys, team, signed_in
):
    wren = make_child(given_names="Wren", family_name="Vale")
    own = make_case(manager=morag, child=wren)
    own.allocate(priya, part="lead", by=morag)
    boy = make_person(area=team, officer=make_officer("Ines Vardy"), given_names="Wren", family_name="Vale")
    link_child(boy, case.child)
    browser, page = signed_in(priya), boy.get_absolute_url()
    said = {"child": own.reference, "how_known": "records", "version": boy.version}
    assert "own record was recorded" in browser.post(f"{page}own-record/", said, follow=True).text
    assert ChildRecord.objects.get().child == wren
    assert own.reference in browser.get(page).text
    assert own.reference not in signed_in(rhys).get(page).text
    assert "own record as a child" not in signed_in(rhys).get(page).text
    assert boy.reference not in browser.get(own.get_absolute_url()).text
    assert "of concern" not in browser.get(own.get_absolute_url()).text.split("<main", 1)[1]
    assert "erpetrator" not in browser.get(page).text.split("<main", 1)[1]
