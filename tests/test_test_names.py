"""Where is closure tested? In the files that are called so: every concept of the code is named by a test file.

A concept is a package or module of the models of cases and of the register, a record wherever its model stands in
them, a slice of the interventions, and a room of the house.
"""

import re

import pytest
from django.apps import apps

from emerald.environment_setup import ROOT
from emerald.launcher.changed import test_files as files_of_tests
from tests.test_architecture import LONGEST_FILE

OF_THE_REGISTER = {
    "register",
    "measur",
    "admission",
}  # roots of words, of which one stands in the name of each file about it
TESTED_IN = {
    # concept: (the file in which it is tested, why no file is called like it)
    "cases.models.access.grants": ("tests/access/test_rights_of_connections.py", "its rows are what gives the rights"),
    "cases.models.access.reading_end": ("tests/pages/test_former_workers.py", "it is done to former workers"),
    "cases.models.base": ("tests/rules/test_working_days.py", "it holds what no trait of a case has alone"),
    "cases.models.children.network": (
        "tests/pages/test_child_details.py",
        "who is around a child are details of theirs",
    ),
    "cases.models.chronology.entries": ("tests/pages/test_chronology.py", "the chronology is its entries"),
    "cases.models.chronology.removals": ("tests/rules/test_moved_notes.py", "a line goes only when its note is moved"),
    "cases.models.planning": ("tests/rules/test_plan.py", "plan, reviews and oversight have a file each"),
    "cases.models.planning.frequency": ("tests/rules/test_reviews.py", "it says when a review is due"),
    "cases.models.queries": ("tests/pages/test_home_and_lists.py", "they are what the lists ask"),
    "cases.models.step": ("tests/rules/test_lifecycle.py", "it is what every move of a case does"),
    "emerald.govuk": ("tests/pages/test_govuk_fixtures.py", "it is seen on pages alone"),
    "emerald.launcher": ("tests/setup/test_run.py", "the folder is called like what it does"),
    "emerald.oversight": ("tests/reports/test_caseload.py", "the folder is called like what it makes"),
    "emerald.papers": ("tests/pages/test_packs.py", "a paper is read back where one is made"),
    "emerald.wording": ("tests/rules/test_wording.py", "it has rules, pages and a journey"),
    "perpetrators.models.connections.found": ("tests/rules/test_register_connections.py", "connections are found"),
    "perpetrators.models.connections.request": ("tests/rules/test_register_connections.py", "one asks about them"),
    "perpetrators.models.connections.trace": ("tests/rules/test_register_connections.py", "by it they are found"),
    "perpetrators.models.law": ("tests/rules/test_measure_legal_limits.py", "the law is what measures keep to"),
    "perpetrators.models.measures.found_by": ("tests/rules/test_register_fragments.py", "both are what a search reads"),
    "perpetrators.models.measures.document": ("tests/pages/test_measure_page.py", "papers lie on its page"),
    "perpetrators.models.persons.entry": ("tests/pages/test_register_person.py", "its timeline is the entries"),
    "perpetrators.models.persons.identifiers.particular": (
        "tests/rules/test_register_matching.py",
        "by particulars records match",
    ),
    "perpetrators.models.places.action": ("tests/rules/test_register_places.py", "it is the plan of a place"),
    "perpetrators.models.register.numbering": ("tests/rules/test_register_person.py", "a record gets its number"),
    "perpetrators.models.reports": ("tests/rules/test_register_search.py", "its lists and figures have files too"),
    "emerald.database": ("tests/access/test_row_policies.py", "what it says in each transaction is what policies read"),
}


def units_of(folder):
    """The packages and modules right below `folder`, from the root."""
    return {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"} | rooms_of(folder)


def rooms_of(folder):
    return {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")} - {"migrations", "models"}


def concepts():
    for app in ("cases", "perpetrators"):
        yield from (f"{app}.models.{unit}" for unit in units_of(f"{app}/models"))
        modules = {model.__module__ for model in apps.get_app_config(app).get_models()}
        yield from (module for module in modules if module.startswith(f"{app}.models."))
    for house in ("interventions", "emerald"):
        yield from (f"{house}.{room}" for room in rooms_of(house))


CONCEPTS = sorted(set(concepts()))


def root_of(word):
    """The same of closure and closures, child and children, merge and merging."""
    return re.sub(r"(?<=\w\w\w)(ren|ing|es|e|s)$", "", word)


def files_named_after(concept):
    """The test files in whose names all its words stand; of a room, those in the folder called like it."""
    app, _, rest = concept.partition(".")
    if app == "emerald":
        return [path for path in files_of_tests() if path.parts[1] == rest]
    words = {root_of(word) for word in rest.rpartition(".")[2].split("_")}
    return [path for path in files_of_tests() if words <= words_of(path) and app in apps_of(path)]


def words_of(path):
    return {root_of(word) for word in path.stem.split("_")}


def apps_of(path):
    """Where a record is that is named in it: cases and the register have documents, plans and numbers each."""
    return {"perpetrators"} if OF_THE_REGISTER & words_of(path) else {"cases", "interventions"}


@pytest.mark.parametrize("concept", [concept for concept in CONCEPTS if concept not in TESTED_IN])
def test_a_concept_is_named_by_a_test_file(concept):
    assert files_named_after(concept)


@pytest.mark.parametrize("concept", TESTED_IN)
def test_what_has_no_file_called_like_it_says_where_it_is_tested(concept):
    path, why = TESTED_IN[concept]
    assert concept in CONCEPTS
    assert (ROOT / path).exists()
    assert why
    assert files_named_after(concept) == [], "it needs no line in the table any more"


def test_a_concept_that_nobody_tests_would_be_found():
    assert len(CONCEPTS) > 60
    assert files_named_after("cases.models.haberdashery") == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.stem)
def test_a_file_of_tests_can_be_taken_in_at_a_glance(path):
    if path.name != "pages.py":  # the table of every page of the site, a line each
        assert len(path.read_text().splitlines()) <= LONGEST_FILE
