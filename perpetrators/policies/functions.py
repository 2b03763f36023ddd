"""Functions of the database that gather, once for a statement, the keys of what whoever asks may see of the register.

They run with their owner's rights: a policy that asked the tables themselves would ask their policies in turn, without
an end, and a condition that no child is named in a measure would be true of a child who is hidden. They take a right
and nobody's name, so nobody is told more by calling one than by reading the table: but for the number of children that
a measure names.
"""

from typing import Any

from django.db import connection

from cases.models.access.visible import CASES, ON_THE_WALK, PROBE
from cases.models.likeness import DECIDES
from cases.row_policies import PERMISSION, PERSON
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import ROLES
from emerald.audit.expected_schema import Function, Trigger, functions_in

KEEPERS = ", ".join(sorted(f"'{role.key}'" for role in ROLES.values() if SiteRight.KEEP_REGISTER in role.site))
# Whether whoever asks keeps the register.
KEEPS = f"coalesce((SELECT keeper.role IN ({KEEPERS}) FROM accounts_user keeper WHERE keeper.id = {PERSON}), false)"  # noqa: S608  our own names
_FUNCTION = """CREATE OR REPLACE FUNCTION {name}({takes}) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $register$
DECLARE
    asks bigint := {person};{more}
BEGIN
    IF asks IS NULL THEN
        RETURN '{{}}';
    END IF;{first}
    RETURN ARRAY({found});
END
$register$;
"""
# To every reader of a measure it is told how many children it names.
_CHILDREN_NAMED = """CREATE OR REPLACE FUNCTION register_children_named(key bigint) RETURNS bigint LANGUAGE plpgsql
STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $register$
BEGIN
    RETURN (SELECT count(*) FROM perpetrators_protectedchild named WHERE named.measure_id = key);
END
$register$;
"""


def keys(of: str, *arguments: str) -> str:
    """An array of the keys of those. As a subquery it is worked out once for a statement; a function by itself would be
    called for each row."""
    said = ", ".join(one if one in {"true", "false"} else f"'{one}'" for one in arguments)
    return f"(SELECT register_{of}({said}))::bigint[]"


def each_of(of: str, *arguments: str) -> str:
    """The same as rows, for IN: a policy asks of each row, and finds it in a hash made once for a statement. Of what is
    in the register there are thousands, and not the millions of which a case is one."""
    return f"SELECT unnest({keys(of, *arguments)})"


def _theirs(child: str, held: str) -> str:
    """Whether whoever asks holds the right (a permission's key) on a case of this child."""
    walk = ON_THE_WALK.format(case="own.id") % (("asks", held) * 2)
    return f"EXISTS (SELECT FROM cases_case own WHERE own.child_id = {child} AND ({walk}))"


# --- Persons, places and measures: through the children on whose cases whoever asks holds the right ----------------
# Few cases: their keys lead on, as in `VisibleCases`. Many: each child that comes up here is asked for.
_HELD = f"""
    held integer := {PERMISSION.replace("'{right}'", "needed")};
    cases bigint[];
    children bigint[];"""
_CHILDREN = f"""
    cases := ARRAY(SELECT theirs.content_object_id FROM ({CASES % (("asks", "held") * 2)}) theirs LIMIT {PROBE + 1});
    IF cardinality(cases) <= {PROBE} THEN
        children := ARRAY(SELECT DISTINCT own.child_id FROM cases_case own WHERE own.id = ANY (cases));
    ELSE
        children := ARRAY(SELECT met.child FROM (%s) met (child)
            WHERE met.child IS NOT NULL AND {_theirs("met.child", "held")});
    END IF;"""  # noqa: S608  our own names
_LINKED = "SELECT link.child_id FROM perpetrators_link link WHERE link.ended_at IS NULL"
_NAMED = "SELECT named.child_id FROM perpetrators_protectedchild named"
_CONCERNED = "SELECT link.child_id FROM perpetrators_link link"  # also by a link that was taken back
_PERSONS = """WITH seen AS (SELECT DISTINCT link.person_id AS key FROM perpetrators_link link
            WHERE link.ended_at IS NULL AND link.child_id = ANY (children))
        SELECT seen.key FROM seen UNION
        SELECT gone.id FROM seen JOIN perpetrators_personofconcern gone ON gone.merged_into_id = seen.key
            WHERE merged"""
_PLACES = """SELECT DISTINCT link.place_id FROM perpetrators_link link WHERE link.ended_at IS NULL
        AND link.place_id IS NOT NULL AND link.person_id = ANY ((SELECT register_persons(needed, false))::bigint[])"""
# A child of theirs who is named is enough; where none is named, the person or the place.
_MEASURES = """SELECT named.measure_id FROM perpetrators_protectedchild named WHERE named.child_id = ANY (children)
        UNION SELECT one.id FROM perpetrators_measure one
        WHERE (one.person_id = ANY ((SELECT register_persons(needed, false))::bigint[])
                OR one.place_id = ANY ((SELECT register_places(needed))::bigint[]))
            AND NOT EXISTS (SELECT FROM perpetrators_protectedchild named WHERE named.measure_id = one.id)"""

# Who hears of a measure is told whom or what it is against, linked to their child or not.
_HEARD_OF = f"""SELECT unnest({{linked}}) UNION SELECT one.{{key}} FROM perpetrators_measure one
        WHERE one.{{key}} IS NOT NULL AND one.id = ANY ({keys("measures", Right.HEAR_OF_SUSPECTS)})"""  # noqa: S608  our own names
_PERSONS_HEARD_OF = _HEARD_OF.format(linked=keys("persons", Right.HEAR_OF_SUSPECTS, "true"), key="person_id")
_PLACES_HEARD_OF = _HEARD_OF.format(linked=keys("places", Right.READ_SUSPECTS), key="place_id")

# --- Connections: found, asked about and answered --------------------------------------------------------------------
_RIGHTS = f"""
    keeps boolean := {KEEPS};
    decides integer := {PERMISSION.format(right=DECIDES)};
    reads integer := {PERMISSION.format(right=Right.READ_SUSPECTS)};
    records integer := {PERMISSION.format(right=Right.RECORD_SUSPECTS)};"""


def _restricted(child: str) -> str:
    return f"EXISTS (SELECT FROM cases_restriction r WHERE r.lifted_at IS NULL AND r.child_id = {child})"


def _side(child: str, held: str) -> str:
    """Whether a record is one of theirs: of a child by the right, of a person or a place by keeping the register."""
    return f"CASE WHEN {child} IS NULL THEN keeps ELSE {_theirs(child, held)} END"


# The record on which whoever asks wrote is one that they may still open.
_STILL_OPEN = f"""CASE WHEN one.person_id IS NOT NULL
                THEN keeps OR one.person_id = ANY ({keys("persons", Right.READ_SUSPECTS, "false")})
            WHEN one.place_id IS NOT NULL
                THEN keeps OR one.place_id = ANY ({keys("places", Right.READ_SUSPECTS)})
            ELSE {_theirs("one.child_id", "reads")} END"""
# Whoever decides about it (`FoundQuerySet.for_decider`), and who saved it once they were told (`reported_to`).
_FOUND = f"""SELECT one.id FROM perpetrators_connectionfound one, LATERAL (
            SELECT {_side("one.child_id", "decides")} AS saved,
                {_side("one.other_child_id", "decides")} AS other) theirs
        WHERE theirs.saved AND theirs.other OR one.saved_by_id <> asks
                AND (theirs.saved AND NOT {_restricted("one.other_child_id")}
                    OR theirs.other AND NOT {_restricted("one.child_id")})
            OR one.saved_by_id = asks AND one.outcome = 'told' AND {_STILL_OPEN}"""  # noqa: S608  our own names
_REPLIES = f"""SELECT one.id FROM perpetrators_connectionreply one
            JOIN perpetrators_connectionrequest request ON request.id = one.request_id
        WHERE request.asked_by_id <> asks AND {_side("one.child_id", "records")}"""  # noqa: S608  our own names
_REQUESTS = f"SELECT one.id FROM perpetrators_connectionrequest one WHERE one.asked_by_id = asks AND {_STILL_OPEN}"  # noqa: S608  our own names

# {what: (what the function takes, what it declares besides, what it works out first, what it answers)}
_ANSWERS = {
    "persons": ("needed text, merged boolean", _HELD, _CHILDREN % _LINKED, _PERSONS),
    "children": ("needed text", _HELD, _CHILDREN % _CONCERNED, "SELECT unnest(children)"),
    "places": ("needed text", "", "", _PLACES),
    "measures": ("needed text", _HELD, _CHILDREN % f"{_LINKED} UNION {_NAMED}", _MEASURES),
    "persons_heard_of": ("", "", "", _PERSONS_HEARD_OF),
    "places_heard_of": ("", "", "", _PLACES_HEARD_OF),
    "found": ("", _RIGHTS, "", _FOUND),
    "replies": ("", _RIGHTS, "", _REPLIES),
    "requests": ("", _RIGHTS, "", _REQUESTS),
}


def statements() -> list[str]:
    gathered = [
        _FUNCTION.format(name=f"register_{of}", takes=takes, person=PERSON, more=more, first=first, found=found)
        for of, (takes, more, first, found) in _ANSWERS.items()
    ]
    return [*gathered, _CHILDREN_NAMED]


def expected() -> tuple[list[Function], list[Trigger]]:
    """As the code has them, for the evidence's check."""
    return [function for statement in statements() for function in functions_in(statement)], []


def put_in_place(**_: Any) -> None:
    """After every migration."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
