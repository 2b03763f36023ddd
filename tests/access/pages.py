"""The table behind the matrix: every page of the site, its methods and what it asks for.

`needs`: a Right (a page about one case), a SiteRight, or one of the words below. `test_matrix.py` refuses a URL that
stands in the site and not here, and one that stands here and not in the site.
"""

from dataclasses import dataclass

from emerald.accounts.permissions import Right, SiteRight

SIGNED_IN = "anybody who is signed in"
PUBLIC = "anybody"
TEAM_ROLES = "roles connected by team"


@dataclass(frozen=True)
class Page:
    name: str
    needs: object
    methods: str = "GET"
    kwargs: tuple = ()


def about_a_case(name, needs, methods="GET", **kwargs):
    return Page(name, needs, methods, ("reference", *kwargs))


READS, WRITES = "GET", "GET POST"
CASE_PAGES = (
    about_a_case("case", Right.SEE_CASE),
    about_a_case("case_chronology", Right.SEE_CASE),
    about_a_case("case_status", Right.SEE_CASE),
    about_a_case("identify_as_victim", Right.CHANGE_STATUS, WRITES),
    about_a_case("step_down", Right.CHANGE_STATUS, WRITES),
    about_a_case("case_closure", Right.SEE_CASE),
    about_a_case("propose_closure", Right.PROPOSE_CLOSURE, WRITES),
    about_a_case("approve_closure", Right.APPROVE_CLOSURE, WRITES),
    about_a_case("return_closure", Right.APPROVE_CLOSURE, WRITES),
    about_a_case("withdraw_closure", Right.PROPOSE_CLOSURE, WRITES),
    about_a_case("next_episode", Right.REOPEN, WRITES),
    about_a_case("case_allocation", Right.SEE_CASE),
    about_a_case("allocate", Right.ALLOCATE, WRITES),
    about_a_case("end_allocation", Right.ALLOCATE, WRITES, allocation=None),
    about_a_case("case_restriction", Right.RESTRICT),
    about_a_case("restrict", Right.RESTRICT, WRITES),
    about_a_case("restriction_names", Right.RESTRICT, WRITES),
    about_a_case("lift_restriction", Right.RESTRICT, WRITES),
    about_a_case("case_readers", Right.SEE_READERS),
    about_a_case("case_child", Right.READ_CHILD),
    about_a_case("child_identity", Right.EDIT_CHILD, WRITES),
    about_a_case("child_numbers", Right.EDIT_CHILD, WRITES),
    about_a_case("child_needs", Right.EDIT_CHILD, WRITES),
    about_a_case("add_child_detail", Right.EDIT_CHILD, WRITES, kind=None),
    about_a_case("change_child_detail", Right.EDIT_CHILD, WRITES, kind=None, pk=None),
    about_a_case("remove_child_detail", Right.EDIT_CHILD, WRITES, kind=None, pk=None),
    about_a_case("case_sessions", Right.HEAR_OF_SESSIONS),
    about_a_case("record_session", Right.RECORD_SESSION, WRITES),
    about_a_case("session", Right.READ_SESSIONS, session=None),
    about_a_case("finish_next_step", Right.RECORD_SESSION, WRITES, session=None),
)
