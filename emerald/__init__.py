"""Emerald: case management for a council's specialist child sexual exploitation team.

Imports nothing: `python3 -m emerald` must start before anything is installed.
"""

__version__ = "0.1.0"  # the one place: pages, `/health/`, `python3 -m emerald --version` and the package read it here
