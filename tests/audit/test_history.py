"""No model of Emerald's is without a history, and no history is without a seal."""

from django.apps import apps

from emerald.audit.append_only import AppendOnly
from emerald.audit.history import History
from emerald.audit.sealed_tables import tables

OURS = {"emerald", "cases", "perpetrators", "interventions"}
# Neither a record of a child nor of a right.
WITHOUT = {
    "CaseNumber": "a counter; every reference it gave is kept with its case",
    "Draft": "what is not saved yet: its author's alone, thrown away when saved, forgotten after four weeks",
    "OpenPage": "who has a page open at this moment, forgotten after two minutes",
    "Mail": "an e-mail on its way: when it was made, tried and sent are columns of its own",
    "Notice": "a reminder: when it was made, read and ended, and why, are columns of its own",
    "DueThing": "what its source says, kept to be read quickly: it can be asked again at any time",
    "Told": "who may be told of it, in the same way",
    "Touched": "a mark that lasts as long as a transaction",
    "Tick": "the latest sign of life of each process",
    "Posting": "hashes of posted forms, forgotten after two days",
    "Upload": "a file brought for a page that is not saved yet: goes with its draft",
    "RegisterNumber": "a counter; every reference it gave is kept with its record",
    "Seal": "the chain of hashes guards itself",
    "Shape": "its fingerprint is in the seals",
    "WrittenOut": "how far the access log was written out: a number, which goes up",
    "Fragment": "what a particular is found by, kept by the database from what stands there, which has its history",
    "FoundBy": "what a measure is found by, in the same way",
    "Trace": "the comparing form of what stands, with its history, on the record it was read from",
}


def models_of_ours():
    ours = [config for config in apps.get_app_configs() if config.name.split(".")[0] in OURS]
    return [model for config in ours for model in config.get_models()]


def histories():
    return [model for model in models_of_ours() if issubclass(model, History)]


def keeps_itself(model):
    """Only ever added to, and under seal: it is its own history."""
    triggers = getattr(model._meta, "triggers", [])
    sealed = {table.name for table in tables()}
    return any(isinstance(trigger, AppendOnly) for trigger in triggers) and model._meta.db_table in sealed


def test_every_model_keeps_a_history_or_is_one():
    told_of = {history.pgh_tracked_model for history in histories()}
    bare = {
        model.__name__
        for model in models_of_ours()
        if model not in told_of and not keeps_itself(model) and not model._meta.auto_created
    }
    assert bare == set(WITHOUT)


def test_every_history_is_under_seal():
    assert {history._meta.db_table for history in histories()} < {table.name for table in tables()}


def test_no_history_keeps_a_password():
    assert all("password" not in {field.name for field in history._meta.fields} for history in histories())


def test_every_history_tells_of_inserts_updates_and_deletes():
    assert {tuple(sorted(tracker.label for tracker in history.pgh_trackers)) for history in histories()} == {
        ("delete", "insert", "update")
    }
