"""Backups: everything of one moment in one encrypted file, and back from it into an empty place."""
