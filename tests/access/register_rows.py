"""Which rows of each table of the register somebody is to see, by the register's scope and plain Python; asked as the
owner of the tables, above every policy."""

from functools import cached_property

from django.apps import apps

from emerald.accounts.permissions import Right
from perpetrators.models import (
    ConnectionFound,
    ConnectionReply,
    ConnectionRequest,
    Link,
    Measure,
    PersonOfConcern,
    Place,
)
from perpetrators.models.register.scope import Scope


def keys(queryset):
    return set(queryset.values_list("pk", flat=True))


class Seen:
    """By `user`, gathered once."""

    def __init__(self, user):
        self.user, self.scope = user, Scope(user)
        self.keeps = self.scope.keeps

    def children(self, right):
        return keys(self.scope.children(right))

    def persons(self, right):
        """A record that was merged into another is read from that one."""
        theirs = keys(self.scope.persons(PersonOfConcern.objects.all(), right))
        return theirs | keys(PersonOfConcern.objects.filter(merged_into__in=theirs))

    @cached_property
    def heard_of(self):
        return self.persons(Right.HEAR_OF_SUSPECTS)

    @cached_property
    def read(self):
        return self.persons(Right.READ_SUSPECTS)

    @cached_property
    def places(self):
        return keys(self.scope.places(Place.objects.all()))

    @cached_property
    def links(self):
        return keys(self.scope.links(Link.objects.all(), Right.HEAR_OF_SUSPECTS))

    @cached_property
    def measures(self):
        return keys(self.scope.measures(Measure.objects.all(), Right.HEAR_OF_MEASURES))

    @cached_property
    def subjects(self):
        """Whom or what the measures are against of which somebody hears."""
        heard_of = self.scope.measures(Measure.objects.all(), Right.HEAR_OF_SUSPECTS)
        return {of: set(heard_of.values_list(of, flat=True)) for of in ("person", "place")}

    @cached_property
    def read_measures(self):
        return keys(self.scope.measures(Measure.objects.all()))

    @cached_property
    def protected(self):
        return self.children(Right.HEAR_OF_MEASURES)

    @cached_property
    def linked(self):
        return self.children(Right.READ_SUSPECTS)

    @cached_property
    def answers_for(self):
        return self.children(Right.ANSWER_FOR_CHILD)

    @cached_property
    def found(self):
        all_of_them = ConnectionFound.objects
        return keys(all_of_them.for_decider(self.user)) | keys(all_of_them.reported_to(self.user))

    @cached_property
    def asked(self):
        return keys(ConnectionRequest.objects.asked_by(self.user))

    @cached_property
    def replies(self):
        mine = ConnectionReply.objects.answered().filter(request__in=self.asked)
        return keys(ConnectionReply.objects.answerable_by(self.user)) | keys(mine)

    @cached_property
    def requests(self):
        return self.asked | set(ConnectionReply.objects.filter(pk__in=self.replies).values_list("request", flat=True))

    def link_then(self, row):
        """A link as it once was: by the ends it had then."""
        persons, right = self.linked_persons, Right.HEAR_OF_SUSPECTS
        if row.person_id not in persons or row.child_id:
            return row.person_id in persons and row.child_id in self.children(right)
        if row.other_id:
            return row.other_id in persons
        return row.ended_at is None or row.place_id in keys(self.scope.places(Place.objects.all(), right))

    @cached_property
    def linked_persons(self):
        return keys(self.scope.persons(PersonOfConcern.objects.all()))

    def record(self, row):
        """The person, the place or the child that a row is of."""
        return row.person_id in self.read or row.place_id in self.places or row.child_id in self.linked


def is_history(row):
    return hasattr(row, "pgh_obj_id")


def of_measure(seen, row, key):
    return row.measure_id in seen.read_measures


# {model: whether `seen` has the row; `key` is its own, which a history has under another name}
RULES = {
    "personofconcern": lambda seen, row, key: key in seen.heard_of | seen.subjects["person"],
    "recordentry": lambda seen, row, key: row.person_id in seen.read,
    "legalevent": lambda seen, row, key: row.person_id in seen.read,
    "personmistake": lambda seen, row, key: (
        row.child_id in seen.linked
        if row.child_id
        else seen.keeps or (row.link_id is None and row.person_id in seen.read)
    ),
    "merge": lambda seen, row, key: row.kept_id in seen.read,
    "undoing": lambda seen, row, key: row.merge.kept_id in seen.read,
    "childrecord": lambda seen, row, key: row.person_id in seen.read and row.child_id in seen.linked,
    "particular": lambda seen, row, key: row.person_id in seen.read or row.place_id in seen.places,
    "fragment": lambda seen, row, key: row.particular.person_id in seen.read or row.particular.place_id in seen.places,
    "place": lambda seen, row, key: key in seen.places | seen.subjects["place"],
    "placeaction": lambda seen, row, key: row.place_id in seen.places,
    "link": lambda seen, row, key: seen.link_then(row) if is_history(row) else key in seen.links,
    "admission": lambda seen, row, key: row.officer_id == seen.user.pk or row.child_id in seen.answers_for,
    "measure": lambda seen, row, key: key in seen.measures,
    "protectedchild": lambda seen, row, key: row.child_id in seen.protected,
    "condition": lambda seen, row, key: (
        row.measure_id in seen.read_measures and (row.child_id is None or row.child_id in seen.linked)
    ),
    "measureevent": of_measure,
    "measureperiod": of_measure,
    "breach": of_measure,
    "mistake": of_measure,
    "foundby": of_measure,
    "measuredocument": of_measure,
    "trace": lambda seen, row, key: seen.record(row),
    "connectionfound": lambda seen, row, key: key in seen.found,
    "connectionreply": lambda seen, row, key: key in seen.replies,
    "connectionrequest": lambda seen, row, key: key in seen.requests,
}


def tables():
    """[(model, its rule)] of every table of the register that somebody has to be let see, histories as well."""
    found = []
    for model in apps.get_app_config("perpetrators").get_models():
        name = model._meta.model_name
        if rule := RULES.get(name.removesuffix("history")):
            found.append((model, rule))
    return found


class Everything:
    """Every row of every table, read once."""

    def __init__(self):
        self.rows = [(model, rule, list(model._base_manager.all())) for model, rule in tables()]

    def expected(self, user):
        """{table: the keys of the rows that `user` is to see}"""
        seen = Seen(user)
        return {
            model._meta.db_table: {row.pk for row in rows if rule(seen, row, getattr(row, "pgh_obj_id", row.pk))}
            for model, rule, rows in self.rows
        }
