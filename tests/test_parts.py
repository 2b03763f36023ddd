"""Every concept says what it joins, and what it says is so (`emerald.parts`, `cases.parts`)."""

import re
from dataclasses import MISSING, fields
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from cases.models import Case
from cases.models.chronology.entries import Kind
from cases.parts import CHRONOLOGY, PLAYED, Absent, CasePart
from cases.registries.retention import CLASSES
from emerald.parts import Part, declared, modules_of
from emerald.reminders.register import sources
from interventions.search.queries import KINDS
from perpetrators.parts import RegisterPart
from tests.access.field_rules import AS_THE_RECORD
from tests.access.fields import FIELDS
from tests.access.page import LIBRARY
from tests.access.pages import PAGES
from tests.access.planting import MARKER, plant, records
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]

SUBJECTS = {"cases.Case", "cases.Child", "perpetrators.PersonOfConcern", "perpetrators.Place"}
RECORDS = {record.model: record for record in CasePart.joined("records")}


def hang_on_a_subject():
    """Those records that point to a case, a child, a person of concern or a place, or to another that does."""
    found = set(SUBJECTS)
    while more := {model._meta.label for model in records() if points_to(model) & found} - found:
        found |= more
    return found


def points_to(model):
    return {field.related_model._meta.label for field in model._meta.concrete_fields if field.is_relation}


def is_a_sentence(said):
    return len(said) > 20 and said[0] in said[0].upper() + "“" and said.endswith(".")


@pytest.mark.parametrize("kind", [Part, CasePart, RegisterPart])
def test_nothing_a_concept_can_join_is_left_out_by_forgetting_it(kind):
    optional = [field.name for field in fields(kind) if field.default is not MISSING]
    assert optional == []


def test_every_declaration_was_found():
    there = {name for app in apps.get_app_configs() if "site-packages" not in app.path for name in modules_of(app)}
    assert {name for name, _ in declared()} == there
    assert len(there) > 25


def test_parts_have_titles_of_their_own_and_name_each_page_once():
    titles, pages = [part.title for part in Part.all()], [page.name for page in CasePart.joined("pages")]
    assert len(titles) == len(set(titles))
    assert len(pages) == len(set(pages))


def test_every_page_that_is_named_is_there():
    there = {page.name for page in PAGES}
    named = {page.name for page in CasePart.joined("pages")} | set(CasePart.joined("exports"))
    named |= {source.page for source in sources()}
    assert named <= there


def test_a_key_of_a_due_source_stands_for_one_source():
    keys = [source.key for source in sources()]
    assert len(keys) == len(set(keys))


def test_every_kind_of_line_in_the_chronology_is_some_parts():
    assert set(CasePart.joined("chronology")) == set(Kind)


def test_every_page_that_hands_out_a_file_is_said():
    ours = {page.name for page in PAGES if page.needs != LIBRARY}
    hand_out = {name for name in ours if re.search("export|download", name)}
    of_no_case = {"audit_log_export"}  # the access log itself
    assert hand_out - of_no_case <= set(CasePart.joined("exports"))


def test_every_record_about_a_child_a_person_or_a_place_says_what_becomes_of_it():
    said = [record.model for record in CasePart.joined("records")]
    assert sorted(hang_on_a_subject() - set(said)) == [], "declare a Record for it in its part"
    assert len(said) == len(set(said)), "a record is declared once"
    assert all(apps.get_model(model) for model in said)


@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.model)
def test_a_record_left_out_of_something_says_why(record):
    sections = {section.key for section in CasePart.joined("pack_sections")}
    assert record.retention in CLASSES
    assert record.pack in {*sections, CHRONOLOGY} or isinstance(record.pack, Absent)
    assert isinstance(record.search, tuple | Absent)
    assert record.demonstration == PLAYED or isinstance(record.demonstration, Absent)
    for said in (record.pack, record.search, record.demonstration):
        assert not isinstance(said, Absent) or is_a_sentence(said), said


def test_what_is_searched_is_what_the_parts_declare():
    searched = {model for model, record in RECORDS.items() if not isinstance(record.search, Absent)}
    assert searched == {model._meta.label for model in KINDS.values()}
    for model in searched:
        columns = {field.column for field in apps.get_model(model)._meta.concrete_fields}
        assert {column for column, _ in RECORDS[model].search} <= columns


def test_a_record_that_is_in_the_pack_is_found_in_its_section(house, case, world, db):
    """A marker in each of its fields of words: at least one stands in the section."""
    words = {
        f"{model}.{field}": section.key
        for section in CasePart.joined("pack_sections")
        for model, record in RECORDS.items()
        if record.pack == section.key
        for rule, named in FIELDS[model].items()
        if rule is not AS_THE_RECORD
        for field in named.split()
    }
    planted = plant(words)
    texts = {
        section.key: str(section.texts(Case.objects.with_people().get(pk=case.pk)))
        for section in CasePart.joined("pack_sections")
    }
    shown = {planted[marker] for text in texts.values() for marker in MARKER.findall(text)}
    there = {name.rpartition(".")[0] for name in planted.values()}
    assert there - {name.rpartition(".")[0] for name in shown} == set()
    assert {"interventions.Session", "interventions.Contact", "cases.Carer"} <= there


def shown(*title):
    out = StringIO()
    call_command("show_parts", *title, stdout=out)
    return out.getvalue()


def test_who_joined_what_is_printed_whole():
    said = shown()
    assert all(f"{part.title}  ({name})" in said for name, part in declared())
    assert all(record.model in said for record in CasePart.joined("records"))
    assert " object at 0x" not in said and "<function" not in said


def test_one_concept_is_printed_with_the_rights_of_its_pages():
    said = shown("restriction")
    assert "case_restriction: the restriction [restrict]" in said
    assert "closing checks   –" in said
    with pytest.raises(CommandError, match="No part is called"):
        shown("no such thing")
