"""The machines' own log holds references and addresses of code: never a name, a note or what somebody typed."""

import logging

import pytest
from django.db import IntegrityError, transaction

from emerald.accounts.models import Team
from emerald.audit.technical_log import Wordless
from tests.cast import CHILD_NAMES, NOTE_TEXT
from tests.technical_log import words_found

LINE = Wordless("{levelname} {name} {message}", style="{")


def line_for(message, *args, error=None):
    exc_info = (type(error), error, error.__traceback__) if error else None
    return LINE.format(logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, exc_info))


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def test_an_exceptions_words_are_left_out_and_its_place_in_the_code_is_kept():
    line = line_for("Internal Server Error: %s", "/cases/EM-2026-0042/", error=raised(ValueError(NOTE_TEXT)))
    assert words_found(line, [NOTE_TEXT]) == []
    assert "builtins.ValueError" in line
    assert "EM-2026-0042" in line
    assert "test_technical_log.py" in line


def test_the_words_of_the_error_behind_an_error_are_left_out_too():
    try:
        try:
            raise ValueError(CHILD_NAMES[0])
        except ValueError as first:
            raise RuntimeError(CHILD_NAMES[1]) from first
    except RuntimeError as caught:
        line = line_for("It broke", error=caught)
    assert words_found(line, CHILD_NAMES) == []
    assert "ValueError" in line


@pytest.mark.django_db
def test_a_database_error_names_its_constraint_and_not_the_row():
    Team.objects.create(name="Emerald", slug="emerald")
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        Team.objects.create(name="Emerald", slug="taken-by-emerald")
    assert "Emerald" in str(broken.value)  # the row is quoted, so leaving it out is needed
    line = line_for("It broke", error=broken.value)
    assert "Key (name)" not in line
    assert "constraint accounts_team_name" in line


def test_a_failed_task_is_logged_without_its_arguments_or_its_error():
    line = line_for(
        "Task %(name)s[%(id)s] %(description)s: %(exc)s",
        {
            "name": "emerald.audit.tasks.seal",
            "id": "1",
            "description": "raised unexpected",
            "exc": f"ValueError('{NOTE_TEXT}')",
            "args": f"['{CHILD_NAMES[0]}']",
        },
    )
    assert words_found(line, [NOTE_TEXT, *CHILD_NAMES]) == []
    assert "emerald.audit.tasks.seal" in line


def test_every_handler_of_the_settings_leaves_the_words_out(settings):
    used = {settings.LOGGING["handlers"][name]["formatter"] for name in settings.LOGGING["root"]["handlers"]}
    assert {settings.LOGGING["formatters"][name]["()"] for name in used} == {"emerald.audit.technical_log.Wordless"}


@pytest.mark.parametrize("logger", ["django.db.backends", "django.template", "axes", "celery"])
def test_no_logger_is_so_talkative_that_it_quotes_rows(logger):
    assert not logging.getLogger(logger).isEnabledFor(logging.DEBUG)


def test_a_name_in_the_log_is_found_whatever_its_case():
    assert words_found("... tamsin QUILLFEATHER opened ...", CHILD_NAMES) == ["Tamsin Quillfeather"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "told", "kept_out"),
    [
        ("/cases/EM-2026-0042/?q=Tamsin", "case EM-2026-0042", "Tamsin"),
        ("/Tamsin/", "an unknown address", "Tamsin"),
        ("/due/calendar/a-link-that-is-a-key.ics", "calendar_feed", "a-link-that-is-a-key"),
    ],
)
def test_a_page_is_told_by_its_name_and_reference_and_no_address_is_written_out(
    address, told, kept_out, client, caplog, priya
):
    client.force_login(priya, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.put(address)
    lines = [LINE.format(record) for record in caplog.records if record.name == "django.request"]
    assert [line for line in lines if told in line]
    assert not [line for line in lines if kept_out in line]
