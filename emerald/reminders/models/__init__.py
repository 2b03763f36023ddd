from emerald.reminders.models.absence import Absence
from emerald.reminders.models.calendar_link import CalendarLink
from emerald.reminders.models.kept import DueThing, Told, Touched
from emerald.reminders.models.notice import Notice, Snooze
from emerald.reminders.models.tick import Tick

__all__ = ["Absence", "CalendarLink", "DueThing", "Notice", "Snooze", "Tick", "Told", "Touched"]
