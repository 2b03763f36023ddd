"""Every field of every record: somebody decided who reads it (`tests.access.fields`), and the whole site keeps to that.

A marker of its own stands in every field that holds words. Each reader then opens every page, form, file, e-mail and
calendar they can, and what they find is compared with the table both ways. Then they send every form as it came, and
what they may not read has not changed.
"""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from cases.models import AlsoKnownAs
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from emerald.reminders.sync import sync_notices
from interventions.notes.models.struck_out import strike_out
from perpetrators.models import Condition, Link, Measure, PersonOfConcern, Place
from tests.access.field_rules import AS_THE_RECORD, By, may_read
from tests.access.fields import FIELDS
from tests.access.pages import PAGES, address_of
from tests.access.planting import MARKER, fields_of, holds_words, plant, records
from tests.access.test_matrix import connect, expected
from tests.access.walking import FullFormReader, texts
from tests.factories.bare import past_the_rules
from tests.factories.measures import terms_of
from tests.factories.people import make_user
from tests.factories.register import make_measure, make_place
from tests.factories.sessions import make_missed_session
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
NO_CHILD = "police liaison joined to no child"
# Without the practice manager, who holds less than the service manager and opens the same pages.
READERS = (*(key for key in ROLES if key != "practice_manager"), NO_CHILD)
# Words that a rule of the database holds to a form, and codes: decided in the table, without a marker.
CODES = {
    "definition",
    "from_state",
    "match",
    "needs",
    "origin",
    "page",
    "reason",
    "reference",
    "sha256",
    "step",
    "to_state",
    "closure_reason",
    "nhs_number",
    "upn",
}


def names(rule_is=lambda rule: True):
    return {
        f"{label}.{field}": rule
        for label, by_rule in FIELDS.items()
        for rule, fields in by_rule.items()
        for field in fields.split()
        if rule_is(rule)
    }


def test_somebody_decided_who_reads_each_field():
    there = {f"{model._meta.label}.{field.name}" for model in records() for field in fields_of(model)}
    said = [
        f"{label}.{field}"
        for label, by_rule in FIELDS.items()
        for fields in by_rule.values()
        for field in fields.split()
    ]
    assert sorted(there - set(said)) == [], "say in tests/access/fields who reads it"
    assert sorted(set(said) - there) == [], "no field of a record any more"
    assert len(said) == len(set(said)), "a field has one rule"


def test_no_words_are_read_as_the_record_without_a_rule():
    words = {
        f"{model._meta.label}.{field.name}"
        for model in records()
        for field in fields_of(model)
        if holds_words(field) and field.name not in CODES
    }
    assert sorted(words & set(names(lambda rule: rule is AS_THE_RECORD))) == sorted(AS_CHOSEN)


# Chosen from a list or made by a program, though the column could hold words.
AS_CHOSEN = {
    "cases.Indicator.wording",
    "perpetrators.FoundBy.text",
    "perpetrators.Fragment.text",
    "perpetrators.Measure.applicant_class",
    "perpetrators.Measure.authoriser_rank",
    "perpetrators.Measure.kind",
    "perpetrators.PersonMistake.about",
}


@dataclass(frozen=True)
class Planted:
    rules: dict  # marker -> (what it stands in, its rule)
    readers: dict  # who -> key of the user
    world: dict


@pytest.fixture(scope="module")
def planted(house, django_db_blocker):
    """The house, with a notice that names the child and what stands behind conditions, a marker in every field."""
    with django_db_blocker.unblock():
        world = house.world | {
            "case": apps.get_model("cases.Case").objects.get(pk=house.case),
            "by": User.objects.get(pk=house.morag),
        }
        team = world["case"].team
        readers = {key: make_user(role=key, teams=[team]) for key in ROLES}
        for user in readers.values():
            connect(user, world)
        readers[NO_CHILD] = make_user(role="police_liaison")
        added, rows = _added(world)
        sync_notices(timezone.localdate())
        rules = {
            marker: (name, names()[name])
            for marker, name in plant(names(lambda rule: rule is not AS_THE_RECORD)).items()
        }
        return Planted(rules | _singly(rows), {who: user.pk for who, user in readers.items()}, world | added)


def _added(world):
    """A notice with a condition about the child, a link behind conditions and one that was taken back."""
    man, today = PersonOfConcern.objects.get(reference=world["suspect"]), timezone.localdate()
    officer, twin = man.officer, PersonOfConcern.objects.get(reference=world["other"])
    notice = make_measure(area=man.area, by=officer, person=man, kind="cawn", served_on=today, ends_on=today)
    notice.protected.create(child=world["case"].child, facts={"basis": "s2"})
    notice.events.create(
        step="made", from_state="", to_state="in_force", on=today, sentence="x", by=officer, version=notice.version
    )
    secret = Link.objects.create(
        person=man,
        other=twin,
        nature="x",
        is_intelligence=True,
        source_grade="1",
        assessed="A",
        handling="C",
        handling_conditions="x",
        recorded_by=officer,
    )
    former = make_place(area=man.area, by=officer, name="x")
    Link.objects.create(
        person=man,
        place=former,
        nature="x",
        recorded_by=officer,
        ended_at=timezone.now(),
        ended_by=officer,
        because="x",
    )
    Link.objects.create(
        person=man, other=twin, nature="x", recorded_by=officer, ended_at=timezone.now(), ended_by=officer, because="x"
    )
    AlsoKnownAs.objects.create(child=world["case"].child, name="x")
    missed = make_missed_session(world["case"], by=User.objects.get(pk=world["person"]))
    strike_out(missed, by=missed.recorded_by, because="x")
    keys = terms_of(notice, by=officer)
    about = notice.conditions.create(sort="prohibition", text="x", child=world["case"].child)
    return {"measure": notice.reference, **keys}, (notice, secret, former, about)


def _singly(rows):
    """Markers of single rows, of which the rule is another than that of the field: {marker: (what, rule)}."""
    notice, secret, former, about = rows
    facts = {"basis": "s2", "consent_by": "Mk901q", "consent_role": "Mk902q", "place_served": "Mk903q"}
    with past_the_rules():
        Measure.objects.filter(pk=notice.pk).update(facts=facts)
        Link.objects.filter(pk=secret.pk).update(nature="Mk904q", detail="Mk905q", handling_conditions="Mk906q")
        Place.objects.filter(pk=former.pk).update(name="Mk907q")
        Condition.objects.filter(pk=about.pk).update(text="Mk908q", supervisor="Mk909q")
    of_rows = {
        "Mk901q": ("who consented", By.CHILDREN),
        "Mk902q": ("as what", By.CHILDREN),
        "Mk903q": ("where it was served", By.REGISTER),
        "Mk907q": ("place of a former link", By.KEEPER),
    }
    of_rows |= {f"Mk90{number}q": ("link behind conditions", By.KEEPER) for number in (4, 5, 6)}
    return of_rows | {f"Mk90{number}q": ("condition about the child", By.CHILDREN) for number in (8, 9)}


@pytest.fixture
def reading(planted, db, signed_in):
    """(browser, user, whether the page is theirs, whether the marker is theirs) of a reader."""

    def as_(who):
        user = User.objects.get(pk=planted.readers[who])
        role, joined = ROLES[user.role], who != NO_CHILD and ROLES[user.role].connected_by is not None
        return (
            signed_in(user),
            user,
            lambda page: expected(page, role, joined) == "in",
            lambda marker: may_read(planted.rules[marker][1], role, joined),
        )

    return as_


@pytest.mark.parametrize("who", READERS)
def test_each_reader_finds_what_the_table_says_and_nothing_else(who, planted, reading):
    browser, user, opens, may = reading(who)
    found = {}
    for where, text in texts(browser, user, planted.world, opens):
        for marker in set(MARKER.findall(text)) & set(planted.rules):
            found.setdefault(marker, where)
    leaks = [f"{planted.rules[marker][0]} on {where}" for marker, where in found.items() if not may(marker)]
    theirs = {planted.rules[marker][0] for marker in planted.rules if may(marker)}
    shown = {planted.rules[marker][0] for marker in found}
    assert leaks == []
    assert sorted(theirs - NOT_SHOWN - SOMETIMES - shown) == [], "the table says that they read it"
    assert sorted(NOT_SHOWN & shown) == [], "shown by now"


# Read or worked out from other fields by a program, and anew with every change: never what a form sent.
WORKED_OUT = {"perpetrators.Trace.words", "perpetrators.Measure.how_ended"}
# Shown of the world's rows by a form or a file alone, because of the state they are in: not everybody who may read it
# comes upon it there.
SOMETIMES = {
    "cases.RiskAssessment.level_reason",
    "interventions.ContactStruckOut.because",
    "interventions.StruckOut.because",
    "perpetrators.PersonOfConcern.nationality",
    "perpetrators.Trace.words",
}  # to the others only beside a record they may open
# Kept in the world in rows that no page of it shows: an older version, another state of the record.
NOT_SHOWN = {
    "cases.Allocation.end_note",
    "cases.Child.social_care_id",
    "cases.Document.because",
    "cases.Frequency.because",
    "cases.Indicator.because",
    "cases.PlanAction.owner_elsewhere",
    "cases.PlanAction.what_was_done",
    "cases.Restriction.because",
    "cases.Review.carers_view",
    "cases.Review.childs_view",
    "cases.Review.decisions",
    "cases.Review.who_was_there",
    "cases.StateChange.section_47_reason",
    "interventions.Contact.agency",
    "interventions.Contact.decisions",
    "interventions.Contact.late_reason",
    "interventions.Contact.next_step_outcome",
    "interventions.Contact.present",
    "interventions.PlannedSession.why_called_off",
    "interventions.Session.late_reason",
    "interventions.Session.next_step_outcome",
    "perpetrators.ConnectionReply.answer",
    "perpetrators.LegalEvent.because",
    "perpetrators.LegalEvent.sentence",
    "perpetrators.MeasureDocument.because",
    "perpetrators.PlaceAction.owner_elsewhere",
    "perpetrators.PlaceAction.what_was_done",
}


@pytest.mark.parametrize("who", [NO_CHILD, "missing_coordinator"])
def test_a_form_sent_as_it_came_changes_nothing_its_sender_may_not_read(who, planted, reading):
    browser, _, opens, may = reading(who)
    hidden = {name for marker, (name, _) in planted.rules.items() if not may(marker) and name.count(".") == 2}
    hidden -= WORKED_OUT
    before, saved = _kept(hidden), []
    for page in (page for page in PAGES if page.methods == ("GET", "POST") and opens(page)):
        address = address_of(page, planted.world)
        with transaction.atomic():
            if (shown := browser.get(address)).status_code == 200:
                answer = browser.post(address, FullFormReader(shown.text).fields)
                saved += [page.name] * (answer.status_code == 302)
                assert _kept(hidden, before) == before, page.name
            transaction.set_rollback(True)
    assert len(saved) >= 3, saved


def _kept(hidden, only=None):
    """What stands in these fields, and in the facts of measures: {model: {key: values}}; `only`: in those rows."""
    by_model = {}
    for name in sorted(hidden):
        label, _, column = name.rpartition(".")
        by_model.setdefault(label, []).append(column)
    by_model["perpetrators.Measure"] = [*by_model.get("perpetrators.Measure", ()), "facts"]
    kept = {}
    for label, columns in by_model.items():
        rows = apps.get_model(label)._base_manager.values_list("pk", *columns)
        kept[label] = {key: values for key, *values in rows if only is None or key in only[label]}
    return kept
