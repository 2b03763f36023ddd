"""The settings about reminders, read from the environment; `emerald.settings` takes them over. See decision 19."""

from emerald import env

# The pulse of the reminders, in seconds; health pages count in it, and who is to be told is worked out at every tenth.
REMINDER_TICK_SECONDS = env.number("EMERALD_TICK_SECONDS", default=30)
REMINDER_SWEEP_SECONDS = 10 * REMINDER_TICK_SECONDS
