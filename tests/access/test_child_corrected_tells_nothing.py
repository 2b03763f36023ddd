"""Whoever corrects a birthday or a time in care may not know that there is a measure: it follows all the same, and
they read nothing of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Child, LookedAfterPeriod
from perpetrators.models import Measure
from perpetrators.models.law.durations import birthday
from tests.factories.children import BORN
from tests.factories.measures import days_ago
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.pages.posted_child import identity, page


@pytest.fixture
def clerk(team):
    """Business support of the team: keeps their details and opens no measure."""
    return make_user(role="business_support", name="Wendy Lark", teams=[team])


def serve(rhys, man, child, basis):
    child = Child.objects.get(pk=child.pk)
    (notice,) = Measure.serve_notices(by=rhys, person=man, children=[child], basis=basis, served_on=days_ago(20))
    return notice


def test_a_corrected_birth_date_moves_the_measure_and_tells_its_writer_nothing(
    man, rhys, tamsin, case, clerk, signed_in
):
    notice, browser = serve(rhys, man, tamsin, "s2"), signed_in(clerk)
    assert browser.get(notice.get_absolute_url()).status_code in (403, 404)
    born = birthday(days_ago(5), -16)
    answer = browser.post(
        page(case, "child_identity"), identity(tamsin, **date_parts("date_of_birth", born)), follow=True
    )
    notice.refresh_from_db()
    assert (notice.state, notice.ended_on) == ("expired", days_ago(5))
    assert answer.redirect_chain
    pages = [answer.text, browser.get(reverse("case", args=[case.reference])).text]
    assert not [text for text in pages if notice.reference in text or man.reference in text or "warning notice" in text]


def test_a_birth_date_on_which_nothing_rests_is_corrected_alike(case, tamsin, clerk, signed_in):
    answer = signed_in(clerk).post(
        page(case, "child_identity"), identity(tamsin, **date_parts("date_of_birth", BORN + timedelta(days=1)))
    )
    assert answer.url == page(case)


def test_an_end_of_care_recorded_on_the_page_ends_the_notice_on_that_day(man, rhys, tamsin, case, clerk, signed_in):
    period = LookedAfterPeriod.objects.create(child=tamsin, legal_basis="C2", started_on=days_ago(50))
    notice = serve(rhys, man, tamsin, "s49")
    posted = {
        "legal_basis": "C2",
        "version": tamsin.version,
        **date_parts("started_on", days_ago(50)),
        **date_parts("ended_on", days_ago(4)),
    }
    answer = signed_in(clerk).post(page(case, "change_child_detail", "looked-after", period.pk), posted)
    assert answer.status_code == 302, answer.text
    notice.refresh_from_db()
    assert (notice.state, notice.ended_on) == ("expired", days_ago(4))
    assert "care it rested on" not in signed_in(clerk).get(reverse("case", args=[case.reference])).text
