"""Emerald: case management for a council's specialist child sexual exploitation team.

Imports nothing: `python3 -m emerald` must start before anything is installed.
"""
