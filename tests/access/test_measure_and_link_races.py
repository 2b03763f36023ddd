"""Two people at once on the register: one record stands, and the other is told in a sentence."""

import pytest
from django.utils import timezone

from emerald.accounts.models import User
from emerald.guards import NotYet
from perpetrators.models import Link, Measure, PersonOfConcern
from tests.access.racing import race
from tests.factories.register import link_child, make_officer, make_person

THREADS = 6


@pytest.mark.django_db(transaction=True)
def test_of_six_who_serve_the_same_notice_at_once_one_is_recorded(case, tamsin, team):
    officer = make_officer(teams=[team])
    man = make_person(area=team, officer=officer)
    link_child(man, tamsin)

    def serve():
        return Measure.serve_notices(
            by=User.objects.get(pk=officer.pk),
            person=PersonOfConcern.objects.get(pk=man.pk),
            children=[tamsin],
            basis="s2",
            served_on=timezone.localdate(),
            facts={"signed": "signed"},
        )

    ends = race(*[serve] * THREADS)
    assert sorted(type(end).__name__ for end in ends) == ["NotYet"] * (THREADS - 1) + ["list"]
    assert Measure.objects.of_kind("cawn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_link_the_same_two_people_from_either_end_record_it_once(case, team):
    officer = make_officer(teams=[team])
    one, other = make_person(area=team, officer=officer), make_person(area=team, officer=officer, given_names="Col")

    def link(here, there):
        return lambda: PersonOfConcern.objects.get(pk=here.pk).link(
            by=User.objects.get(pk=officer.pk), other=PersonOfConcern.objects.get(pk=there.pk), nature="Brothers"
        )

    ends = race(link(one, other), link(other, one))
    assert sorted(type(end) for end in ends if isinstance(end, NotYet)) == [NotYet]
    assert Link.objects.get().nature == "Brothers"
