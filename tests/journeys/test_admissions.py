"""An officer waits for a manager, and the manager decides: on a telephone, without scripts."""

import pytest
from playwright.sync_api import expect

from cases.models import Case
from tests.factories.register import link_child, make_officer, make_person


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 390, "height": 844}}


@pytest.mark.django_db(transaction=True)
def test_a_manager_finds_who_waits_and_decides(sign_in, live_server, case, tamsin, team, morag):
    """Given a person of concern whom Nia took over by herself, when Morag opens the case of the child, then she is
    told, decides, and finds there who was joined; Nia reads that it waits, and no child's name."""
    nia = make_officer("Nia Trask")
    man = make_person(area=team, officer=None)
    link_child(man, tamsin)
    man.appoint(by=nia, officer=nia, because="Somebody must")
    page = sign_in(nia)
    page.goto(live_server.url + man.get_absolute_url())
    assert "a manager of the child’s team has yet to decide" in page.inner_text("main")
    assert "1 more connection: see “Officer for this record”." in page.inner_text("main")
    assert tamsin.family_name not in page.inner_text("main")
    page = sign_in(morag)
    page.goto(f"{live_server.url}/cases/{case.reference}/")
    page.click("text=Decide whether Nia Trask, police liaison, may open this case")
    page.check("text=Yes, join them")
    page.fill("[name=because]", "She works with the school")
    page.click("text=Save the decision")
    expect(page.locator("main")).to_contain_text("She works with the school")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert set(Case.objects.visible_to(nia)) == {case}
    page.goto(f"{live_server.url}/cases/{case.reference}/disruption/")
    page.click("text=Police liaison officers through persons of concern")
    page.click("text=End")
    page.fill("[name=because]", "It was a mistake")
    page.click("button:has-text('End')")
    assert not Case.objects.visible_to(nia).exists()
    page = sign_in(nia)
    page.goto(live_server.url + man.get_absolute_url())
    page.click("text=Ask to be joined to the cases of 1 linked child")
