"""Whatever the policies hide from whoever writes, a verb of the register does what it does without them: the same
people are let, and the same comes of it."""

from contextlib import nullcontext, suppress
from random import Random

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from cases.models import CaseGroupObjectPermission, CaseUserObjectPermission, Child, ChronologyEntry
from emerald.database.identity import asking_as, asking_for
from perpetrators.models import Measure, Place
from tests.access import acting
from tests.access.test_register_after_random_acts import ON_THE_REGISTER, furnish

pytestmark = pytest.mark.django_db
SEEDS, STEPS = range(3), 60
COUNTED = (ChronologyEntry, CaseUserObjectPermission, CaseGroupObjectPermission)


class Stage(acting.Stage):
    """What an act is done to is chosen from all there is; who acts asks the database only what the verb asks."""

    def one(self, model):
        with asking_as(None):
            return super().one(model)

    def some(self, model, most=2):
        with asking_as(None):
            return super().some(model, most)

    def person(self):
        with asking_as(None):
            return super().person()

    def act(self, name, actor):
        """What is hidden from the actor is not there: that refuses as well as a sentence does."""
        with suppress(ObjectDoesNotExist):
            return super().act(name, actor)
        return False


def on_a_measure(verb, **said):
    return lambda stage, by: getattr(acting.there(stage.one(Measure)), verb)(by=by, **said)


MORE = {
    "record_legal": lambda stage, by: stage.person().record_legal(by=by, step="arrest", on=timezone.localdate()),
    "Place.record": lambda stage, by: Place.record(
        by=by, person=stage.person(), nature="Works there", kind="hotel", name="Lodge", lines="1 Quay", area=by.teams[0]
    ),
    "add_action": lambda stage, by: acting.there(stage.one(Place)).add_action(
        by=by, text="Look at it", due_on=timezone.localdate(), owner=stage.chance.choice(stage.people)
    ),
    "propose": lambda stage, by: Measure.propose(
        by=by, kind="civil_injunction", person=stage.person(), children=stage.some(Child, 1)
    ),
    "review": on_a_measure("review"),
    "put_right": on_a_measure("put_right", order_ref="A 1"),
    "correct_days": lambda stage, by: acting.there(stage.one(Measure)).correct_days(
        by=by, note="Misread", review_on=timezone.localdate()
    ),
    "discharge": on_a_measure("discharge"),
    "protect": lambda stage, by: acting.there(stage.one(Measure)).protect(by=by, children=stage.some(Child, 1)),
    "add_condition": lambda stage, by: acting.there(stage.one(Measure)).add_condition(
        by=by, sort="prohibition", text="Not to come near.", child=stage.one(Child)
    ),
}


def played(seed, monkeypatch, asks):
    """(what happened, how many rows of what there are then), undone."""
    point, happened = transaction.savepoint(), []
    stage = Stage(Random(seed))
    furnish(stage)
    acts = {name: act for name, act in acting.ACTS.items() if any(word in name for word in ON_THE_REGISTER)} | MORE
    monkeypatch.setattr(acting, "ACTS", acts)
    for _ in range(STEPS):
        name = stage.chance.choice(list(acts))
        actor = stage.actor_for(name)
        with asks(actor):
            happened.append((name, stage.act(name, actor)))
    models = [*COUNTED, *apps.get_app_config("perpetrators").get_models()]
    numbers = {model.__name__: model._base_manager.count() for model in models}
    transaction.savepoint_rollback(point)
    return happened, numbers


@pytest.mark.parametrize("seed", SEEDS)
def test_verbs_do_the_same_whatever_is_hidden_from_whoever_writes(seed, monkeypatch):
    above = played(seed, monkeypatch, lambda actor: nullcontext())
    assert played(seed, monkeypatch, lambda actor: asking_for(actor.pk)) == above
    done = {name for name, happened in above[0] if happened}
    assert len(done) > 8
