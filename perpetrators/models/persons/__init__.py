"""Persons of concern: the one shared record of each, and what hangs on it."""
