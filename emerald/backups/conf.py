"""The settings about backups, read from the environment; `emerald.settings` takes them over."""

from emerald import env

# Public keys of age (age1…), comma-separated: whoever holds the private key of one of them can open a backup. This
# machine holds none of those.
BACKUP_RECIPIENTS = env.words("EMERALD_BACKUP_RECIPIENTS")
