"""Middleware of the measurements: says in each answer's head what it cost, and who worked for it. No settings but
`tests.costs.settings` have it."""

import os

from django.db import connection

QUERIES, PROCESS, BACKEND = "Costs-Queries", "Costs-Process", "Costs-Backend"
TELL_SCANS = "Costs-Tell-Scans"  # of a request, after which the database is to know what it read


def counted(get_response):
    def respond(request):
        statements = []

        def note(execute, sql, params, many, context):
            if "SAVEPOINT" not in sql:
                statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = get_response(request)
        if TELL_SCANS in request.headers:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_stat_force_next_flush()")
        response[QUERIES], response[PROCESS] = len(statements), os.getpid()
        response[BACKEND] = connection.connection.info.backend_pid if connection.connection else 0
        return response

    return respond
