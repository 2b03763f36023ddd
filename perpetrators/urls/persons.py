"""Addresses of persons of concern, their links, and the tab of a case."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from perpetrators.views.persons import law, links, mistakes, officers, on_a_case, particulars, persons, photograph

PERSON = "persons/<person:suspect>/"

urlpatterns = [
    path("cases/<case:reference>/disruption/", on_a_case.disruption, name="case_disruption"),
    path("cases/<case:reference>/disruption/record/", on_a_case.record_person, name="record_person_of_case"),
    path("cases/<case:reference>/disruption/link/", on_a_case.link_person, name="link_person_of_case"),
    path("cases/<case:reference>/disruption/officers/", officers.officers, name="case_officers"),
    path("cases/<case:reference>/disruption/officers/<int:admission>/", officers.decide, name="decide_admission"),
    path("cases/<case:reference>/disruption/officers/<int:admission>/end/", officers.end, name="end_admission"),
    path(
        "cases/<case:reference>/disruption/mistakes/<int:mistake>/", mistakes.decide_of_case, name="decide_link_mistake"
    ),
    path("persons/record/", persons.record_person, name="record_person"),
    path(PERSON, persons.person, name="person_of_concern"),
    path(f"{PERSON}timeline/", persons.timeline, name="person_timeline"),
    path(f"{PERSON}identity/", persons.change_identity, name="change_person_identity"),
    path(f"{PERSON}origin/", persons.change_origin, name="change_person_origin"),
    path(f"{PERSON}looks/", persons.change_looks, name="change_person_looks"),
    path(f"{PERSON}officer/", persons.appoint_officer, name="appoint_officer"),
    path(f"{PERSON}officer/ask/", officers.ask, name="ask_to_be_admitted"),
    path(f"{PERSON}photograph/", photograph.photograph, name="person_photograph"),
    path(f"{PERSON}photograph/add/", photograph.add_photograph, name="add_person_photograph"),
    path(f"{PERSON}photograph/take-off/", photograph.take_off_photograph, name="take_off_person_photograph"),
    path(f"{PERSON}known-by/add/", particulars.add_particular, name="add_particular"),
    path(f"{PERSON}known-by/<int:particular>/change/", particulars.change_particular, name="change_particular"),
    path(f"{PERSON}known-by/<int:particular>/take-off/", particulars.take_off_particular, name="take_off_particular"),
    path(f"{PERSON}links/add/", links.add_link, name="add_person_link"),
    path(f"{PERSON}links/<int:link>/change/", links.change_link, name="change_person_link"),
    path(f"{PERSON}links/<int:link>/take-back/", links.take_back_link, name="take_back_person_link"),
    path(f"{PERSON}mistakes/<int:mistake>/decide/", mistakes.decide_of_person, name="decide_person_mistake"),
    path(f"{PERSON}law/record/", law.record_legal, name="record_legal"),
    path(f"{PERSON}law/<int:event>/correct/", law.correct_legal, name="correct_legal"),
]
