#!/usr/bin/env python
"""Django's commands, for those who have their own environment. `python3 -m emerald COMMAND` sets one up first."""

import os
import sys

from django.core.management import execute_from_command_line

from emerald.database.process import this_is_command
from emerald.env import MissingSetting

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emerald.settings")
    this_is_command(sys.argv)
    try:
        execute_from_command_line(sys.argv)
    except MissingSetting as missing:
        sys.exit(f"Emerald: {missing}")
