"""People of every role who do at random whatever the verbs let them do, each as themself.

`ACTS` are the verbs of the decision's table that somebody calls; each takes the stage and the actor, and chooses the
rest by chance. What a verb refuses does not happen.
"""

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.models import Case, CaseGroupObjectPermission, CaseUserObjectPermission, Child, Closure
from cases.models.access.allocation import Allocation, Part
from cases.models.access.handing_over import hand_over
from cases.models.opening import open_case
from cases.models.teams.moving import move_cases
from cases.models.teams.splitting import split_team
from emerald.accounts.models import Appointment, Team, User
from emerald.accounts.roles import ROLES
from emerald.guards import Refused
from emerald.reminders.models import Absence
from perpetrators.models import Admission, Link, Measure, PersonMistake, PersonOfConcern, Undoing
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.factories.register import link_child, make_person

OPENS = {"status": "at_risk", "rationale": "Referred again"}
UNKNOWN = {"ethnicity_why_unknown": "Not seen", "nationality_why_unknown": "Not asked"}
EDGE = "caseworker", "practice_manager", "service_manager"


class Stage:
    """Two teams with all their people, cases in both, and persons of concern linked to some of the children."""

    def __init__(self, chance):
        self.chance, self.teams = chance, [make_team(), make_team()]
        self.people = [make_user(role=role, teams=[team]) for team in self.teams for role in ROLES]
        self.officers = [one for one in self.people if one.role == "police_liaison"]
        self.officers.append(make_user(role="police_liaison", teams=[]))
        self.people.append(self.officers[-1])
        for team in self.teams:
            manager, worker = (
                next(one for one in self.people if one.role == role and team in one.teams)
                for role in ("practice_manager", "caseworker")
            )
            for _ in range(2):
                make_case(manager=manager, team=team).allocate(worker, part=Part.LEAD, by=manager)
        for officer in (*self.officers, None):
            person = make_person(area=chance.choice(self.teams), officer=officer, by=self.officers[0], **UNKNOWN)
            for child in chance.sample(list(Child.objects.all()), 2):
                link_child(person, child)

    def one(self, model):
        return self.chance.choice(list(model.objects.order_by("pk")) or [None])

    def some(self, model, most=2):
        return self.chance.sample(list(model.objects.order_by("pk")), most)

    def person(self):
        return self.chance.choice(list(PersonOfConcern.objects.active().order_by("pk")))

    def officer(self):
        return User.objects.get(pk=self.chance.choice(self.officers).pk)

    def actor_for(self, name):
        """Mostly somebody whose role could be let do it, a manager where nothing is said; now and then anybody."""
        likely = [one for one in self.people if one.role in LIKELY.get(name, MANAGERS)]
        return self.chance.choice(likely if self.chance.random() < 0.8 else self.people)

    def act(self, name, actor):
        """Let `actor` try. Returns whether it happened; what is refused, or makes no sense, leaves nothing behind."""
        with suppress(Refused, Impossible), transaction.atomic():
            ACTS[name](self, User.objects.get(pk=actor.pk))
            return True
        return False


class Impossible(Exception):
    """What was drawn does not exist on this stage."""


def there(found):
    if found is None:
        raise Impossible
    return found


def record(stage, by):
    officer = stage.chance.choice([None, by, stage.officer()])
    where = stage.chance.choice([{"area": stage.one(Team)}, {"through": stage.one(Case), "link": {"nature": "Seen"}}])
    PersonOfConcern.record(by=by, officer=officer, given_names="Dale", **where, **UNKNOWN)


def approve(stage, by):
    waiting = there(stage.chance.choice([*Appointment.objects.waiting(), None]))
    waiting.approve(by=by)


def serve(stage, by):
    Measure.serve_notices(
        by=by,
        person=stage.person(),
        children=stage.some(Child, 1),
        basis="s2",
        served_on=timezone.localdate(),
        facts={"signed": "signed"},
    )


def merge(stage, by):
    kept, gone = stage.person(), stage.person()
    merged = kept.merge(gone, by=by, because="The same licence")
    merged.undoings.create(said_by=stage.officer(), reason="They are two people")


def undo_a_merge(stage, by):
    there(stage.chance.choice([*Undoing.objects.waiting(), None])).decide(by=by, agrees=True)


def move(stage, by):
    move_cases(Case.objects.filter(pk=stage.one(Case).pk), to=stage.one(Team), by=by, because="So it is")


def split(stage, by):
    case = stage.one(Case)
    people = [one for one in stage.people if case.team in one.teams]
    split_team(
        case.team,
        name=f"Team of {case.reference} {Team.objects.count()}",
        going=stage.chance.sample(people, min(2, len(people))),
        in_both=[],
        cases=Case.objects.filter(pk=case.pk),
        by=by,
        because="So it is",
    )


def on_an_admission(verb):
    def act(stage, by):
        getattr(there(stage.one(Admission)), verb)(by=by, because="So it is")

    return act


def on_an_allocation(verb):
    def act(stage, by):
        found = there(stage.one(Allocation))
        getattr(found.case, verb)(found, by=by, because="So it is")

    return act


ACTS = {
    "Allocated.allocate": lambda stage, by: stage.one(Case).allocate(
        stage.chance.choice([by, stage.chance.choice(stage.people)]), part=stage.chance.choice(Part.values), by=by
    ),
    "Allocated.end_allocation": lambda stage, by: (found := stage.one(Allocation)).case.end_allocation(
        found, by=by, reason="no_longer_needed"
    ),
    "Closable.propose_closure": lambda stage, by: stage.one(Case).propose_closure(
        by=by, reason="C3", summary="Safer now.", views="She is glad."
    ),
    "Allocated.end_all_allocations": lambda stage, by: there(stage.one(Closure)).approve(by=by),
    **{f"EndsReading.{verb}": on_an_allocation(verb) for verb in ("end_reading", "give_reading_back")},
    "handing_over.hand_over": lambda stage, by: hand_over(
        Case.objects.all(),
        leaver=stage.chance.choice(stage.people),
        by=by,
        to=stage.chance.choice([by, stage.chance.choice(stage.people)]),
    ),
    "opening.open_case": lambda stage, by: open_case(
        stage.chance.choice([stage.one(Child), Child(given_names="Wren", date_of_birth=date(2013, 5, 4))]),
        team=stage.one(Team),
        by=by,
        asked="Asked",
        **OPENS,
    ),
    "moving.move_held": move,
    "splitting.split_team": split,
    "Reopened.reopen": lambda stage, by: stage.one(Case).reopen(by=by, **OPENS),
    "Restrictable.restrict": lambda stage, by: stage.one(Case).restrict(
        by=by, category="staff", because="A relative.", named=stage.chance.sample(stage.people, 2)
    ),
    "Restrictable.change_names": lambda stage, by: stage.one(Case).change_names(
        by=by, named=stage.chance.sample(stage.people, 2)
    ),
    "Restrictable.lift_restriction": lambda stage, by: stage.one(Case).lift_restriction(by=by, because="No more"),
    "Appointment.ask": lambda stage, by: Appointment.ask(
        User.objects.get(pk=stage.chance.choice(stage.people).pk),
        by=by,
        because="Needed",
        role=ROLES[stage.chance.choice(EDGE)],
        teams=[stage.one(Team)],
    ),
    "Appointment.carry_out": approve,
    "Absence.arrange": lambda stage, by: Absence.arrange(
        stage.chance.choice(stage.people), by=by, covered_by=by, starts=timezone.localdate(), until=timezone.localdate()
    ),
    "PersonRecording.record": record,
    "LinkRecording.link": lambda stage, by: stage.person().link(by=by, child=stage.one(Child), nature="Seen together"),
    "LinkRecording.link of two": lambda stage, by: stage.person().link(by=by, other=stage.person(), nature="Brothers"),
    "Kept.take_back": lambda stage, by: there(stage.one(Link)).take_back(by=by, because="Not them"),
    "PersonMistake.say_of_link": lambda stage, by: PersonMistake.say_of_link(
        there(stage.one(Link)), by=by, reason="Not them"
    ),
    "PersonMistake.decide": lambda stage, by: there(stage.one(PersonMistake)).decide(
        by=by, agrees=stage.chance.random() < 0.3, because="It was them"
    ),
    "PersonRecording.appoint": lambda stage, by: stage.person().appoint(
        by=by, because="So it is", officer=stage.chance.choice([None, stage.officer(), stage.officer(), by])
    ),
    "Merging.merge": merge,
    "Undoing.decide": undo_a_merge,
    "Making.enter": serve,
    "Admitting.ask_to_be_admitted": lambda stage, by: stage.person().ask_to_be_admitted(by=by, why="I need it"),
    **{f"Admission.{verb}": on_an_admission(verb) for verb in ("agree", "decline", "take_back")},
}


# Who is most likely to be let; anybody else tries too.
MANAGERS, OFFICERS = {"practice_manager", "service_manager"}, {"police_liaison"}
LIKELY = {
    "Allocated.end_all_allocations": {"service_manager"},
    "Restrictable.restrict": {"service_manager"},
    "Restrictable.change_names": {"service_manager"},
    "Restrictable.lift_restriction": {"service_manager"},
    "Appointment.carry_out": {"service_manager"},
    "splitting.split_team": {"service_manager"},
    "moving.move_held": {"service_manager"},
    "Appointment.ask": {"system_administrator"},
    "Absence.arrange": MANAGERS,
    "PersonRecording.record": OFFICERS,
    "LinkRecording.link": {"caseworker", *MANAGERS},
    "LinkRecording.link of two": OFFICERS,
    "Kept.take_back": {*MANAGERS, *OFFICERS},
    "PersonMistake.say_of_link": {"caseworker", *MANAGERS, *OFFICERS},
    "PersonMistake.decide": {*MANAGERS, *OFFICERS},
    "PersonRecording.appoint": OFFICERS,
    "Merging.merge": OFFICERS,
    "Undoing.decide": OFFICERS,
    "Making.enter": {*MANAGERS, *OFFICERS},
    "Admitting.ask_to_be_admitted": OFFICERS,
}


def rights_by_child(cases=None):
    """{(person, child, right)} of everybody whose access is in force, by the rows alone; on `cases` (default: all)."""
    on = {"content_object__in": Case.objects.all() if cases is None else cases}
    mine = CaseUserObjectPermission.objects.filter(user__in=User.objects.may_enter(), **on).values_list(
        "user", "content_object__child", "permission"
    )
    ours = CaseGroupObjectPermission.objects.filter(group__user__in=User.objects.may_enter(), **on).values_list(
        "group__user", "content_object__child", "permission"
    )
    return {*mine, *ours}
