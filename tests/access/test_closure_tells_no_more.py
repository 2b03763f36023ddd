"""What stands in the way of closing a case tells nobody of direct work or of a measure that is not theirs to see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.closing import SOMETHING_ELSE
from perpetrators.models import ProtectedChild
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def unfinished(case, priya, team):
    """A next step after direct work, and a notice that nobody has looked at for two months."""
    make_session(case, by=priya, next_step="Call her aunt", next_step_on=timezone.localdate())
    officer = make_officer(teams=[team])
    man = make_person(area=team, officer=officer)
    link_child(man, case.child)
    long_ago = timezone.localdate() - timedelta(days=60)
    notice = make_measure(area=team, by=officer, person=man, kind="cawn", made_on=long_ago, started_on=long_ago)
    ProtectedChild.objects.create(measure=notice, child=case.child)
    notice.events.create(step="made", to_state="in_force", on=long_ago, sentence="Made.", by=officer, version=1)
    return notice


@pytest.mark.parametrize(
    ("role", "reads", "does_not"),
    [
        ("practice_manager", {"direct work", "DM-"}, {SOMETHING_ELSE}),
        ("camhs_practitioner", {"direct work", SOMETHING_ELSE}, {"DM-", "warning notice"}),
        ("missing_coordinator", {"DM-", SOMETHING_ELSE}, {"direct work"}),
        ("data_protection_officer", {SOMETHING_ELSE}, {"direct work", "DM-", "warning notice"}),
    ],
)
def test_each_role_reads_what_it_may_and_that_there_is_more(
    role, reads, does_not, unfinished, case, morag, team, signed_in
):
    person = make_user(role=role, teams=[team])
    if role != "practice_manager":
        case.allocate(person, part="linked", by=morag)
    page = signed_in(person).get(reverse("case_closure", args=[case.reference])).text
    page = page.split("cannot be closed yet because")[1].split("</main>")[0]
    assert [words for words in reads if words not in page] == []
    assert [words for words in does_not if words in page] == []
