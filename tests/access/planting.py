"""A marker of its own in every field in which words can stand, so that a page that shows the field shows the marker."""

import re

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction

from tests.factories.bare import past_the_rules

APPS = ("cases", "perpetrators", "interventions")
MARKER = re.compile(r"Mk\d{3}q")
SHORTEST = 12  # a field that holds less is a code and no words


def records():
    """Every model of the three apps but the histories that are kept of them."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in found if "pgh_id" not in {field.attname for field in model._meta.concrete_fields}]


def fields_of(model):
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def holds_words(field):
    if field.is_relation or field.choices or isinstance(field, ArrayField):
        return False
    return isinstance(field, models.CharField | models.TextField) and (field.max_length or 999) >= SHORTEST


def plant(named):
    """Write into each field of `named` ({"cases.Plan.aims"}) its marker, in every row there is: {marker: name}, without
    those of which there is no row. A rule of the database that refuses it fails: such a field holds no free words."""
    planted = {}
    with past_the_rules():
        for number, name in enumerate(sorted(named)):
            if _write(name, f"Mk{number:03d}q"):
                planted[f"Mk{number:03d}q"] = name
    return planted


def _write(name, marker):
    model, column = apps.get_model(name.rpartition(".")[0]), name.rpartition(".")[2]
    is_mail = isinstance(model._meta.get_field(column), models.EmailField)
    text = f"{marker}@emerald.example" if is_mail else marker
    for rows in (model._base_manager.all(), model._base_manager.exclude(**{column: ""})):
        try:
            with transaction.atomic():
                return rows.update(**{column: text})
        except IntegrityError as refused:  # some stay empty: a rule of the database holds that
            last = refused
    raise AssertionError(f"{name} cannot hold a marker: {last}")
