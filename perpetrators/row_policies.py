"""Which rows of the register there are for whoever asks: what `perpetrators.models.register.scope` decides, said once
more in SQL (`emerald.database.row_policies`).

Of each table with the least right that opens any of it; which words of a row somebody reads, the page decides. A table
that is not here and leads to a child, a person of concern, a place or a measure is found by a test.
"""

from functools import cache

from django.apps import apps

from cases.row_policies import PERSON, sees_child
from emerald.accounts.permissions import Right
from emerald.database.row_policies import RowPolicy, one_of
from perpetrators.policies.functions import KEEPS, each_of

CHILDREN = each_of("children", Right.HEAR_OF_SUSPECTS)
LINKED = each_of("persons", Right.HEAR_OF_SUSPECTS, "false")
# With those whose record was merged into one of them.
READ_PERSONS = each_of("persons", Right.READ_SUSPECTS, "true")
PLACES, PLACES_HEARD_OF = (each_of("places", right) for right in (Right.READ_SUSPECTS, Right.HEAR_OF_SUSPECTS))
MEASURES, READ_MEASURES = (each_of("measures", right) for right in (Right.HEAR_OF_MEASURES, Right.READ_SUSPECTS))
ASKED = one_of("SELECT 1 FROM perpetrators_connectionreply asked WHERE asked.request_id = {id}")
FOUND, REPLIES, REQUESTS = each_of("found"), each_of("replies"), each_of("requests")


def kept(condition: str) -> str:
    """Whoever keeps the register sees all of it; of the others it is `condition`."""
    return f"({KEEPS} OR {condition})"


def of_measure(column: str) -> str:
    return kept(f"{column} IN ({READ_MEASURES})")


# What is said of a child is asked of that child, also of those who keep the register. `{id}` is the row's own key,
# which a history has under another name; `{row}` its table.
RULES = {
    "perpetrators_personofconcern": kept(f"{{id}} IN ({each_of('persons_heard_of')})"),
    "perpetrators_recordentry": kept(f"{{row}}.person_id IN ({READ_PERSONS})"),
    "perpetrators_legalevent": kept(f"{{row}}.person_id IN ({READ_PERSONS})"),
    "perpetrators_personmistake": f"""CASE WHEN {{row}}.child_id IS NOT NULL
        THEN {sees_child("{row}.child_id", Right.READ_SUSPECTS)}
        ELSE {kept(f"({{row}}.link_id IS NULL AND {{row}}.person_id IN ({READ_PERSONS}))")} END""",
    "perpetrators_merge": kept(f"{{row}}.kept_id IN ({READ_PERSONS})"),
    "perpetrators_undoing": kept(
        one_of(
            "SELECT 1 FROM perpetrators_merge merge WHERE merge.id = {row}.merge_id "  # noqa: S608  our own names
            f"AND merge.kept_id IN ({READ_PERSONS})"
        )
    ),
    "perpetrators_childrecord": f"""({kept(f"{{row}}.person_id IN ({READ_PERSONS})")}
        AND {sees_child("{row}.child_id", Right.READ_SUSPECTS)})""",
    "perpetrators_particular": kept(f"{{row}}.person_id IN ({READ_PERSONS}) OR {{row}}.place_id IN ({PLACES})"),
    "perpetrators_fragment": kept(
        one_of("SELECT 1 FROM perpetrators_particular whole WHERE whole.id = {row}.particular_id")
    ),
    "perpetrators_place": kept(f"{{id}} IN ({each_of('places_heard_of')})"),
    "perpetrators_placeaction": kept(f"{{row}}.place_id IN ({PLACES})"),
    "perpetrators_link": f"""({kept(f"{{row}}.person_id IN ({LINKED})")} AND CASE
        WHEN {{row}}.child_id IS NOT NULL THEN {{row}}.child_id IN ({CHILDREN})
        WHEN {{row}}.other_id IS NOT NULL THEN {kept(f"{{row}}.other_id IN ({LINKED})")}
        ELSE {kept(f"{{row}}.ended_at IS NULL OR {{row}}.place_id IN ({PLACES_HEARD_OF})")}
        END)""",
    "perpetrators_admission": f"""({{row}}.officer_id = {PERSON}
        OR {sees_child("{row}.child_id", Right.ANSWER_FOR_CHILD)})""",
    "perpetrators_measure": kept(f"{{id}} IN ({MEASURES})"),
    "perpetrators_protectedchild": sees_child("{row}.child_id", Right.HEAR_OF_MEASURES),
    "perpetrators_condition": f"""({of_measure("{row}.measure_id")}
        AND ({{row}}.child_id IS NULL OR {sees_child("{row}.child_id", Right.READ_SUSPECTS)}))""",
    "perpetrators_measureevent": of_measure("{row}.measure_id"),
    "perpetrators_measureperiod": of_measure("{row}.measure_id"),
    "perpetrators_mistake": of_measure("{row}.measure_id"),
    "perpetrators_breach": of_measure("{row}.measure_id"),
    "perpetrators_foundby": of_measure("{row}.measure_id"),
    "perpetrators_measuredocument": of_measure("{row}.measure_id"),
    "perpetrators_trace": f"""CASE WHEN {{row}}.child_id IS NOT NULL
        THEN {sees_child("{row}.child_id", Right.READ_SUSPECTS)}
        ELSE {kept(f"{{row}}.person_id IN ({READ_PERSONS}) OR {{row}}.place_id IN ({PLACES})")} END""",
    "perpetrators_connectionfound": f"{{id}} IN ({FOUND})",
    "perpetrators_connectionreply": f"""({{id}} IN ({REPLIES})
        OR ({{row}}.answered_at IS NOT NULL AND {{row}}.request_id IN ({REQUESTS})))""",
    # One's own, and those of which one is asked.
    "perpetrators_connectionrequest": f"({{id}} IN ({REQUESTS}) OR {ASKED})",
}
OPEN = {"perpetrators_registernumber": "counts the references that were given in a year, and says nothing of anybody"}


@cache
def policies() -> dict[str, RowPolicy]:
    """{table: RowPolicy} of all there are; a history has the rule of what it is the history of."""
    there = {model._meta.db_table for model in apps.get_app_config("perpetrators").get_models()}
    found = {}
    for table, rule in RULES.items():
        found[table] = RowPolicy(table, rule.format(row=table, id=f"{table}.id"))
        if (history := f"{table}history") in there:
            found[history] = RowPolicy(history, rule.format(row=history, id=f"{history}.pgh_obj_id"))
    return found
