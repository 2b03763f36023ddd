"""Rows that no verb makes, written past the rules of the database."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def past_the_rules():
    """What is written inside asks no trigger: for rows the house itself would refuse."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = origin")
