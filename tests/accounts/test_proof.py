"""What takes something away or changes somebody's account asks for the second step once more; nothing typed is lost."""

import inspect
import time
from uuid import uuid4

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.urls import get_resolver, reverse

from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import HOLDS_FOR
from tests.access.page import WRITES
from tests.access.pages import PAGES
from tests.accounts.test_second_factor import SECRET, code_now
from tests.factories.people import PASSWORD

AGAIN = reverse("mfa_reauthenticate")
CHANGES_NO_ACCOUNT = {"teams", "rename_team"}


def with_step(user):
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def prove(desk, back):
    cache.clear()  # the code shown now may have been used in this half minute
    return desk.post(f"{AGAIN}?next={back}", {"code": code_now()})


def views():
    return {pattern.name: pattern.callback for pattern in get_resolver().url_patterns if hasattr(pattern, "name")} | {
        one.name: one.callback
        for each in get_resolver().url_patterns
        if not hasattr(each, "name")
        for one in each.url_patterns
        if hasattr(one, "name")
    }


def test_every_page_that_changes_somebodys_account_asks():
    of_accounts = {
        page.name
        for page in PAGES
        if page.methods == WRITES and page.needs in {SiteRight.MANAGE_PEOPLE, SiteRight.APPROVE_PEOPLE}
    } - CHANGES_NO_ACCOUNT
    assert len(of_accounts) >= 8
    assert {name for name in of_accounts if not getattr(views()[name], "proves_again", False)} == set()


def test_every_page_that_takes_something_away_asks():
    """Wherever a module hands over a file of records, its views that are posted to are marked."""
    taking = {name: view for name, view in views().items() if "export" in (name or "") or name == "make_pack"}
    assert len(taking) >= 6
    assert {name for name, view in taking.items() if not getattr(view, "proves_again", False)} == set()
    modules = {inspect.getmodule(inspect.unwrap(view)) for view in views().values()}
    handing = {module.__name__ for module in modules if module and "take_away(" in inspect.getsource(module)}
    assert handing <= {inspect.getmodule(inspect.unwrap(view)).__name__ for view in taking.values()}


def test_without_a_second_step_nothing_more_is_asked(at_work, ruth):
    assert at_work(ruth).get(reverse("add_person")).status_code == 200


def test_with_one_the_page_opens_after_a_code_and_for_a_short_time(at_work, ruth):
    desk, page = at_work(with_step(ruth)), reverse("add_person")
    assert desk.get(page)["Location"] == f"{AGAIN}?next=%2Fpeople%2Fadd%2F"
    assert prove(desk, page)["Location"] == page
    assert desk.get(page).status_code == 200
    session = desk.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] = time.time() - HOLDS_FOR - 1
    session.save()
    assert desk.get(page).status_code == 302


def test_the_code_of_the_sign_in_does_not_count(desk, ruth):
    with_step(ruth)
    desk.sign_in(ruth.email)
    desk.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert desk.get(reverse("my_account")).status_code == 200
    assert desk.get(reverse("add_person"))["Location"].startswith(AGAIN)


def test_the_password_alone_is_not_enough(at_work, ruth):
    desk = at_work(with_step(ruth))
    answer = desk.post(f"{reverse('account_reauthenticate')}?next=/people/add/", {"password": PASSWORD})
    assert answer["Location"].startswith(AGAIN)
    assert desk.get(reverse("add_person")).status_code == 302
    assert "password instead" not in desk.get(AGAIN).text


def test_what_was_typed_survives_the_question(at_work, ruth):
    desk = at_work(with_step(ruth))
    typed = {"name": "Nell O’Ashby", "email": "nell@emerald.example", "once": str(uuid4())}
    asked = desk.post(reverse("add_person"), typed)
    assert asked["Location"] == f"{AGAIN}?next=%2Faccount%2Fcarry-on%2F"
    assert not User.objects.filter(email="nell@emerald.example").exists()
    page = desk.get(prove(desk, reverse("carry_on"))["Location"])
    assert "Nell O’Ashby" in page.text
    assert 'action="/people/add/"' in page.text
    desk.post("/people/add/", typed)
    assert User.objects.filter(email="nell@emerald.example").exists()


def test_an_export_narrowed_by_its_address_survives_it_too(at_work, morag):
    desk = at_work(with_step(morag))
    address = reverse("consultation_export") + "?on_day=1"
    desk.post(address, {"kind": "csv", "reason": "For the board, who asked."})
    page = desk.get(prove(desk, reverse("carry_on"))["Location"]).text
    assert f'action="{address}"' in page
    assert "For the board, who asked." in page


@pytest.mark.parametrize("name", ["add_person", "decide_role"])
def test_who_may_not_open_the_page_is_told_so_after_the_code_and_not_before(at_work, priya, name):
    desk = at_work(with_step(priya))
    prove(desk, "/")
    assert desk.get(reverse(name, args=[1] if name == "decide_role" else [])).status_code == 403
