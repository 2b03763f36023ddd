"""For the worker; the timetable says when."""

from celery import shared_task

from emerald.audit.seal import seal_new_rows


@shared_task
def seal():
    seal_new_rows()
