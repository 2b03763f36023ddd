"""To which records of the register it leads when something that a source reads was written."""

from cases.due.narrowed import OF_CASES

_MEASURES = "SELECT reference FROM perpetrators_measure WHERE "
_OF_CHILDREN = """
SELECT reference FROM perpetrators_measure WHERE id IN (
    SELECT measure_id FROM perpetrators_protectedchild WHERE child_id IN ({children})
    UNION
    SELECT against.id FROM perpetrators_link link
    JOIN perpetrators_measure against ON against.person_id = link.person_id
    WHERE link.child_id IN ({children}))
"""
_OF_CASE, _THEMSELVES = "SELECT child_id FROM cases_case WHERE id = ANY(%(keys)s)", "SELECT unnest(%(keys)s::bigint[])"
OF_MEASURES = {
    "perpetrators_measure": _MEASURES + "id = ANY(%(keys)s)",
    "perpetrators_personofconcern": _MEASURES + "person_id = ANY(%(keys)s)",
    "cases_case": _OF_CHILDREN.format(children=_OF_CASE),
    "cases_child": _OF_CHILDREN.format(children=_THEMSELVES),
}
_PLACES = "SELECT reference FROM perpetrators_place WHERE "
# A place and a child have a person of concern in common, whose links lead to both.
_PLACES_OF = """
SELECT reference FROM perpetrators_place WHERE id IN (
    SELECT there.place_id FROM perpetrators_link there WHERE there.person_id IN ({persons}))
"""
_PERSONS = "SELECT link.person_id FROM perpetrators_link link WHERE link.child_id IN ({children})"
OF_PLACES = {
    "perpetrators_place": _PLACES + "id = ANY(%(keys)s)",
    "perpetrators_personofconcern": _PLACES_OF.format(persons=_THEMSELVES),
    "cases_case": _PLACES_OF.format(persons=_PERSONS.format(children=_OF_CASE)),
    "cases_child": _PLACES_OF.format(persons=_PERSONS.format(children=_THEMSELVES)),
}
OF_REQUESTS = {
    **OF_CASES,
    "perpetrators_personofconcern": "SELECT reference FROM perpetrators_personofconcern WHERE id = ANY(%(keys)s)",
    "perpetrators_place": _PLACES + "id = ANY(%(keys)s)",
}
