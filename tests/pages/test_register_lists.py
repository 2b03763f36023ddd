"""The lists of the register: what police liaison opens every day, and what others see of it.

Source: DOMAIN.md sections 3.1 and 7.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.audit.models import AccessEntry
from perpetrators.models import ProtectedChild
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_person, make_place

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = timezone.localdate


@pytest.fixture
def stranger(elsewhere, nia):
    """Linked to no child."""
    return make_person(area=elsewhere, officer=nia, given_names="Corin", family_name="Vex")


@pytest.fixture
def measures(man, stranger, team, elsewhere, rhys, nia, tamsin):
    """One for each list."""
    long_ago = {"started_on": TODAY() - 60 * DAY, "made_on": TODAY() - 60 * DAY}
    made = {
        "steady": make_measure(area=team, by=rhys, person=man, officer=rhys, served_on=TODAY()),
        "ending": make_measure(
            area=team, by=rhys, person=man, officer=rhys, kind="cawn", served_on=TODAY(), ends_on=TODAY() + 28 * DAY
        ),
        "later": make_measure(
            area=elsewhere, by=nia, person=stranger, officer=nia, served_on=TODAY(), ends_on=TODAY() + 29 * DAY
        ),
        "unserved": make_measure(
            area=elsewhere,
            by=nia,
            person=stranger,
            officer=nia,
            kind="sro",
            started_on=TODAY() - 3 * DAY,
            made_on=TODAY() - 3 * DAY,
        ),
        "fresh": make_measure(area=elsewhere, by=nia, person=stranger, officer=nia, kind="shpo"),
        "bail": make_measure(area=elsewhere, by=nia, person=stranger, officer=nia, kind="pre_charge_bail", **long_ago),
        "breached": make_measure(
            area=elsewhere,
            by=nia,
            person=stranger,
            officer=nia,
            kind="s222_injunction",
            state="breached",
            served_on=TODAY(),
        ),
        "thought": make_measure(area=team, by=rhys, person=man, state="considered", started_on=None, made_on=None),
        "past": make_measure(area=team, by=rhys, person=man, kind="cbo", **long_ago, ends_on=TODAY() - DAY),
        "expired": make_measure(area=team, by=rhys, person=man, kind="stro", state="expired", **long_ago),
    }
    ProtectedChild.objects.create(measure=made["ending"], child=tamsin)
    return made


def shown(page):
    return set(re.findall(r">(DM-\d{4}-\d{4})<", page.text))


def references(measures, *names):
    return {measures[name].reference for name in names}


@pytest.mark.parametrize(
    ("which", "names"),
    [
        ("in_force", ("steady", "ending", "later", "unserved", "fresh", "bail", "breached")),
        ("expiring", ("ending",)),
        ("unserved", ("unserved",)),
        ("breached", ("breached",)),
        ("pending", ("thought",)),
        ("over", ("past", "expired")),
    ],
)
def test_each_list_holds_what_its_name_says(which, names, measures, rhys, signed_in):
    browser = signed_in(rhys)
    assert shown(browser.get(reverse("measures"), {"which": which})) == references(measures, *names)
    number = re.search(rf'which={which}">(\d+)<', browser.get(reverse("register")).text)
    assert int(number[1]) == len(names)


def test_every_measure_is_in_the_list_of_all(measures, rhys, signed_in):
    assert shown(signed_in(rhys).get(reverse("measures"), {"which": "every"})) == references(measures, *measures)


def test_a_list_is_narrowed_by_kind_area_and_officer(measures, rhys, nia, team, elsewhere, signed_in):
    browser, address = signed_in(rhys), reverse("measures")
    assert shown(browser.get(address, {"kind": "cawn"})) == references(measures, "ending")
    assert shown(browser.get(address, {"area": team.pk})) == references(measures, "steady", "ending")
    assert measures["steady"].reference not in shown(browser.get(address, {"officer": nia.pk}))


def test_a_nonsense_filter_is_said_and_narrows_nothing_further(measures, rhys, signed_in):
    page = signed_in(rhys).get(reverse("measures"), {"kind": "nothing", "area": "999999"})
    assert "There is a problem" in page.text
    assert references(measures, "steady", "ending", "later", "breached") <= shown(page)
    assert "There is a problem" in signed_in(rhys).get(reverse("measures"), {"which": "nothing"}).text


def test_a_worker_sees_what_concerns_their_own_children_and_nothing_else(measures, man, stranger, priya, signed_in):
    browser = signed_in(priya)
    assert shown(browser.get(reverse("measures"))) == references(measures, "steady", "ending")
    people = browser.get(reverse("persons_of_concern")).text
    assert man.reference in people and "Orchard" in people
    assert stranger.reference not in people and "Vex" not in people
    home = browser.get(reverse("register")).text
    assert measures["unserved"].reference not in home


def test_a_child_behind_a_measure_is_named_to_those_who_may_see_it_and_counted_for_the_others(
    measures, man, team, rhys, nia, elsewhere, signed_in
):
    other = make_case(
        manager=make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere]),
        child=make_child(given_names="Jory", family_name="Penhallow"),
    )
    ProtectedChild.objects.create(measure=measures["ending"], child=other.child)
    rhys_page = signed_in(rhys).get(reverse("measures"), {"kind": "cawn"}).text
    assert "Tamsin" in rhys_page and "1 more child" in rhys_page and "Jory" not in rhys_page
    nia_page = signed_in(nia).get(reverse("measures"), {"kind": "cawn"}).text
    assert "2 children" in nia_page and "Tamsin" not in nia_page


@pytest.mark.parametrize(
    "role",
    [
        "missing_coordinator",
        "camhs_practitioner",
        "business_support",
        "data_protection_officer",
        "system_administrator",
    ],
)
def test_who_reads_of_no_suspect_has_no_register(role, measures, team, signed_in):
    browser = signed_in(make_user(role=role, name="Kit Amory", teams=[team]))
    for name in ("register", "measures", "persons_of_concern", "find_in_register", "disruption"):
        assert browser.get(reverse(name)).status_code == 403, name
    assert reverse("register") not in browser.get(reverse("home")).text


def test_who_finds_nobody_is_told_whom_to_ask_and_police_liaison_what_to_do(man, rhys, morag, signed_in):
    """They are those whom everybody else is told to ask, and see the whole register."""
    page, told = reverse("find_in_register"), {}
    for reader in (morag, rhys):
        told[reader] = signed_in(reader).post(page, {"sought": "Zebedee Quorn"}).text
    assert "ask a police liaison officer" in told[morag] and reverse("record_person") not in told[morag]
    assert "police liaison officer" not in told[rhys] and f'href="{reverse("record_person")}"' in told[rhys]


def test_a_reference_that_is_on_no_record_is_said_to_police_liaison_without_sending_them_to_themselves(
    man, rhys, morag, signed_in
):
    page = reverse("name_same_person", args=[man.reference])
    said = {one: signed_in(one).post(page, {"reference": "PC-1999-0001"}).text for one in (morag, rhys)}
    assert "ask a police liaison officer" in said[morag]
    assert "There is no record PC-1999-0001 on the register" in said[rhys] and "ask a police" not in said[rhys]


def test_the_pages_follow_each_other_without_a_gap_or_a_name_in_the_address(team, rhys, signed_in):
    people = [make_person(area=team, by=rhys, family_name=f"Vex{number % 9}") for number in range(60)]
    browser, address, seen = signed_in(rhys), reverse("persons_of_concern"), []
    while address:
        page = browser.get(address).text
        seen += re.findall(r">(PC-\d{4}-\d{4})<", page)
        following = re.search(r'href="(\?[^"]*after=(\d+))" rel="next"', page)
        address = reverse("persons_of_concern") + following[1] if following else ""
        assert "Vex" not in address
    assert len(seen) == 60 and set(seen) == {one.reference for one in people}


def test_measures_page_by_their_end(man, team, rhys, signed_in):
    for number in range(30):
        make_measure(area=team, by=rhys, person=man, served_on=TODAY(), ends_on=TODAY() + (number % 4 + 1) * DAY)
    browser, address, seen = signed_in(rhys), reverse("measures") + "?which=expiring", []
    while address:
        page = browser.get(address).text
        seen += re.findall(r">(DM-\d{4}-\d{4})<", page)
        following = re.search(r'href="(\?[^"]*after=\d+)" rel="next"', page)
        address = reverse("measures") + following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 30


@pytest.mark.parametrize("after", ["x", "-1", "99999999999999999999", "1_2", "٣"])
def test_a_nonsense_key_begins_at_the_beginning(after, measures, rhys, signed_in):
    assert measures["steady"].reference in shown(signed_in(rhys).get(reverse("measures"), {"after": after}))


@pytest.mark.parametrize("name", ["register", "measures", "persons_of_concern"])
def test_a_list_costs_the_same_however_long(name, measures, man, team, rhys, tamsin, signed_in, queries_of):
    browser = signed_in(rhys)
    few = queries_of(browser, reverse(name))
    for number in range(8):
        person = make_person(area=team, officer=rhys, family_name=f"Vex{number}")
        link_child(person, tamsin)
        more = make_measure(
            area=team,
            by=rhys,
            person=person,
            place=make_place(area=team, by=rhys),
            kind="cawn",
            served_on=TODAY(),
            ends_on=TODAY() + DAY,
        )
        ProtectedChild.objects.create(measure=more, child=tamsin)
    assert queries_of(browser, reverse(name)) == few <= 25


def test_what_was_listed_is_in_the_access_log(measures, man, rhys, signed_in):
    browser = signed_in(rhys)
    browser.get(reverse("measures"), {"kind": "cawn"})
    entry = AccessEntry.objects.filter(page="measures").latest("id")
    assert (entry.subject, entry.subject_ids) == ("measure", [measures["ending"].pk])
    browser.get(reverse("persons_of_concern"), {"officer": rhys.pk})
    entry = AccessEntry.objects.filter(page="persons_of_concern").latest("id")
    assert (entry.subject, entry.subject_ids) == ("person of concern", [man.pk])


class TestTakingAListAway:
    ANSWERS = {"kind": "csv", "reason": "Meeting with licensing"}

    def rows(self, answer):
        return answer.content.decode("utf-8-sig").splitlines()

    def test_the_list_leaves_as_it_was_narrowed_with_who_and_why(self, measures, rhys, signed_in):
        answer = signed_in(rhys).post(reverse("export_measures") + "?which=expiring", self.ANSWERS)
        first, heads, *rows = self.rows(answer)
        assert "OFFICIAL-SENSITIVE" in first and "Exported by Rhys Calder on" in first
        assert heads.startswith("Reference,Kind,Status")
        assert len(rows) == 1 and measures["ending"].reference in rows[0] and "Tamsin" in rows[0]
        entry = AccessEntry.objects.filter(verb="exported").latest("id")
        assert (entry.subject, entry.subject_ids) == ("measure", [measures["ending"].pk])
        assert "which=expiring" in entry.detail and entry.detail.endswith("csv: Meeting with licensing")

    def test_a_name_is_never_a_formula(self, team, rhys, signed_in):
        make_person(area=team, by=rhys, given_names="=HYPERLINK(1)", family_name="Vex")
        text = signed_in(rhys).post(reverse("export_persons"), self.ANSWERS).content.decode("utf-8-sig")
        assert "'=HYPERLINK(1) Vex" in text

    def test_a_manager_takes_away_what_they_may_see_and_no_more(self, measures, man, stranger, morag, signed_in):
        text = signed_in(morag).post(reverse("export_persons"), self.ANSWERS).content.decode("utf-8-sig")
        assert man.reference in text and stranger.reference not in text

    @pytest.mark.parametrize("missing", ["kind", "reason"])
    def test_without_an_answer_there_is_no_file(self, missing, measures, rhys, signed_in):
        answer = signed_in(rhys).post(reverse("export_measures"), self.ANSWERS | {missing: ""})
        assert "There is a problem" in answer.text
        assert not AccessEntry.objects.filter(verb="exported").exists()

    def test_a_caseworker_takes_no_list_away(self, measures, priya, signed_in):
        assert signed_in(priya).post(reverse("export_persons"), self.ANSWERS).status_code == 403
        assert reverse("export_persons") not in signed_in(priya).get(reverse("persons_of_concern")).text
