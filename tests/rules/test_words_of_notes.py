"""The words of a note are found however they are typed, and the column they stand in is nobody's to write."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from interventions.models import Session
from interventions.search.queries import Wanted, find_notes, find_notes_of
from tests.factories.sessions import make_session
from tests.text.pairs import words

pytestmark = pytest.mark.django_db


def kept(note):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words::text FROM interventions_session WHERE id = %s", [note.pk])
        return cursor.fetchone()[0]


def test_each_writing_of_the_table_is_found_in_a_note_and_no_other_is(case, priya):
    judged = {}
    for pair in words.PAIRS:
        note = make_session(case, by=priya, what_happened=pair.one)
        everywhere = find_notes(Wanted(words=pair.other), by=priya).notes
        assert everywhere == find_notes_of(case, Wanted(words=pair.other)).notes
        judged[pair] = note in everywhere
    assert [pair for pair, met in judged.items() if met != pair.same] == []


def test_the_words_follow_the_text_and_nothing_else_is_written_there(case, priya):
    note = make_session(case, by=priya, what_happened="She met Łucja.")
    before = kept(note)
    assert "'lucja'" in before
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE interventions_session SET words = to_tsvector('simple', 'hidden') WHERE id = %s", [note.pk]
        )
    assert kept(note) == before
    Session.objects.filter(pk=note.pk).update(next_step="Ring Zoë", next_step_on=note.held_on)
    assert "'zoe'" in kept(note)


def test_words_that_were_made_before_are_made_anew_where_they_can_differ(case, priya, monkeypatch):
    made_anew = import_module("interventions.migrations.0008_words_so_far")
    monkeypatch.setattr(made_anew, "AT_A_TIME", 2)
    notes = [make_session(case, by=priya, what_happened=text) for text in ("Łucja", "Ke\u00adziah", "Plain", "Zoë")]
    wanted = [kept(note) for note in notes]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE interventions_session SET words = 'before'::tsvector")
        cursor.execute("SET LOCAL session_replication_role = origin")
    lines = Session.pgh_event_model.objects.count()
    made_anew.make_words_anew(apps, None)
    assert [kept(note) for note in notes] == [*wanted[:2], "'before'", wanted[3]]
    assert Session.pgh_event_model.objects.count() == lines
