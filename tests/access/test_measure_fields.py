"""What of a measure tells of a child is read, asked and written by those who may see every child the measure names,
wherever it would appear; what a form did not ask it does not overwrite (decisions/0030-one-rule-per-field.md)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import LookedAfterPeriod
from emerald.guards import NotYet, NotYours
from emerald.reminders.register import source_of
from perpetrators.models import Measure, ProtectedChild
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.document import MeasureDocument
from perpetrators.models.measures.reading import Reading, of_children
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.search import RegisterSearch
from tests.days import Later
from tests.factories.bare import past_the_rules
from tests.factories.children import make_case, make_child
from tests.factories.files import make_upload
from tests.factories.measures import days_ago, make_injunction
from tests.factories.people import make_user
from tests.factories.register import link_child, make_officer
from tests.pages.form_reader import FormReader
from tests.pages.measure_forms import of, send, words

TODAY = timezone.localdate
VIEW, PARENT, ROLE = "She is frightened of the stairs", "Loveday Quillfeather", "Grandmother, her mother’s mother"
FACTS = {"consent_by": PARENT, "consent_role": ROLE, "signed": "refused", "place_served": "Harbour police station"}
HIDDEN = (VIEW, PARENT, ROLE, "birthday", "Section 2: a child under 16")
STEPS = (
    "apply",
    "grant",
    "serve",
    "vary",
    "extend",
    "review",
    "discharge",
    "refuse",
    "withdraw",
    "protect",
    "put_right",
    "correct_days",
    "correct_interim_days",
    "look_at",
)


@pytest.fixture
def nia(db):
    """Keeps the register, and is joined to no child."""
    return make_officer("Nia Trask")


@pytest.fixture
def notice(man, rhys, tamsin):
    type(tamsin).objects.filter(pk=tamsin.pk).update(date_of_birth=TODAY() - timedelta(days=13 * 365))
    tamsin.refresh_from_db()
    (made,) = Measure.serve_notices(
        by=rhys,
        person=man,
        children=[tamsin],
        served_on=TODAY(),
        childs_view=VIEW,
        childs_view_considered=True,
        order_ref="CW/2026/55",
        basis="s2",
        facts=FACTS | {"consent_on": days_ago(3)},
    )
    return made


@pytest.fixture
def proposed(man, rhys, tamsin):
    return Measure.propose(by=rhys, kind="inherent_injunction", person=man, children=[tamsin], childs_view=VIEW)


def everything(browser, measure):
    """Every page on which something of the measure is told."""
    pages = [measure.get_absolute_url(), measure.person.get_absolute_url(), reverse("measures")]
    pages += [reverse(name, args=[measure.person.reference]) for name in ("person_measures", "person_timeline")]
    pages += [of(measure, f"{step}_measure") for step in STEPS]
    pages += [of(measure, name) for name in ("add_condition", "record_breach", "add_measure_papers")]
    return "\n".join(answer.text for page in pages if (answer := browser.get(page)).status_code == 200)


def kept(measure):
    measure = Measure.objects.get(pk=measure.pk)
    return measure.childs_view, measure.childs_view_considered, measure.facts, measure.how_ended, measure.ends_on


def test_who_may_not_see_the_child_reads_nothing_of_the_child_on_any_page_or_form(notice, nia, rhys, signed_in):
    shown = everything(signed_in(nia), notice)
    assert [one for one in HIDDEN if one in shown] == []
    assert "read by those who may see all of them" in words(signed_in(nia).get(notice.get_absolute_url()))
    theirs = everything(signed_in(rhys), notice)
    assert [one for one in HIDDEN if one not in theirs] == []


def test_servers_of_a_notice_know_its_end_and_whom_to_ask_about_the_child(notice, nia, signed_in):
    shown = words(signed_in(nia).get(notice.get_absolute_url()))
    assert f"{notice.ends_on:%-d %B %Y}" in shown
    assert "As long as a measure of this kind can last. Ask a practice manager" in shown
    assert "1 more child: ask a practice manager" in shown and "Tamsin" not in shown


def test_a_restricted_record_is_hidden_from_the_officer_who_served_the_notice(notice, rhys, case, sunita, signed_in):
    case.restrict(by=sunita, category="staff", because="A colleague’s family", named=[sunita])
    shown = everything(signed_in(rhys), notice)
    assert [one for one in (*HIDDEN, "Tamsin") if one in shown] == []
    assert VIEW in everything(signed_in(sunita), notice)


def test_of_two_children_the_worker_of_one_reads_what_is_told_of_none(man, rhys, tamsin, priya, elsewhere, signed_in):
    other = make_case(
        manager=make_user(role="practice_manager", teams=[elsewhere]), child=make_child(given_names="Jory")
    )
    link_child(man, other.child)
    measure = make_injunction(by=rhys, person=man, children=[tamsin, other.child], childs_view=VIEW)
    assert VIEW not in everything(signed_in(priya), measure) and VIEW in everything(signed_in(rhys), measure)


def test_what_a_form_does_not_ask_it_does_not_overwrite_and_says_that_there_is_more(notice, nia, signed_in):
    browser, before = signed_in(nia), kept(notice)
    address = of(notice, "put_right_measure")
    form = FormReader(browser.get(address).text)
    assert not {"childs_view", "fact_consent_by", "fact_consent_role", "fact_basis"} & set(form.fields)
    assert "read by those who may see all of them" in words(browser.get(address))
    assert send(browser, address, order_ref="CW/2026/56").status_code == 302
    assert kept(notice) == before and Measure.objects.get(pk=notice.pk).order_ref == "CW/2026/56"


@pytest.mark.parametrize("step", STEPS)
def test_a_crafted_posting_to_any_step_changes_nothing_that_is_hidden(step, notice, nia, signed_in):
    before, browser, address = kept(notice), signed_in(nia), of(notice, f"{step}_measure")
    crafted = {
        "childs_view": "x",
        "fact_consent_by": "x",
        "fact_consent_role": "x",
        "fact_basis": "s49",
        "how_ended": "x",
        "fact_consent_on_day": 1,
        "fact_consent_on_month": 2,
        "fact_consent_on_year": 2026,
    }
    answer = send(
        browser,
        address,
        **crafted | {"what": "Curfew", "how_long": "stays", "note": "Looked at.", "order_ref": "CW/2026/57"},
    )
    assert answer.status_code in (200, 302)
    after = kept(notice)
    assert after[:4] == before[:4]
    assert [one for one in HIDDEN if one in answer.text] == []


def test_who_sees_the_child_changes_all_of_it(notice, rhys, signed_in):
    send(
        signed_in(rhys), of(notice, "put_right_measure"), childs_view="She sleeps again", fact_consent_by="The council"
    )
    after = Measure.objects.get(pk=notice.pk)
    assert (after.childs_view, after.facts["consent_by"]) == ("She sleeps again", "The council")


@pytest.mark.parametrize(
    "said", [{"childs_view": "x"}, {"facts": {"consent_by": "x"}}, {"facts": {"basis": "s49"}}], ids=str
)
def test_the_verb_refuses_what_its_writer_may_not_read(said, notice, nia, rhys):
    before = kept(notice)
    with pytest.raises(NotYours, match="What tells of the children is written by those who may see them"):
        notice.put_right(by=nia, **said)
    assert kept(notice) == before
    notice.put_right(by=rhys, **said if "basis" not in str(said) else {})


def test_what_a_step_cannot_do_without_is_asked_while_nothing_stands_there(man, rhys, tamsin, nia, signed_in):
    proposed = Measure.propose(by=rhys, kind="cawn", person=man, children=[tamsin], childs_view=VIEW)
    form = FormReader(signed_in(nia).get(of(proposed, "grant_measure")).text)
    assert "childs_view" not in form.fields and "fact_consent_by" not in form.fields
    proposed.grant(by=nia, facts={"basis": "s2"})
    proposed.refresh_from_db()
    assert proposed.facts["basis"] == "s2" and proposed.childs_view == VIEW
    assert not Reading(proposed, Scope(nia)).may_read("basis")


def test_no_refusal_tells_the_birthday_the_age_or_the_care(notice, nia, man, rhys, case):
    refusals = []
    for tried in (
        lambda: notice.extend(by=nia, ends_on=TODAY() + timedelta(days=9_000)),
        lambda: notice.vary(by=nia, what="Longer", ends_on=TODAY() + timedelta(days=9_000)),
    ):
        with pytest.raises(NotYet) as refused:
            tried()
        refusals.append(str(refused.value))
    latest = f"{notice.ends_on:%-d %B %Y}"
    for one in refusals:
        assert "birthday" not in one and "Source" not in one, one
        assert latest not in one.partition("after")[0] or "last day so far" in one
    assert "later than this measure can last" in " ".join(refusals)


def test_an_end_with_the_care_of_a_child_is_told_as_an_end_alone(notice, nia, rhys, signed_in):
    with past_the_rules():
        ProtectedChild.objects.filter(measure=notice).update(facts={"basis": "s49"})
        facts = notice.facts | {"basis": "s49"}
        Measure.objects.filter(pk=notice.pk).update(started_on=days_ago(9), made_on=days_ago(9), facts=facts)
        child = notice.protected.get().child
        LookedAfterPeriod.objects.create(child=child, legal_basis="C2", started_on=days_ago(50), ended_on=days_ago(3))
    Measure.objects.filter(pk=notice.pk).expire_ended()
    for address in (notice.get_absolute_url(), reverse("person_timeline", args=[notice.person.reference])):
        assert "Expired by itself: its last day was" in words(signed_in(nia).get(address))
        assert "the care it rested on" not in words(signed_in(nia).get(address))
        assert "the care it rested on ended" in words(signed_in(rhys).get(address))


@pytest.mark.parametrize("typed", [PARENT, ROLE, "s2", Later(lambda: f"{days_ago(3):%Y-%m-%d}")])
def test_nobody_finds_a_measure_by_what_tells_of_a_child(typed, notice, nia, rhys):
    for reader in (nia, rhys):
        assert RegisterSearch(typed, scope=Scope(reader)).measures == []
    assert [one.record for one in RegisterSearch("CW/2026/55", scope=Scope(nia)).measures] == [notice]
    assert [one.record for one in RegisterSearch("Harbour police station", scope=Scope(nia)).measures] == [notice]


def test_of_a_birthday_only_those_hear_who_may_see_the_child(notice, nia, rhys, priya, morag, owen):
    source = source_of("child_16")
    told = {person for key, person, _ in source.people() if key == notice.protected.get().pk}
    assert {rhys.pk, priya.pk, morag.pk} <= told and not {nia.pk, owen.pk} & told
    assert not source.seen_by(nia).exists() and source.seen_by(priya).exists()
    ending = source_of("measure_end")
    end = {person for key, person, _ in ending.people() if key == notice.pk}
    assert rhys.pk in end and ending.stand_ins == nia.role  # when it stops they must know, and stand in for each other


def test_papers_are_read_by_who_sees_every_child_and_by_who_added_them(notice, nia, rhys, signed_in):
    (theirs,) = MeasureDocument.add(notice, by=rhys, files=[make_upload(rhys, "Notice for T.png")], kind="order")
    (own,) = MeasureDocument.add(notice, by=nia, files=[make_upload(nia, "Receipt.png")], kind="service")
    shown = words(signed_in(nia).get(notice.get_absolute_url()))
    assert "Receipt.png" in shown and "Notice for T.png" not in shown and "1 more paper: ask" in shown
    addresses = [of(notice, name, theirs.pk) for name in ("download_measure_paper", "take_off_measure_paper")]
    assert [signed_in(nia).get(one).status_code for one in addresses] == [404, 404]
    assert signed_in(nia).get(of(notice, "download_measure_paper", own.pk)).status_code == 200
    assert [signed_in(rhys).get(one).status_code for one in addresses] == [200, 200]


def test_a_kind_whose_end_follows_from_a_birthday_says_so():
    by_birthday = {
        key
        for key, kind in KINDS.items()
        if kind.clock and kind.clock.__name__ in ("notice_end", "eighteenth_birthday")
    }
    assert by_birthday == {key for key, kind in KINDS.items() if kind.ends_by_birthday}
    assert all("how_ended" in of_children(KINDS[key]) for key in by_birthday)
    assert {key for key, kind in KINDS.items() if "applicant" in of_children(kind)} == {"non_molestation"}


def test_the_childs_words_of_a_proposed_measure_are_no_start_of_a_form(proposed, nia, rhys, signed_in):
    assert VIEW not in signed_in(nia).get(of(proposed, "grant_measure")).text
    assert VIEW in signed_in(rhys).get(of(proposed, "grant_measure")).text
