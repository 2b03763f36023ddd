"""Addresses of measures: those of a person or a place, one in full, its steps, conditions, breaches and papers."""

from django.urls import path

from perpetrators.forms.measures.steps import STEPS
from perpetrators.views.measures import measures, mistakes, steps, terms

PERSON, PLACE, MEASURE = "persons/<person:suspect>/", "places/<place:place>/", "measures/<measure:measure>/"
SUBJECTS = (("person", PERSON), ("place", PLACE))

urlpatterns = [
    *[path(f"{start}measures/", measures.measures_of, name=f"{word}_measures") for word, start in SUBJECTS],
    *[
        path(f"{start}measures/new/", measures.choose_measure, name=f"choose_{word}_measure")
        for word, start in SUBJECTS
    ],
    *[
        path(f"{start}measures/new/<slug:kind>/propose/", measures.propose_measure, name=f"propose_{word}_measure")
        for word, start in SUBJECTS
    ],
    *[
        path(f"{start}measures/new/<slug:kind>/record/", measures.record_measure, name=f"record_{word}_measure")
        for word, start in SUBJECTS
    ],
    path(MEASURE, measures.measure, name="measure"),
    *[path(f"{MEASURE}{key.replace('_', '-')}/", steps.page_of(key), name=f"{key}_measure") for key in STEPS],
    path(f"{MEASURE}conditions/add/", terms.add_condition, name="add_condition"),
    path(f"{MEASURE}conditions/<int:condition>/end/", terms.end_condition, name="end_condition"),
    path(f"{MEASURE}breaches/record/", terms.record_breach, name="record_breach"),
    path(f"{MEASURE}breaches/<int:breach>/outcome/", terms.breach_outcome, name="breach_outcome"),
    path(f"{MEASURE}breaches/<int:breach>/mistake/", mistakes.say_breach_mistaken, name="say_breach_mistaken"),
    path(f"{MEASURE}mistake/", mistakes.say_measure_mistaken, name="say_measure_mistaken"),
    path(f"{MEASURE}mistakes/<int:mistake>/decide/", mistakes.decide_mistake, name="decide_mistake"),
    path(f"{MEASURE}papers/add/", terms.add_papers, name="add_measure_papers"),
    path(f"{MEASURE}papers/<int:paper>/", terms.download_paper, name="download_measure_paper"),
    path(f"{MEASURE}papers/<int:paper>/take-off/", terms.take_off_paper, name="take_off_measure_paper"),
]
