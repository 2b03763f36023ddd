"""Who agrees that the officer of a person of concern opens a child, who decides, and what is told to whom."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from cases.due.due_list import due_list_of
from cases.models import Case
from cases.models.access.allocation import Part
from cases.models.access.rights import differences
from emerald.accounts.permissions import Right
from emerald.accounts.roles import AUDITOR, POLICE_LIAISON
from emerald.guards import NotYet, NotYours
from emerald.reminders.due_list import Whose
from perpetrators.models import Admission, PersonOfConcern
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.register import link_child, make_officer, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def man(team, rhys, tamsin, case):
    """Linked to Tamsin, whose case Rhys opened through him until Nia took over by herself."""
    person = make_person(area=team, officer=rhys, ethnicity_why_unknown="Not seen", nationality_why_unknown="Not asked")
    link_child(person, tamsin)
    return person


@pytest.fixture
def waits(man, nia):
    """Nia, who was made the officer by herself in two steps."""
    man.appoint(by=nia, officer=None, because="Rhys has much to do")
    man.appoint(by=nia, officer=nia, because="Somebody must")
    return man.admissions.waiting().get()


def opens(user):
    return set(Case.objects.visible_to(user))


def told(case, by):
    return [one.sentence for one in case.entries.newest_first() if one.recorded_by == by]


def test_a_manager_of_the_childs_team_joins_the_officer(waits, case, nia, morag, man):
    waits.agree(by=morag, because="She works with the school")
    assert opens(nia) == {case}
    assert waits.ground == "decided"
    assert told(case, morag)[0] == (
        f"Nia Trask, police liaison, responsible for {man.reference}, was joined to this case."
    )
    with pytest.raises(NotYet, match="Morag Ellis has decided this already: agreed"):
        waits.decline(by=morag, because="After all not")


def test_a_manager_declines_and_the_officer_keeps_the_record(waits, case, nia, morag, man):
    waits.decline(by=morag, because="Another force works on it")
    assert opens(nia) == set()
    man.change(by=nia, occupation="Taxi driver")
    assert man.admissions_shown_to(nia) == {"waiting": 0, "declined": [waits], "to_ask": 1}


def test_an_officer_asks_again_and_a_manager_agrees(waits, case, nia, morag, man):
    waits.decline(by=morag, because="Another force works on it")
    man.ask_to_be_admitted(by=nia, why="The other force has closed it")
    again = man.admissions.waiting().get()
    assert (again.why, again.asked_by) == ("The other force has closed it", nia)
    again.agree(by=morag, because="Then yes")
    assert opens(nia) == {case}
    with pytest.raises(NotYet, match="nobody to ask about"):
        man.ask_to_be_admitted(by=nia, why="Once more")


def test_nobody_asks_for_a_colleague(waits, man, rhys, morag):
    for somebody in (rhys, morag):
        with pytest.raises(NotYours, match="Only the officer responsible for the record can ask"):
            man.ask_to_be_admitted(by=somebody, why="For Nia")


def test_a_manager_ends_what_was_agreed(waits, case, nia, morag, man):
    waits.agree(by=morag, because="She works with the school")
    waits.take_back(by=morag, because="It was a mistake")
    assert opens(nia) == set()
    with pytest.raises(NotYet, match="has ended"):
        waits.take_back(by=morag, because="Again")
    assert man.admissions_shown_to(nia)["to_ask"] == 1


@pytest.mark.parametrize("verb", ["agree", "decline", "take_back"])
@pytest.mark.parametrize(
    "who",
    ["the officer", "another officer", "the lead worker", "a manager elsewhere", "business support", "an auditor"],
)
def test_nobody_but_a_manager_of_the_childs_team_decides(who, verb, waits, case, team, elsewhere, nia, priya, morag):
    somebody = {
        "the officer": nia,
        "another officer": make_officer("Ines Vardy"),
        "the lead worker": priya,
        "a manager elsewhere": make_user(role="service_manager", teams=[elsewhere]),
        "business support": make_user(role="business_support", teams=[team]),
        "an auditor": make_user(role="auditor"),
    }[who]
    with pytest.raises(NotYours):
        getattr(waits, verb)(by=somebody, because="I may")
    assert opens(nia) == set()


def test_an_officer_linked_by_name_may_not_decide_for_themself(waits, case, nia, morag):
    case.allocate(nia, part=Part.LINKED, by=morag)
    with pytest.raises(NotYours):
        waits.agree(by=nia, because="I may")


def test_of_a_restricted_child_only_those_named_decide_and_it_opens_to_nobody_else(waits, case, nia, morag, sunita):
    case.restrict(by=sunita, category="staff", because="A colleague’s family", named=[])
    with pytest.raises(NotYours):
        waits.agree(by=morag, because="I may")
    waits.agree(by=sunita, because="She works with the school")
    assert opens(nia) == set()
    case.lift_restriction(by=sunita, because="They moved away")
    assert opens(nia) == {case}


def test_a_decision_says_why(waits, morag):
    for verb in (waits.agree, waits.decline):
        with pytest.raises(NotYet, match="Enter why"):
            verb(by=morag, because=" ")


def test_what_waits_for_an_officer_who_is_one_no_longer_cannot_be_agreed(waits, man, nia, rhys, morag):
    man.appoint(by=nia, officer=rhys, because="I move to another force")
    with pytest.raises(NotYet, match="nothing to decide any more"):
        waits.agree(by=morag, because="Late")
    assert opens(nia) == set()


def test_a_role_that_ends_takes_with_it_what_was_agreed_and_does_not_bring_it_back(man, case, rhys):
    rhys.take_up(AUDITOR, teams=[])
    rhys.take_up(POLICE_LIAISON, teams=[])
    assert opens(rhys) == set()
    assert man.admissions_shown_to(rhys)["to_ask"] == 1


def test_a_link_taken_back_and_made_again_is_asked_again(man, case, tamsin, rhys, priya):
    man.links.get().take_back(by=priya, because="Not the same man")
    assert opens(rhys) == set()
    assert not man.admissions.live().exists()


def test_the_officer_joined_before_a_merge_goes_when_a_manager_joins_the_one_of_the_record(
    man, case, team, rhys, nia, morag
):
    kept = make_person(area=team, officer=nia, given_names="Dayle")
    kept.merge(PersonOfConcern.objects.get(pk=man.pk), by=nia, because="The same licence")
    waiting = kept.admissions.waiting().get()
    assert (waiting.officer, opens(rhys), opens(nia)) == (nia, {case}, set())
    waiting.agree(by=morag, because="One record, one officer")
    assert (opens(rhys), opens(nia)) == (set(), {case})


def test_the_managers_are_told_and_find_it_among_what_is_due(waits, case, man, nia, morag, sunita, priya, rhys):
    sentence = (
        f"Nia Trask, police liaison, responsible for {man.reference}, cannot open this case: a manager of the "
        "team decides about that."
    )
    assert sentence in told(case, nia)
    for manager in (morag, sunita):
        assert "admission" in sources_due(manager)
    for other in (priya, rhys, nia):
        assert "admission" not in sources_due(other)
    waits.agree(by=morag, because="Yes")
    assert "admission" not in sources_due(morag)


def sources_due(user):
    return {one.source for whose in (Whose.OWN, Whose.TEAM) for one in due_list_of(user, whose).rows()}


def test_the_database_lets_nobody_admit_themself(waits, nia, morag):
    for facts in (
        {"decided_by": nia, "ground": "decided", "because": "Mine"},
        {"decided_by": nia, "ground": "linked"},
        {"decided_by": None, "ground": "decided"},
        {"decided_by": morag, "ground": ""},
        {"decided_by": morag, "ground": "decided", "because": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Admission.objects.filter(pk=waits.pk).update(answer="agreed", decided_at=timezone.now(), **facts)


def test_the_database_keeps_a_decision_as_it_was_made(waits, nia, rhys, morag):
    waits.decline(by=morag, because="Another force works on it")
    for facts in ({"answer": "agreed"}, {"because": "Otherwise"}, {"officer": rhys}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Admission.objects.filter(pk=waits.pk).update(**facts)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Admission.objects.filter(pk=waits.pk).delete()


def test_one_asking_at_a_time_for_each_officer_and_child(waits, man, tamsin, nia):
    with pytest.raises(IntegrityError), transaction.atomic():
        Admission.objects.create(person=man, child=tamsin, officer=nia, asked_by=nia, why="Twice")


def test_the_rights_follow_from_what_was_agreed(waits, case, nia, morag):
    waits.agree(by=morag, because="Yes")
    assert not any(len(missing) or len(many) for missing, many in differences(Case.objects.all()))
    call_command("rebuild_access", check=True, stdout=StringIO())


def test_a_manager_reads_who_agreed_and_the_officer_reads_no_childs_name(waits, case, man, nia, morag, signed_in):
    page = signed_in(morag).get(f"/cases/{case.reference}/disruption/officers/")
    assert "Nia Trask" in page.text
    assert "Rhys Calder" in page.text
    theirs = signed_in(nia).get(man.get_absolute_url())
    assert "1 linked child" in theirs.text
    assert "Quillfeather" not in theirs.text
    assert signed_in(nia).get(f"/cases/{case.reference}/disruption/officers/").status_code == 404


def test_a_manager_decides_on_the_page(waits, case, nia, morag, signed_in):
    browser, address = signed_in(morag), f"/cases/{case.reference}/disruption/officers/{waits.pk}/"
    assert address in browser.get(f"/cases/{case.reference}/disruption/officers/").text
    assert "Select whether the officer may open them" in browser.post(address, {"because": ""}).text
    browser.post(address, {"agrees": "yes", "because": "She works with the school"})
    assert opens(nia) == {case}
    assert browser.get(address).status_code == 302
    end = f"{address}end/"
    assert "no longer open" in browser.get(end).text
    browser.post(end, {"because": "A mistake"})
    assert opens(nia) == set()


def test_an_officer_asks_on_the_page(waits, case, man, nia, morag, signed_in):
    waits.decline(by=morag, because="Another force works on it")
    browser = signed_in(nia)
    assert "Another force works on it" in browser.get(man.get_absolute_url()).text
    assert "Ask to be joined to the cases of 1 linked child" in browser.get(man.get_absolute_url()).text
    browser.post(f"{man.get_absolute_url()}officer/ask/", {"why": "It is closed there", "version": man.version})
    assert man.admissions.waiting().get().why == "It is closed there"


def test_somebody_elses_entry_is_not_there(waits, morag, elsewhere, signed_in, team):
    other = make_case(manager=morag)
    assert signed_in(morag).get(f"/cases/{other.reference}/disruption/officers/{waits.pk}/").status_code == 404


def test_the_upgrade_takes_no_case_from_anybody(man, case, rhys):
    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica; DELETE FROM perpetrators_admission; "
            "SET session_replication_role = origin"
        )
    import_module("perpetrators.migrations.0006_admissions_in_force").agree_to_what_is_in_force(apps, None)
    made = man.admissions.get()
    assert (made.answer, made.ground, made.officer, made.decided_by) == ("agreed", "before", rhys, man.recorded_by)
    call_command("rebuild_access", check=True, stdout=StringIO())
    assert Right.READ_CHILD in {*opens_with(rhys, case)}


def opens_with(user, case):
    return [right for right in Right if Case.objects.visible_to(user, right).filter(pk=case.pk).exists()]
