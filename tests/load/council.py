"""The council that is under load: people of every role, mostly caseworkers, and the children they work with."""

from django.urls import reverse

from cases.models import Case
from cases.models.access.allocation import Part
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from tests.factories.children import make_case, make_child
from tests.factories.people import make_team, make_user
from tests.factories.register import link_child, make_person

PEOPLE_OF_A_TEAM, CASES_OF_A_WORKER = 25, 4
# What people read; on which of a case's pages and lists somebody of their role has business is asked of the pages.
LISTS = [
    "home",
    "due",
    "my_cases",
    "team_cases",
    "unallocated_cases",
    "closures_waiting",
    "register",
    "persons_of_concern",
    "measures",
]
OF_A_CASE = [
    "case",
    "case_chronology",
    "case_allocation",
    "case_sessions",
    "case_plan",
    "case_child",
    "case_disruption",
]


def make_council(users):
    """So many people, at least one of each role. Returns them."""
    roles = [*ROLES, *("practice_manager", "police_liaison") * (users // PEOPLE_OF_A_TEAM)]
    roles += ["caseworker"] * (users - len(roles))
    teams = [make_team() for _ in range(1 + users // PEOPLE_OF_A_TEAM)]
    people = [make_user(role=role, teams=[teams[number % len(teams)]]) for number, role in enumerate(roles)]
    for team in teams:
        manager = make_user(role="practice_manager", teams=[team])
        for worker in User.objects.in_team(team).filter(role="caseworker"):
            for _ in range(CASES_OF_A_WORKER):
                case = make_case(manager=manager, team=team, child=make_child(family_name=f"Marsh {worker.pk}"))
                case.allocate(worker, part=Part.LEAD, by=manager)
    officer = next(one for one in people if one.role == "police_liaison")
    for case in Case.objects.order_by("pk")[: len(people)]:
        link_child(make_person(area=case.team, officer=officer, by=officer), case.child)
    return people


def described(people, signed_in, cookie):
    """For the people at work, each: role, the session's cookie, the addresses they read, the cases they write on, and
    their colleagues."""
    readable, told = {}, []
    for user in people:
        browser = signed_in(user)
        cases = list(Case.objects.visible_to(user).order_by("pk")[:20].values_list("reference", flat=True))
        workers = User.objects.in_team(*user.teams).filter(role="caseworker")
        if user.role not in readable:
            readable[user.role] = [
                (name, of_a_case)
                for names, of_a_case in ((LISTS, False), (OF_A_CASE, True))
                for name in names
                if (cases or not of_a_case)
                and browser.get(reverse(name, args=cases[:1] if of_a_case else [])).status_code == 200
            ]
        told.append(
            {
                "role": user.role,
                "cookie": browser.cookies[cookie].value,
                "reads": [
                    (name, reverse(name, args=[case] if case else []))
                    for name, of_a_case in readable[user.role]
                    for case in (cases if of_a_case else [None])
                ],
                "writes": {
                    name: [reverse(name, args=[case]) for case in cases]
                    for name in ("record_event", "record_decision", "allocate")
                },
                "colleagues": list(workers.values_list("pk", flat=True)),
            }
        )
    return told
