"""Addresses of one's reminders, of one's calendar link, of time away, and of how the reminders run."""

from django.urls import path

from emerald.reminders.views import away, calendar_link, notices, operations, undeliverable

urlpatterns = [
    path("due/notices/", notices.notices, name="notices"),
    path("due/notices/<int:pk>/snooze/", notices.snooze, name="snooze"),
    path("due/undeliverable/", undeliverable.undeliverable, name="undeliverable"),
    path("due/undeliverable/<int:pk>/again/", undeliverable.send_again, name="send_again"),
    path("due/calendar/", calendar_link.calendar_link, name="calendar_link"),
    path("due/calendar/end/", calendar_link.end_calendar_link, name="end_calendar_link"),
    path("operations/", operations.operations, name="operations"),
    path("account/away/", away.time_away, name="time_away"),
    path("account/away/<int:pk>/end/", away.end_time_away, name="end_time_away"),
    path("people/<int:pk>/away/", away.time_away_of, name="time_away_of"),
    path("people/<int:person>/away/<int:pk>/end/", away.end_time_away_of, name="end_time_away_of"),
]
