"""A restricted record is seen by the people on its list and by nobody else."""

from django.urls import reverse

from tests.factories.people import make_user


def page(case, name="case"):
    return reverse(name, args=[case.reference])


def restrict(case, *named):
    return {
        "category": "staff",
        "because": "Her aunt works here.",
        "named": [one.pk for one in named],
        "version": case.version,
    }


def test_only_the_named_and_who_restricted_can_open_the_record(case, morag, sunita, priya, signed_in):
    answer = signed_in(sunita).post(page(case, "restrict"), restrict(case, priya), follow=True)
    assert "The record is restricted." in answer.text
    assert [signed_in(one).get(page(case)).status_code for one in (sunita, priya, morag)] == [200, 200, 404]
    assert case.reference not in signed_in(morag).get(reverse("team_cases")).text


def test_a_practice_manager_cannot_restrict(case, morag, signed_in):
    assert signed_in(morag).post(page(case, "restrict"), restrict(case)).status_code == 403
    assert case.restriction is None


def test_the_list_can_be_changed_and_the_restriction_lifted(case, morag, sunita, priya, signed_in):
    browser = signed_in(sunita)
    browser.post(page(case, "restrict"), restrict(case, priya))
    browser.post(page(case, "restriction_names"), {"named": [morag.pk], "version": case.version})
    assert [signed_in(one).get(page(case)).status_code for one in (priya, morag)] == [404, 200]
    browser.post(page(case, "lift_restriction"), {"because": "The aunt has left.", "version": case.version})
    assert [signed_in(one).get(page(case)).status_code for one in (priya, morag)] == [200, 200]


def test_only_people_near_the_case_can_be_named(case, sunita, owen, signed_in):
    answer = signed_in(sunita).post(page(case, "restrict"), restrict(case, owen))
    assert "There is a problem" in answer.text
    assert "Her aunt works here." in answer.text
    assert case.restriction is None


def test_a_new_manager_of_the_team_does_not_see_a_restricted_record(case, sunita, team, signed_in):
    signed_in(sunita).post(page(case, "restrict"), restrict(case))
    newcomer = make_user(role="practice_manager", teams=[team])
    assert signed_in(newcomer).get(page(case)).status_code == 404


def test_restricting_one_episode_closes_every_episode_of_the_child(case, morag, sunita, signed_in):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    again = case.reopen(by=morag, status="at_risk", rationale="New referral.")
    signed_in(sunita).post(page(again, "restrict"), restrict(again))
    assert [signed_in(morag).get(page(one)).status_code for one in (case, again)] == [404, 404]
    signed_in(sunita).post(page(case, "lift_restriction"), {"because": "Over.", "version": case.version})
    assert [signed_in(morag).get(page(one)).status_code for one in (case, again)] == [200, 200]


def test_an_episode_opened_for_a_restricted_child_is_restricted_from_its_first_moment(case, morag, sunita, signed_in):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    case.restrict(by=sunita, category="staff", because="Her aunt works here.", named=[])
    again = case.reopen(by=sunita, status="at_risk", rationale="New referral.")
    assert [signed_in(one).get(page(again)).status_code for one in (sunita, morag)] == [200, 404]
